import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { BalanceAsked, BalanceRow } from '../queries/balances';
import type { SeriesAsked, SeriesRow } from '../queries/series';
import { unconvertedLines } from '../queries/unit-sums';
import { tonnesAsFloat } from '../rules/conversion';
import type { FlowBalance } from '../schema/flow-balance.type';
import type { FlowPoint } from '../schema/flow-point.type';

/** A balance as the API shows it; without a row, that of a territory where nothing is known. */
export function balanceNode(asked: BalanceAsked, row: BalanceRow | undefined): FlowBalance {
  const grams = (column: keyof BalanceRow) => BigInt(row?.[column] ?? 0);
  const [distributed, inflow, local] = [grams('distributed'), grams('inflow'), grams('local')];
  return {
    asked,
    produced: tonnes(grams('produced')),
    collected: tonnes(grams('collected')),
    transformed: tonnes(grams('transformed')),
    distributed: tonnes(distributed),
    inflow: tonnes(inflow),
    local: tonnes(local),
    undetermined: tonnes(distributed - inflow - local),
    outflow: tonnes(grams('outflow')),
    localShare: share(local, local + inflow),
    organicShare: share(grams('organic'), grams('organicKnown')),
    unconverted: unconvertedLines(row),
  };
}

function tonnes(grams: bigint): number {
  return tonnesAsFloat(String(grams));
}

/** Null when there is nothing to take a share of. */
function share(part: bigint, whole: bigint): number | null {
  return whole === 0n ? null : Number(part) / Number(whole);
}

/**
 * Every year of the range, years without a flow included: a chart that skips them would draw a line across the gap.
 */
export function seriesNodes(asked: SeriesAsked, rows: readonly SeriesRow[]): FlowPoint[] {
  const stages = asked.stage === null ? Object.values(FlowStage) : [asked.stage];
  const known = new Map(rows.map((row) => [`${row.year} ${row.stage}`, row]));
  const years = Array.from({ length: asked.to - asked.from + 1 }, (_, index) => asked.from + index);
  return years.flatMap((year) =>
    stages.map((stage) => {
      const row = known.get(`${year} ${stage}`);
      return {
        asked,
        year,
        stage,
        tonnes: tonnesAsFloat(row?.grams ?? null),
        flows: row?.flows ?? 0,
        unconverted: unconvertedLines(row),
      };
    }),
  );
}
