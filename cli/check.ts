import type { DataSource } from 'typeorm';
import type { Config } from '../platform/config';
import type { Logger } from '../platform/log';
import { pendingMigrations } from '../platform/migrator';
import { SUBGRAPH_NAMES, type SubgraphName } from '../platform/subgraph/subgraph';
import { referenceFingerprint } from '../reference/fingerprint';
import { readReport } from '../reference/gt4-2022/read';
import { loadedFingerprint } from '../reference/load';
import { withDatabases, withOwners } from './databases';
import { danglingReferences } from './dangling-references';
import { driftedSums, rebuildSums } from './drifted-sums';

/** `maillon check`: tells each thing that is wrong; exit code 1 when there is one. */
export async function check(options: { rebuild?: true }, config: Config, log: Logger): Promise<number> {
  return withDatabases(config, SUBGRAPH_NAMES, log, async ({ schemas }) => {
    const faults = await withOwners(schemas, (owners) => findFaults(owners, options.rebuild === true));
    for (const fault of faults) log.error(fault);
    if (faults.length === 0) log.info('migrations, data, references and sums are in order');
    return faults.length === 0 ? 0 : 1;
  });
}

async function findFaults(
  owners: ReadonlyMap<SubgraphName, DataSource>,
  rebuild: boolean,
): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, owner] of owners) {
    const pending = await pendingMigrations(owner);
    if (pending.length > 0)
      faults.push(`${name}: not migrated yet: ${pending.join(', ')}; run "maillon migrate"`);
  }
  // Data cannot be looked at in tables that are not there.
  if (faults.length > 0) return faults;
  const current = referenceFingerprint(readReport());
  for (const [name, owner] of owners) {
    const loaded = await loadedFingerprint(owner);
    if (loaded === current) continue;
    const state = loaded === undefined ? 'not loaded' : 'of another release';
    faults.push(`${name}: the reference data is ${state}; run "maillon import reference"`);
  }
  if (rebuild) await rebuildSums(owners);
  return [...faults, ...(await danglingReferences(owners)), ...(await driftedSums(owners))];
}
