import type { RankedSum } from '../queries/ranked-sums';
import { NO_UNITS, unconvertedLines } from '../queries/unit-sums';
import { tonnesAsFloat } from '../rules/conversion';
import type { FlowRemainder } from '../schema/summed-flows.type';

/** Ranked sums taken apart: the things shown, the others together, the whole. */
export interface RankedSums<Row extends RankedSum> {
  shown: Row[];
  others: FlowRemainder;
  whole: FlowRemainder;
  /** Grams of the whole, for shares. */
  grams: bigint;
  /** Things in all. */
  totalCount: number;
}

export function rankedSums<Row extends RankedSum>(rows: readonly Row[]): RankedSums<Row> {
  const whole = rows.find(({ kind }) => kind === 'WHOLE');
  return {
    shown: rows.filter(({ kind }) => kind === 'SHOWN'),
    others: sumNode(rows.find(({ kind }) => kind === 'OTHERS')),
    whole: sumNode(whole),
    grams: BigInt(whole?.grams ?? 0),
    totalCount: whole?.things ?? 0,
  };
}

/** A sum as the API shows it; without a row, that of no flows. */
export function sumNode(row: RankedSum | undefined): FlowRemainder {
  return {
    tonnes: tonnesAsFloat(row?.grams ?? null),
    flows: row?.flows ?? 0,
    unconverted: unconvertedLines(row ?? NO_UNITS),
  };
}
