import { readConfig } from '../config';
import { openDatabase } from '../database';
import { OperatorError } from '../errors';
import { surviveForgottenRejections } from '../forgotten-rejections';
import { createLogger } from '../log';
import { readConnection } from '../roles';
import { missingData } from './data-ready';
import type { Subgraph } from './subgraph';
import { startSubgraphServer } from './subgraph-server';

/** Below the ten seconds after which keepers of containers kill. */
const DRAIN_MS = 8_000;

/**
 * Runs one subgraph as a process of its own over a database that is migrated and loaded already, until SIGTERM.
 * It knows neither the other subgraphs nor the embedded database: `maillon serve <name>` does.
 */
export async function runSubgraph(create: () => Promise<Subgraph>): Promise<void> {
  const config = readConfig();
  const log = createLogger({ level: config.logLevel, format: config.logFormat ?? 'json' });
  surviveForgottenRejections(log);
  const subgraph = await create();
  const connectionString = config.readUrls[subgraph.name];
  if (connectionString === undefined) {
    const variable = `${subgraph.name.toUpperCase()}_DATABASE_URL`;
    throw new OperatorError(`${variable} is not set.`, 'Give the address of the database to read from.');
  }
  const database = openDatabase(readConnection(subgraph.name, connectionString));
  const isReady = () => missingData(subgraph.name, database);
  const server = await startSubgraphServer({
    ...{ subgraph, database, log, isReady },
    ...{ host: config.host, port: config.port, graceMs: DRAIN_MS },
  });
  const stop = async (): Promise<void> => {
    await server.close();
    await database.close();
    process.exit();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

/** Runs it as the whole of this process: a failure to start is told in plain words. */
export function main(create: () => Promise<Subgraph>): void {
  runSubgraph(create).catch((error: unknown) => {
    const remedy = error instanceof OperatorError && error.remedy ? `\nremedy: ${error.remedy}` : '';
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}${remedy}\n`);
    process.exitCode = 1;
  });
}
