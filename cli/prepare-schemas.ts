import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { EmbeddedPostgres } from '../platform/embedded-postgres/start';
import type { Logger } from '../platform/log';
import { migrateUp } from '../platform/migrator';
import { closeToPublic } from '../platform/roles';
import { loadReference, referenceIsCurrent } from '../reference/load';
import { codeOf, explainConnection, PASSING } from './connection-failure';
import { withOwners, type SchemaAccess } from './databases';
import { loadApart } from './load-apart';

const SERVER_PATIENCE_MS = 30_000;
const RETRY_MS = 500;

/** Brings the schemas that we own up to date, and waits for those that others fill. */
export async function prepareSchemas(
  schemas: readonly SchemaAccess[],
  options: {
    log: Logger;
    embedded: EmbeddedPostgres | undefined;
    signal: AbortSignal;
    /** Where the bundled data are read: in this process, or apart to spare the memory of a server. */
    load: 'here' | 'apart';
  },
): Promise<void> {
  const { log, embedded, signal, load } = options;
  const ours = schemas.filter(({ ownerUrl }) => ownerUrl !== undefined);
  signal.throwIfAborted();
  await waitForServers(ours, log, signal);
  await withOwners(ours, async (owners) => {
    for (const { name, storage, rolePassword } of ours) {
      const run = await migrateUp(owners.get(name)!, storage, { log, rolePassword });
      if (run.length > 0) log.info(`migrated the schema "${name}" (${run.length} steps)`);
    }
    if (embedded?.ownedByUs) {
      const [first] = owners.values();
      await closeToPublic((text) => first!.query(text));
    }
    signal.throwIfAborted();
    const targets = ours.map(({ name }) => ({ name, dataSource: owners.get(name)! }));
    if (load === 'here') await loadReference(targets, (message) => log.info(message));
    else if (!(await referenceIsCurrent(targets))) await loadApart(log, signal);
  });
  for (const schema of schemas.filter(({ ownerUrl }) => ownerUrl === undefined)) {
    await waitForData(schema, log, signal);
  }
}

/** A server started at the same time as we were may need a moment. */
async function waitForServers(
  schemas: readonly SchemaAccess[],
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (const url of new Set(schemas.map(({ ownerUrl }) => ownerUrl!))) {
    const end = Date.now() + SERVER_PATIENCE_MS;
    for (let told = false; ; told = true) {
      const failure = await attempt({ connectionString: url });
      if (failure === undefined) break;
      if (!PASSING.has(codeOf(failure)) || Date.now() > end) throw explainConnection(failure, 'DATABASE_URL');
      if (!told) log.info('waiting for the PostgreSQL server of DATABASE_URL');
      await pause(RETRY_MS, undefined, { signal });
    }
  }
}

/** Who may only read waits until an owner has migrated and loaded. */
async function waitForData({ name, read }: SchemaAccess, log: Logger, signal: AbortSignal): Promise<void> {
  const variable = `${name.toUpperCase()}_DATABASE_URL`;
  // Without the schema there is no role yet either: every failure may pass, so each is told once.
  let last = '';
  for (;;) {
    const failure = await attempt(read, 'SELECT 1 FROM reference_load');
    if (failure === undefined) return;
    const { message } = explainConnection(failure, variable);
    if (message !== last) log.info(`waiting for the data of ${name}: ${message}`);
    last = message;
    await pause(RETRY_MS, undefined, { signal });
  }
}

async function attempt(config: ConstructorParameters<typeof Client>[0], text = 'SELECT 1'): Promise<unknown> {
  const client = new Client(config);
  // An ended connection is told by the query that fails.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const result = await client.query(text);
    return result.rowCount ? undefined : new Error('nothing is loaded yet');
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
