import { badUserInput } from './errors';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/**
 * Checks a calendar year that a client sent: one out of these holds nothing, and is a slip.
 * @throws BAD_USER_INPUT naming the argument
 */
export function requireYear(year: number, argument = 'year'): number {
  if (Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw badUserInput(
    `\`${argument}\` must be a year from ${FIRST_YEAR} to ${LAST_YEAR}; received ${year}.`,
    argument,
  );
}
