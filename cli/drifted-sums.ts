import type { DataSource } from 'typeorm';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { rebuildRollups } from '../subgraphs/flows/writes/rebuild-rollups';
import { rollupDrift } from '../subgraphs/flows/writes/rollup-drift';

/** Each table of sums that does not say what the flows say, with the first cells that are wrong. */
export async function driftedSums(owners: ReadonlyMap<SubgraphName, DataSource>): Promise<string[]> {
  const owner = owners.get('flows');
  if (!owner) return [];
  const runner = owner.createQueryRunner();
  try {
    // One moment for all that is compared, whatever is imported meanwhile; temporary tables alone are written.
    await runner.startTransaction('REPEATABLE READ');
    await runner.query(`SET LOCAL work_mem = '64MB'`);
    const drift = await rollupDrift(runner);
    return drift.map(({ table, cells, first }) => {
      const shown = first.map(({ kept, right }) => `${told(kept)} instead of ${told(right)}`).join('; ');
      return `flows: ${cells} cells of ${table} have drifted: ${shown}; run "maillon check --rebuild"`;
    });
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Makes the sums anew, all of them or none. */
export async function rebuildSums(owners: ReadonlyMap<SubgraphName, DataSource>): Promise<void> {
  await owners.get('flows')?.transaction(async ({ queryRunner }) => {
    if (!queryRunner) throw new Error('a transaction has a runner');
    await queryRunner.query(`SET LOCAL work_mem = '64MB'`);
    await rebuildRollups(queryRunner);
  });
}

function told(cell: Record<string, unknown> | null): string {
  return cell === null ? 'no cell' : Object.values(cell).join(' ');
}
