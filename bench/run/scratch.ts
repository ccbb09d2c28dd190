import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../../platform/embedded-postgres/start';
import { createLogger } from '../../platform/log';
import { EXTENSIONS, readConnection, readRole } from '../../platform/roles';
import type { SubgraphName } from '../../platform/subgraph/subgraph';
import type { Environment } from './maillon';

/** A PostgreSQL of our own in a temporary folder: the user's data is never touched. */
export interface Scratch {
  /** Folder for files, removed at the end unless it was named. */
  readonly folder: string;
  readonly serverVersion: string;
  /** Makes a database; as a copy of another one, to which nobody may be connected. */
  create(name: string, template?: string): Promise<ScratchDatabase>;
  drop(name: string): Promise<void>;
  rename(name: string, to: string): Promise<ScratchDatabase>;
  /** A database that an earlier run has made in a folder that was kept. */
  find(name: string): Promise<ScratchDatabase | undefined>;
  close(): Promise<void>;
}

export interface ScratchDatabase {
  readonly name: string;
  readonly url: string;
  /** Environment in which `maillon` works on this database. */
  readonly env: Environment;
  /** Connects as the owner; without a schema, on the database's own search path. */
  owner(schema?: SubgraphName): Promise<Client>;
  /** Connects as a subgraph does to read. */
  reader(subgraph: SubgraphName): Promise<Client>;
}

/**
 * Starts the same embedded server that users get, with the same settings.
 * @param kept folder to work in and to leave, with what an earlier run has left there
 */
export async function openScratch(kept?: string): Promise<Scratch> {
  if (kept !== undefined) mkdirSync(kept, { recursive: true });
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'maillon-bench-'));
  // As root, the account that runs PostgreSQL must be able to pass.
  chmodSync(folder, 0o711);
  const cluster = await startEmbedded({
    dataDir: join(folder, 'data'),
    log: createLogger({ level: 'warn' }),
  });
  const passwords = cluster.credentials;

  const addressOf = (database: string): URL => {
    const url = new URL(cluster.url);
    url.pathname = `/${database}`;
    return url;
  };
  const asOwner = (text: string) =>
    withClient(new Client({ connectionString: addressOf('postgres').href }), (client) => client.query(text));
  const version = await asOwner('SHOW server_version');

  const databaseOf = (name: string): ScratchDatabase => {
    const url = addressOf(name);
    return {
      name,
      url: url.href,
      env: {
        DATABASE_URL: url.href,
        MAILLON_ACTORS_DB_PASSWORD: passwords.actors,
        MAILLON_FLOWS_DB_PASSWORD: passwords.flows,
        MAILLON_FINANCING_DB_PASSWORD: passwords.financing,
      },
      owner: (schema) =>
        connected(
          new Client({
            connectionString: url.href,
            ...(schema && { options: `-c search_path=${schema},${EXTENSIONS}` }),
          }),
        ),
      reader(subgraph) {
        const own = new URL(url);
        own.username = readRole(subgraph);
        own.password = passwords[subgraph];
        return connected(new Client(readConnection(subgraph, own.href)));
      },
    };
  };

  return {
    folder,
    serverVersion: (version.rows as { server_version: string }[])[0]?.server_version ?? '',
    async create(name, template = 'template1') {
      await asOwner(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      return databaseOf(name);
    },
    async rename(name, to) {
      await asOwner(`ALTER DATABASE ${name} RENAME TO ${to}`);
      return databaseOf(to);
    },
    async find(name) {
      const { rows } = await asOwner('SELECT datname FROM pg_database');
      return (rows as { datname: string }[]).some(({ datname }) => datname === name)
        ? databaseOf(name)
        : undefined;
    },
    drop: async (name) => void (await asOwner(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
    async close() {
      await cluster.stop();
      if (kept !== undefined) return;
      for (const each of [...cluster.folders, folder]) rmSync(each, { recursive: true, force: true });
    },
  };
}

async function connected(client: Client): Promise<Client> {
  await client.connect();
  return client;
}

/** Connects, works, and ends the connection whatever happens. */
export async function withClient<T>(client: Client, work: (client: Client) => Promise<T>): Promise<T> {
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
