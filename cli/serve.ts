import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportDoor } from '../exports/door';
import { startGateway } from '../gateway/main';
import type { Config } from '../platform/config';
import { openDatabase } from '../platform/database';
import { deferredDatabase, type DeferredDatabase } from '../platform/deferred-database';
import { OperatorError } from '../platform/errors';
import type { Listening } from '../platform/http/listening';
import type { Logger } from '../platform/log';
import { PACKAGE_ROOT } from '../platform/package-root';
import { missingData } from '../platform/subgraph/data-ready';
import { startSubgraphServer } from '../platform/subgraph/subgraph-server';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '../platform/subgraph/subgraph';
import { openDatabases, type Databases } from './databases';
import { prepareSchemas } from './prepare-schemas';
import { UsageError } from './run';
import { Stop } from './stop';
import { createSubgraph } from './subgraph-registry';

const PARTS = ['all', 'gateway', ...SUBGRAPH_NAMES] as const;
export type Part = (typeof PARTS)[number];

/** Requests that still run when we are told to stop have this long. */
const DRAIN_MS = 6_000;

export function servedPart(text: string): Part {
  const part = PARTS.find((known) => known === text);
  if (part) return part;
  throw new UsageError(`There is nothing called "${text}" to serve.`, `Choose among ${PARTS.join(', ')}.`);
}

/** What runs in this process. */
interface Served {
  readonly subgraphs: Partial<Record<SubgraphName, Subgraph>>;
  readonly databases: Partial<Record<SubgraphName, DeferredDatabase>>;
}

/** `maillon serve [part]`: listens at once, prepares the data, serves until it is told to stop. */
export async function serve(part: Part, config: Config, log: Logger): Promise<number> {
  const stop = new Stop(log);
  const local = localSubgraphs(part, config);
  const served = await build(local);
  let reasons: readonly string[] = ['migrations and data are being prepared'];
  const door = await open(part, config, served, log, () => (reasons.length > 0 ? reasons : missing(served)));
  let opening: Promise<Databases> | undefined;
  try {
    opening = openDatabases(config, local, 'serve', log);
    const ready = opening.then((databases) => prepare(databases, served, stop, log));
    // A stop does not wait for the data: closing the database below breaks off what goes on.
    await Promise.race([ready, stop.asked]);
    if (!stop.signal.aborted) {
      reasons = [];
      log.info({ part }, `Maillon est prêt : ${door.url.replace('127.0.0.1', 'localhost')}`);
    }
    ready.catch(() => undefined);
    await stop.asked;
  } finally {
    reasons = ['the server is stopping'];
    await door.close();
    await Promise.all(Object.values(served.databases).map((database) => database.close()));
    // One that failed to open has been told above, and has nothing to stop.
    await opening?.then(
      (databases) => databases.stop(),
      () => undefined,
    );
  }
  if (stop.failure) throw stop.failure;
  log.info('Maillon est arrêté');
  return 0;
}

async function prepare(databases: Databases, served: Served, stop: Stop, log: Logger): Promise<void> {
  const { schemas, embedded } = databases;
  embedded?.onLost(() =>
    stop.now(
      new OperatorError(
        'The embedded PostgreSQL ended by itself.',
        'Read postgres.log in the data folder, then start again.',
      ),
    ),
  );
  try {
    // Only the embedded database lets the other process find it by the data folder, with all three schemas.
    const load = embedded && schemas.length === SUBGRAPH_NAMES.length ? 'apart' : 'here';
    await prepareSchemas(schemas, { log, embedded, signal: stop.signal, load });
  } catch (error) {
    throw embedded?.explain(error) ?? error;
  }
  for (const { name, read } of schemas) served.databases[name]?.open(openDatabase(read));
}

/** What was ready may fail later: the server of a database stops, or a command takes the data away. */
async function missing({ databases }: Served): Promise<string[]> {
  const asked = SUBGRAPH_NAMES.map(async (name) => {
    const database = databases[name];
    return database ? missingData(name, database) : [];
  });
  return (await Promise.all(asked)).flat();
}

/** The subgraphs of this process: all those that have no address elsewhere. */
function localSubgraphs(part: Part, config: Config): readonly SubgraphName[] {
  if (part === 'gateway') return [];
  if (part !== 'all') return [part];
  return SUBGRAPH_NAMES.filter((name) => config.subgraphUrls[name] === undefined);
}

async function build(names: readonly SubgraphName[]): Promise<Served> {
  const subgraphs = await Promise.all(names.map(async (name) => [name, await createSubgraph(name)] as const));
  return {
    subgraphs: Object.fromEntries(subgraphs),
    databases: Object.fromEntries(names.map((name) => [name, deferredDatabase()])),
  };
}

function open(
  part: Part,
  config: Config,
  { subgraphs, databases }: Served,
  log: Logger,
  isReady: () => readonly string[] | Promise<readonly string[]>,
): Promise<Listening> {
  const { host, port } = config;
  if (part !== 'all' && part !== 'gateway') {
    const [subgraph, database] = [subgraphs[part]!, databases[part]!];
    const door = exportDoor({ [part]: { subgraph, database } }, {}, { publicUrl: config.publicUrl });
    return startSubgraphServer({
      ...{ subgraph, database, host, port, log, isReady, graceMs: DRAIN_MS },
      exports: (exchange) => door.answer(exchange),
    });
  }
  return startGateway(
    {
      host,
      port,
      supergraph: readFileSync(join(PACKAGE_ROOT, 'schema', 'supergraph.graphql'), 'utf8'),
      subgraphUrls: config.subgraphUrls,
      corsOrigin: config.corsOrigin,
      publicUrl: config.publicUrl,
      limits: config.limits,
      pages: join(PACKAGE_ROOT, 'dist', 'web'),
      graceMs: DRAIN_MS,
    },
    { subgraphs, databases, log, isReady },
  );
}
