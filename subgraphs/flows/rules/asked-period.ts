import { badUserInput } from '../../../platform/errors';

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;
/** Points of a series are made for every year of its range: a chart never needs more. */
export const MAX_SERIES_YEARS = 50;

/** Inclusive days; null is open. */
export interface AskedPeriod {
  from: string | null;
  to: string | null;
}

/** @throws BAD_USER_INPUT outside 1900 to 2100 */
export function requireYear(year: number, argument = 'year'): number {
  if (Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw badUserInput(
    `\`${argument}\` must be a year from ${FIRST_YEAR} to ${LAST_YEAR}; received ${year}.`,
    argument,
  );
}

/**
 * Reads the period of a filter: a year, or days.
 * @throws BAD_USER_INPUT when both are given, the days are out of order or the year out of range
 */
export function askedPeriod(filter: {
  year?: number | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}): AskedPeriod {
  const { year = null, from = null, to = null } = filter;
  if (year !== null) {
    if (from !== null || to !== null) {
      throw badUserInput(
        '`filter.year` stands for a whole year: give it alone, or give `from` and `to`.',
        'filter.year',
      );
    }
    requireYear(year, 'filter.year');
    return { from: `${year}-01-01`, to: `${year}-12-31` };
  }
  for (const [name, day] of Object.entries({ from, to })) {
    if (day !== null) requireYear(Number(day.slice(0, 4)), `filter.${name}`);
  }
  if (from !== null && to !== null && from > to) {
    throw badUserInput(
      `\`filter.from\` must not be after \`filter.to\`; received ${from} and ${to}.`,
      'filter.from',
    );
  }
  return { from, to };
}

/** @throws BAD_USER_INPUT when the years are out of order, out of range or more than 50 */
export function requireYears(from: number, to: number): void {
  requireYear(from, 'from');
  requireYear(to, 'to');
  if (from > to) {
    throw badUserInput(`\`from\` must not be after \`to\`; received ${from} and ${to}.`, 'from');
  }
  if (to - from >= MAX_SERIES_YEARS) {
    throw badUserInput(
      `a series covers at most ${MAX_SERIES_YEARS} years; received ${from} to ${to}. Ask for it in parts.`,
      'to',
    );
  }
}
