import type { QueryRunner } from 'typeorm';
import { ROLLUPS } from '../rules/rollups';
import { applyRollups } from './apply-rollups';
import { addParts, createParts, dropParts } from './rollup-parts';

/**
 * Makes the sums anew from the flows, in the caller's transaction: all of them, or only the cells of some territories,
 * whose communes have changed. Nobody may write flows meanwhile: take the lock of their writer first.
 * @param territories keys of `territory`
 */
export async function rebuildRollups(runner: QueryRunner): Promise<void> {
  for (const { table } of ROLLUPS) await runner.query(`DELETE FROM ${table}`);
  await createParts(runner);
  await addParts(runner, 'flow f', 1);
  await applyRollups(runner, false);
  await dropParts(runner);
}
