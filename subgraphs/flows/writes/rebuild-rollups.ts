import type { QueryRunner } from 'typeorm';
import { ROLLUPS } from '../rules/rollups';
import { applyRollups } from './apply-rollups';
import { lockFlows } from './lock-flows';
import { addParts, createParts, dropParts } from './rollup-parts';

/**
 * Makes the sums anew from the flows, in the caller's transaction: all of them, or only the cells of some territories
 * whose communes have changed, such as a PAT.
 * @param territories keys of `territory`, above the communes
 */
export async function rebuildRollups(runner: QueryRunner, territories?: readonly number[]): Promise<void> {
  await lockFlows(runner);
  const some =
    territories !== undefined && !(await countElsewhere(runner, territories)) ? territories : undefined;
  if (some) await removeCells(runner, some);
  else for (const { table } of ROLLUPS) await runner.query(`DELETE FROM ${table}`);
  await createParts(runner);
  await addParts(runner, some ? `(${touching(some)}) AS f` : 'flow f', 1);
  await applyRollups(runner, { taken: false, only: some });
  await dropParts(runner);
}

/**
 * Whether cells of other territories depend on these: a flow that names one of them as its end counts in all that hold
 * it, and pairs are kept by level.
 */
async function countElsewhere(runner: QueryRunner, territories: readonly number[]): Promise<boolean> {
  const [row] = (await runner.query(
    `SELECT EXISTS (SELECT FROM flow WHERE origin = ANY($1) OR destination = ANY($1))
       OR EXISTS (SELECT FROM territory WHERE key = ANY($1) AND level <> 'PAT') AS found`,
    [territories],
  )) as { found: boolean }[];
  return row?.found === true;
}

async function removeCells(runner: QueryRunner, territories: readonly number[]): Promise<void> {
  for (const { table, key } of ROLLUPS) {
    if (key.includes('territory'))
      await runner.query(`DELETE FROM ${table} WHERE territory = ANY($1)`, [territories]);
  }
}

/** Flows with an end in the territories, as they now are. */
function touching(territories: readonly number[]): string {
  const inside = `SELECT descendant FROM territory_closure WHERE ancestor IN (${territories.map(Number).join(', ')})`;
  return `SELECT * FROM flow WHERE origin IN (${inside}) OR destination IN (${inside})`;
}
