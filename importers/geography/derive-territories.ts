import { applyImportedTerritories } from '../../reference/cog/apply-imported-territories';
import { rebuildRollups } from '../../subgraphs/flows/writes/rebuild-rollups';
import type { Runners } from './subject';

/** Derives territories from what was written, in each schema, and the sums of flows of those that changed. */
export async function deriveTerritories(runners: Runners): Promise<void> {
  for (const [schema, runner] of runners) {
    const { changed } = await applyImportedTerritories(runner.manager);
    if (schema === 'flows' && changed.length > 0) await rebuildRollups(runner, changed);
  }
}
