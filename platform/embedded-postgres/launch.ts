import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DATABASE, drawCredentials, keptCredentials, ownerUrl, type Credentials } from './credentials';
import { hasCluster, makeCluster } from './cluster';
import { explained, recognised } from './failures';
import type { FolderLock } from './folder-lock';
import { freePort, requireFree } from './free-port';
import { choosePlace, type Place } from './place';
import { removeMistakenPidFile, runningPostmaster, stopPostmaster } from './postmaster';
import { startServer, StartFailure, type ServerProcess } from './server-process';
import type { EmbeddedOptions, EmbeddedPostgres } from './start';

const ATTEMPTS = 5;
const RETRY_MS = 500;

/** Starts PostgreSQL for a data folder whose lock we hold; the lock is released when it stops. */
export async function launch(
  dataDir: string,
  lock: FolderLock,
  options: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const place = choosePlace(dataDir, options.log);
  await stopOrphan(place, options);
  const credentials = prepareCluster(dataDir, place, options);
  const { server, port } = await startOnSomePort(dataDir, place, options);
  const { child } = server;
  // Should the process end without stop(), PostgreSQL must not stay; it shuts down by itself on this signal.
  const lastResort = (): void => void child.kill('SIGINT');
  process.once('exit', lastResort);
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined) await stopPostmaster(child.pid, place.cluster, place.binaries);
    process.removeListener('exit', lastResort);
    lock.release();
  };
  try {
    await makeDatabase(port, credentials);
  } catch (error) {
    await stop();
    throw error;
  }
  lock.announce(port);
  return opened({ dataDir, place, port, credentials, server, stop });
}

function opened(parts: {
  dataDir: string;
  place: Place;
  port: number;
  credentials: Credentials;
  server: ServerProcess;
  stop: () => Promise<void>;
}): EmbeddedPostgres {
  const { dataDir, place, port, credentials, server } = parts;
  let stopping: Promise<void> | undefined;
  return {
    url: ownerUrl(port, credentials),
    port,
    credentials,
    ownedByUs: true,
    folders: [...new Set([dataDir, place.base])],
    onLost(listener) {
      server.child.once('exit', () => {
        if (!stopping) listener();
      });
    },
    explain: (error) => recognised('working on the embedded database', place.base, server.said()) ?? error,
    stop: () => (stopping ??= parts.stop()),
  };
}

/** A server killed outright leaves its PostgreSQL running: it is ended cleanly and started again as our own. */
async function stopOrphan({ cluster, binaries }: Place, { log }: EmbeddedOptions): Promise<void> {
  const orphan = runningPostmaster(cluster);
  if (!orphan) return removeMistakenPidFile(cluster);
  log.info(`stopping the PostgreSQL (process ${orphan.pid}) that a killed server left behind`);
  await stopPostmaster(orphan.pid, cluster, binaries);
}

function prepareCluster(
  dataDir: string,
  place: Place,
  { log, durable = true }: EmbeddedOptions,
): Credentials {
  if (hasCluster(place)) return keptCredentials(dataDir);
  log.info(`making the embedded database in ${place.cluster}`);
  const credentials = drawCredentials(dataDir);
  makeCluster(place, credentials.owner, durable);
  return credentials;
}

async function startOnSomePort(
  dataDir: string,
  place: Place,
  { log, durable = true, port: chosen }: EmbeddedOptions,
): Promise<{ server: ServerProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = chosen === undefined ? await freePort() : await requireFree(chosen);
    try {
      return { server: await startServer(place, { dataDir, port, durable, log }), port };
    } catch (error) {
      if (!(error instanceof StartFailure)) throw error;
      if (error.retry === undefined || attempt === ATTEMPTS) {
        throw explained('starting the embedded PostgreSQL', place.base, error.said);
      }
      if (error.retry === 'later') await pause(RETRY_MS);
    }
  }
}

async function makeDatabase(port: number, credentials: Credentials): Promise<void> {
  const client = new Client({ connectionString: ownerUrl(port, credentials, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
