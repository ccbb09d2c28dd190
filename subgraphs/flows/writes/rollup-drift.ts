import type { QueryRunner } from 'typeorm';
import { withDeltas } from './apply-rollups';
import { addParts, createParts } from './rollup-parts';

/** A table of sums that does not say what the flows say. */
export interface RollupDrift {
  table: string;
  /** Cells that are missing, too many or wrong. */
  cells: number;
  /** The first of them, as kept and as the flows give them; null where there is none. */
  first: { kept: Record<string, unknown> | null; right: Record<string, unknown> | null }[];
}

const SHOWN = 3;

/** Computes all sums anew and tells where those that are kept differ. Writes nothing but temporary tables. */
export async function rollupDrift(runner: QueryRunner): Promise<RollupDrift[]> {
  const found: RollupDrift[] = [];
  await createParts(runner);
  await addParts(runner, 'flow f', 1);
  await withDeltas(runner, async ({ table, key, measures }) => {
    await runner.query('ANALYZE flow_delta');
    const keys = key.join(', ');
    const wrong = [...measures].map((name) => `kept.${name} IS DISTINCT FROM correct.${name}`).join(' OR ');
    const rows = (await runner.query(
      `SELECT count(*) OVER ()::integer AS cells, to_jsonb(kept) AS kept, to_jsonb(correct) AS right
       FROM ${table} kept FULL JOIN flow_delta correct USING (${keys})
       WHERE ${wrong} ORDER BY ${keys} LIMIT ${SHOWN}`,
    )) as ({ cells: number } & RollupDrift['first'][number])[];
    const [row] = rows;
    if (row) found.push({ table, cells: row.cells, first: rows.map(({ kept, right }) => ({ kept, right })) });
  });
  return found;
}
