import type { EntityManager } from 'typeorm';
import { fromScaled, toScaled } from '../../../platform/decimal';
import type { ExpenseType } from '../../../platform/vocabulary/expense-type';
import type { FunderCategory } from '../../../platform/vocabulary/funder-category';
import type { Instrument } from '../../../platform/vocabulary/instrument';
import type { Nature } from '../../../platform/vocabulary/nature';
import { AwardEntity, AwardSourceEntity } from '../entities/award.entity';
import type { Citation } from '../rules/project-funding';

/** An award to be written. Ids are global; amounts and shares exact decimals. */
export interface AwardRecord {
  id: string;
  funder: string | null;
  funderCategory: FunderCategory;
  recipient: string | null;
  project: string | null;
  scheme: string | null;
  instrument: Instrument;
  nature: Nature;
  amount: string | null;
  share: string | null;
  date: string | null;
  periodStart: string | null;
  periodEnd: string | null;
  expenses: readonly ExpenseType[];
  /** Key of the territory it is attributed to. */
  territory: number | null;
  citations: readonly Citation[];
}

/** Rows in slices that stay far under PostgreSQL's 65,535 parameters a statement. */
const SLICE = 1000;

/**
 * Inserts or refreshes awards with their sources, all of them at once.
 * @throws Error when one has no source; RangeError when an amount has fractions of a cent
 */
export async function writeAwards(manager: EntityManager, awards: readonly AwardRecord[]): Promise<void> {
  const unsourced = awards.find(({ citations }) => citations.length === 0);
  if (unsourced) throw new Error(`${unsourced.id} has no source`);
  await manager.query('DELETE FROM award_source WHERE award = ANY($1::text[])', [awards.map(({ id }) => id)]);
  for (let start = 0; start < awards.length; start += SLICE) {
    const slice = awards.slice(start, start + SLICE);
    await manager.upsert(
      AwardEntity,
      slice.map(({ expenses, amount, share, citations, ...award }) => ({
        ...award,
        expenses: [...expenses],
        amount: exactly(amount, 2),
        share: exactly(share, 8),
        cited: [...new Set(citations.map(({ source }) => source))].sort().join(' '),
      })),
      ['id'],
    );
    await manager.insert(
      AwardSourceEntity,
      slice.flatMap(({ id, citations }) => citations.map((citation) => ({ award: id, ...citation }))),
    );
  }
}

/** The table would round further decimals away without a word. */
export function exactly(decimal: string | null, places: number): string | null {
  return decimal === null ? null : fromScaled(toScaled(decimal, places), places);
}
