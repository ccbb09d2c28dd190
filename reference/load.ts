import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { applyImportedTerritories } from './cog/apply-imported-territories';
import { readGeography, writeTerritories, type Geography } from './cog/geography';
import { renameActor as renameFinancingActor } from '../subgraphs/financing/writes/rename-actor';
import { rebuildRollups } from '../subgraphs/flows/writes/rebuild-rollups';
import { renameActor as renameFlowsActor } from '../subgraphs/flows/writes/rename-actor';
import { referenceFingerprint } from './fingerprint';
import { loadActors } from './gt4-2022/load-actors';
import { loadFinancing } from './gt4-2022/load-financing';
import { loadFlows } from './gt4-2022/load-flows';
import { InvalidReportError, readReport, type Report } from './gt4-2022/read';
import { unknownTerritories } from './gt4-2022/territories';

/** A schema to load, reached as its owner. */
export interface LoadTarget {
  name: SubgraphName;
  dataSource: DataSource;
}

const LOADERS: Record<SubgraphName, (manager: EntityManager, report: Report) => Promise<void>> = {
  actors: loadActors,
  flows: loadFlows,
  financing: loadFinancing,
};

/**
 * Brings the bundled data (official geography, GT4 report) into the schemas that do not hold it yet.
 * All or nothing: everything is read and validated first, and the schemas commit together at the end.
 * @throws InvalidReportError when a data file is wrong; the databases are then as before
 */
export async function loadReference(
  targets: readonly LoadTarget[],
  log: (message: string) => void = () => undefined,
): Promise<void> {
  const report = readReport();
  const fingerprint = referenceFingerprint(report);
  const stale = await staleTargets(targets, fingerprint);
  if (stale.length === 0) return;

  log(`Reading the official geography and the GT4 report (${stale.map(({ name }) => name).join(', ')})`);
  const geography = readGeography(report.pats, report.source);
  const faults = unknownTerritories(report, geography);
  if (faults.length > 0) throw new InvalidReportError(faults);

  const runners = stale.map(({ dataSource }) => dataSource.createQueryRunner());
  try {
    await Promise.all(runners.map((runner) => runner.startTransaction()));
    await Promise.all(
      stale.map(async ({ name }, index) => {
        await loadOne(runners[index] as QueryRunner, name, geography, report, fingerprint);
        log(`Loaded ${name}: ${geography.territories.length} territories and the report`);
      }),
    );
    await followMerges(targets, stale, runners);
    for (const runner of runners) await runner.commitTransaction();
  } catch (error) {
    await Promise.all(
      runners.filter((runner) => runner.isTransactionActive).map((runner) => runner.rollbackTransaction()),
    );
    throw error;
  } finally {
    await Promise.all(runners.map((runner) => runner.release()));
  }
  // The planner knows nothing of tables filled a moment ago, and plans their first reads badly.
  await Promise.all(stale.map(({ dataSource }) => dataSource.query('ANALYZE')));
}

const RENAMERS = { flows: renameFlowsActor, financing: renameFinancingActor };

/** The report names its actors as it always did: those that a person merged since stand for the ones kept. */
async function followMerges(
  targets: readonly LoadTarget[],
  stale: readonly LoadTarget[],
  runners: readonly QueryRunner[],
): Promise<void> {
  const directory = targets.find(({ name }) => name === 'actors');
  if (!directory) return;
  const merged = await directory.dataSource.query<{ old_id: string; actor_id: string }[]>(
    'SELECT old_id, actor_id FROM actor_redirect ORDER BY old_id',
  );
  for (const [index, { name }] of stale.entries()) {
    if (name === 'actors') continue;
    for (const { old_id, actor_id } of merged)
      await RENAMERS[name](runners[index] as QueryRunner, old_id, actor_id);
  }
}

/** Whether all the schemas hold the bundled data as they are now. */
export async function referenceIsCurrent(targets: readonly LoadTarget[]): Promise<boolean> {
  return (await staleTargets(targets, referenceFingerprint(readReport()))).length === 0;
}

async function staleTargets(targets: readonly LoadTarget[], fingerprint: string): Promise<LoadTarget[]> {
  const states = await Promise.all(targets.map(({ dataSource }) => loadedFingerprint(dataSource)));
  return targets.filter((_, index) => states[index] !== fingerprint);
}

/** Fingerprint of the reference data that a schema holds, undefined when it holds none. */
export async function loadedFingerprint(dataSource: DataSource): Promise<string | undefined> {
  const rows = await dataSource.query<{ fingerprint: string }[]>(
    `SELECT fingerprint FROM reference_load WHERE name = 'bundled'`,
  );
  return rows[0]?.fingerprint;
}

async function loadOne(
  runner: QueryRunner,
  name: SubgraphName,
  geography: Geography,
  report: Report,
  fingerprint: string,
): Promise<void> {
  // Two processes that start at once on one database: the second waits here and writes the same rows again.
  await runner.query(`SELECT pg_advisory_xact_lock(hashtext('maillon reference ' || $1))`, [name]);
  await writeTerritories(runner.manager, geography);
  const { changed } = await applyImportedTerritories(runner.manager, geography);
  if (name === 'flows' && changed.length > 0) await rebuildRollups(runner, changed);
  await LOADERS[name](runner.manager, report);
  await runner.query(
    `INSERT INTO reference_load (name, fingerprint) VALUES ('bundled', $1)
     ON CONFLICT (name) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, loaded_at = now()`,
    [fingerprint],
  );
}
