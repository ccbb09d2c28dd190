import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database';
import type { SubgraphName } from './subgraph';

/** The gateway waits two seconds for the readiness of a subgraph: what is missing should be told before. */
const PATIENCE_MS = 1_500;

/** Why a subgraph cannot read its data at this moment; empty when it can. Never fails, never waits for long. */
export async function missingData(name: SubgraphName, database: Database): Promise<string[]> {
  const settled = new AbortController();
  const late = pause(PATIENCE_MS, [`the database of ${name} takes too long to answer`], {
    signal: settled.signal,
    ref: false,
  });
  // Aborted below, which nobody needs to hear of.
  late.catch(() => undefined);
  const answer = database.rows('health.ready', 'SELECT 1 FROM territory LIMIT 1', []).then(
    (rows) => (rows.length > 0 ? [] : [`the data of ${name} is not loaded`]),
    () => [`the database of ${name} does not answer, or is not migrated`],
  );
  return Promise.race([answer, late]).finally(() => settled.abort());
}
