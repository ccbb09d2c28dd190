import type { Country } from '../../bench/generate/country';
import { monthsOf } from '../../subgraphs/flows/rules/calendar';
import { spread } from '../../subgraphs/flows/rules/spread';

/** A row of the import file, as a CSV library reads it. */
export type CsvRow = Record<string, string>;

/** Sums by group: grams of what converts, quantities of what does not in 10^-6 of each unit. */
export interface Sum {
  grams: bigint;
  flows: number;
  unconverted: Map<string, bigint>;
}

const MASS: Record<string, bigint> = { TONNE: 1_000_000n, KILOGRAM: 1_000n, MEAL: 500n };

function gramsOfOne({ unit, product }: CsvRow): bigint | undefined {
  return unit === 'LITRE' && product === 'lait' ? 1_030n : MASS[unit as string];
}

/** The quantity in 10^-6 of its unit. */
function millionths(quantity: string): bigint {
  const [whole = '0', decimals = ''] = quantity.split('.');
  return BigInt(whole + decimals.padEnd(6, '0'));
}

/** Adds up rows of the file one by one, in whole numbers; the key of a row says which sum it belongs to. */
export function straightSum(rows: readonly CsvRow[], keyOf: (row: CsvRow) => string): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const row of rows) add(sums, keyOf(row), row, millionths(row['quantity'] as string));
  return sums;
}

/** The same by calendar year: each row is spread over its months by days. */
export function straightSumByYear(rows: readonly CsvRow[], keyOf: (row: CsvRow) => string): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const months = monthsOf(row['period_start'] as string, row['period_end'] as string);
    const factor = gramsOfOne(row) ?? 1_000_000n;
    const total = (millionths(row['quantity'] as string) * factor) / 1_000_000n;
    const parts = spread(
      total,
      months.map(({ days }) => days),
    );
    const years = new Map<string, bigint>();
    for (const [index, { month }] of months.entries()) {
      const year = month.slice(0, 4);
      years.set(year, (years.get(year) ?? 0n) + (parts[index] as bigint));
    }
    for (const [year, amount] of years) {
      const sum = sumAt(sums, `${keyOf(row)} ${year}`);
      sum.flows += 1;
      count(sum, row, amount);
    }
  }
  return sums;
}

function add(sums: Map<string, Sum>, key: string, row: CsvRow, quantity: bigint): void {
  const sum = sumAt(sums, key);
  sum.flows += 1;
  const factor = gramsOfOne(row);
  count(sum, row, factor === undefined ? quantity : (quantity * factor) / 1_000_000n);
}

function count(sum: Sum, row: CsvRow, amount: bigint): void {
  if (gramsOfOne(row) !== undefined) sum.grams += amount;
  else {
    const unit = row['unit'] as string;
    sum.unconverted.set(unit, (sum.unconverted.get(unit) ?? 0n) + amount);
  }
}

function sumAt(sums: Map<string, Sum>, key: string): Sum {
  const sum = sums.get(key) ?? { grams: 0n, flows: 0, unconverted: new Map() };
  sums.set(key, sum);
  return sum;
}

/** The région that the whole of a row's territory lies in; empty when it lies in none, or is unknown. */
export function regionOf(country: Country): (row: CsvRow) => string {
  const regions = new Map<string, Set<string>>();
  for (const { id, epci, departement } of country.communes) {
    for (const territory of [id, epci, departement.id]) {
      if (territory === undefined) continue;
      const known = regions.get(territory);
      if (known) known.add(departement.region);
      else regions.set(territory, new Set([departement.region]));
    }
  }
  return ({ stage, origin = '', destination = '' }) => {
    const territory = stage === 'PRODUCED' ? origin || destination : destination || origin;
    const found = [...(regions.get(territory) ?? [])];
    return found.length === 1 ? `region:${found[0]}` : '';
  };
}
