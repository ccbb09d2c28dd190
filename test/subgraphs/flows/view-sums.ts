import type { Unit } from '../../../platform/vocabulary/unit';
import type { TestFlow } from '../../support/flows';
import { sumBy, tonnes, unconverted, type Sum } from './oracle';

/** A sum as the API shows it. */
export interface Summed {
  tonnes: number;
  flows: number;
  unconverted: { value: string; unit: Unit }[];
}

/** Sums of different flows, added up. */
export const summed = (sums: readonly Sum[]): Summed => {
  const units = new Map<Unit, bigint>();
  for (const sum of sums)
    for (const [unit, amount] of sum.units) units.set(unit, (units.get(unit) ?? 0n) + amount);
  return {
    tonnes: tonnes(sums.reduce((total, { grams }) => total + grams, 0n)),
    flows: new Set(sums.flatMap(({ flows }) => [...flows])).size,
    unconverted: unconverted(units),
  };
};

/** Sums of one year, or of all, by a key. */
export const byKey = (
  flows: readonly TestFlow[],
  year: number | null,
  wanted: (flow: TestFlow) => boolean,
  key: (flow: TestFlow) => string,
) =>
  sumBy(flows.filter(wanted), (flow, day) =>
    year === null || day.startsWith(`${year}-`) ? key(flow) : null,
  );

/** By mass, then by key; what has an empty key is no thing of its own. */
export function ranked(sums: ReadonlyMap<string, Sum>, first: number) {
  const things = [...sums].filter(([key]) => key !== '');
  things.sort(([a, x], [b, y]) => (x.grams === y.grams ? (a < b ? -1 : 1) : x.grams > y.grams ? -1 : 1));
  const shown = things.slice(0, first);
  const rest = [...sums].filter(([key]) => !shown.some(([each]) => each === key));
  return {
    ...summed([...sums.values()]),
    shown: shown.map(([key, sum]) => ({ key, ...summed([sum]) })),
    others: summed(rest.map(([, sum]) => sum)),
    totalCount: things.length,
  };
}
