import { Unit } from '../../../platform/vocabulary/unit';

const UNITS = Object.values(Unit);

/** Sums of the quantities without a mass, a column for each unit; null where no flow has that unit. */
export type UnitSums = Record<`unit_${Unit}`, string | null>;

/** Where nothing was summed. */
export const NO_UNITS = Object.fromEntries(UNITS.map((unit) => [`unit_${unit}`, null])) as UnitSums;

/** The same columns by name, as SQL writes them. */
export const UNIT_SUM_NAMES = UNITS.map((unit) => `"unit_${unit}"`);

/**
 * SQL columns of UnitSums: exact sums of 10^-6 of a unit, scaled back by a product (a quotient could round).
 * @param amount SQL of the part summed
 * @param unit SQL of its unit
 */
export function unitSumsSql(amount: string, unit: string): string {
  return UNITS.map(
    (name) => `trim_scale(sum(${amount}) FILTER (WHERE ${unit} = '${name}') * 0.000001) AS "unit_${name}"`,
  ).join(',\n  ');
}

/** One line a unit, in the order of the vocabulary. */
export function unconvertedLines(row: UnitSums | undefined): { value: string; unit: Unit }[] {
  return UNITS.flatMap((unit) => {
    const value = row?.[`unit_${unit}`] ?? null;
    return value === null ? [] : [{ value, unit }];
  });
}
