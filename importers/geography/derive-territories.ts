import { applyImportedTerritories } from '../../reference/cog/apply-imported-territories';
import type { Runners } from './subject';

/** Derives territories from what was written, in each schema. */
export async function deriveTerritories(runners: Runners): Promise<void> {
  for (const [, runner] of runners) {
    await applyImportedTerritories(runner.manager);
  }
}
