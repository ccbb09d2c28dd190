import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { openDatabase, type Database } from '../../platform/database';
import { createLogger } from '../../platform/log';
import { migrateUp, ownerDataSource, type SubgraphStorage } from '../../platform/migrator';
import { readConnection, readRole } from '../../platform/roles';
import type { SubgraphName } from '../../platform/subgraph/subgraph';
import { loadReference } from '../../reference/load';
import { actorsStorage } from '../../subgraphs/actors/storage';
import { financingStorage } from '../../subgraphs/financing/storage';
import { flowsStorage } from '../../subgraphs/flows/storage';

/** The statements sent through a Database, in order. */
export interface StatementRecorder {
  readonly labels: string[];
  readonly texts: string[];
  reset(): void;
}

/** One subgraph's side of a test database. */
export interface TestSchema {
  /** The owner: migrations, entities, writes. */
  readonly dataSource: DataSource;
  /** Reads as the subgraph does when it serves: with its own role, on its own schema. */
  readonly database: Database;
  readonly statements: StatementRecorder;
}

export interface TestDatabase extends TestSchema {
  /** The owner's address. */
  readonly url: string;
  /** Each subgraph's side; the members above are the first one's. */
  of(name: SubgraphName): TestSchema;
  close(): Promise<void>;
}

const log = createLogger({ level: 'silent' });
const TEMPLATES_LOCK = 1;
const ALL_STORAGES: [SubgraphStorage, ...SubgraphStorage[]] = [actorsStorage, flowsStorage, financingStorage];

/**
 * Makes a fresh database with the schemas of the given subgraphs, migrated, empty.
 * The migrations run once per set in a template, of which each database is a copy.
 */
export async function testDatabase(
  ...storages: [SubgraphStorage, ...SubgraphStorage[]]
): Promise<TestDatabase> {
  return copyOf(await ensureTemplate(storages), storages);
}

/** A copy of the whole bundled data (geography and report) in its three schemas, loaded once for all test files. */
export async function loadedDatabase(): Promise<TestDatabase> {
  return copyOf(await ensureTemplate(ALL_STORAGES, loadBundledData), ALL_STORAGES);
}

async function copyOf(
  template: string,
  storages: readonly [SubgraphStorage, ...SubgraphStorage[]],
): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asOwner((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = addressOf(name);
  const sides = new Map<SubgraphName, TestSchema>();
  for (const storage of storages) sides.set(storage.name, await open(storage, url));
  const of = (subgraph: SubgraphName): TestSchema => {
    const side = sides.get(subgraph);
    if (!side) throw new Error(`this test database has no schema ${subgraph}`);
    return side;
  };
  return {
    ...of(storages[0].name),
    url,
    of,
    async close() {
      for (const { dataSource, database } of sides.values()) {
        await Promise.all([dataSource.destroy(), database.close()]);
      }
      await asOwner((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asOwner((client) => client.query(`CREATE DATABASE ${name}`));
  return {
    url: addressOf(name),
    close: async () => void (await asOwner((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

/** Address of a test database for the read role of a subgraph. */
export function roleAddress(url: string, name: SubgraphName): string {
  const address = new URL(url);
  address.username = readRole(name);
  address.password = rolePassword(name);
  return address.href;
}

async function open(storage: SubgraphStorage, url: string): Promise<TestSchema> {
  const statements = recorder();
  const config = { ...readConnection(storage.name, roleAddress(url, storage.name)), max: 4 };
  const database = openDatabase(config, (label, text) => {
    statements.labels.push(label);
    statements.texts.push(text);
  });
  return { dataSource: await ownerDataSource(storage, url).initialize(), database, statements };
}

function recorder(): StatementRecorder {
  const labels: string[] = [];
  const texts: string[] = [];
  return {
    labels,
    texts,
    reset() {
      labels.length = 0;
      texts.length = 0;
    },
  };
}

async function ensureTemplate(
  storages: readonly SubgraphStorage[],
  fill?: (url: string) => Promise<void>,
): Promise<string> {
  const digest = createHash('sha1').update(fill?.name ?? '');
  for (const { name, migrations } of storages) digest.update([name, ...migrations.map(String)].join('\n'));
  const template = `template_${digest.digest('hex').slice(0, 16)}`;
  await asOwner(async (client) => {
    // Workers run in parallel: one makes the template, the others wait for it.
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATES_LOCK]);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount) return;
    const draft = `${template}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft}`);
    for (const storage of storages) await migrate(storage, addressOf(draft));
    await fill?.(addressOf(draft));
    // The name is given last: a template that a failed migration left half-made must not be copied.
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
  return template;
}

async function loadBundledData(url: string): Promise<void> {
  const targets = await Promise.all(
    ALL_STORAGES.map(async (storage) => ({
      name: storage.name,
      dataSource: await ownerDataSource(storage, url).initialize(),
    })),
  );
  try {
    await loadReference(targets);
  } finally {
    for (const { dataSource } of targets) await dataSource.destroy();
  }
}

async function migrate(storage: SubgraphStorage, url: string): Promise<void> {
  const dataSource = await ownerDataSource(storage, url).initialize();
  try {
    await migrateUp(dataSource, storage, { log, rolePassword: rolePassword(storage.name) });
  } finally {
    await dataSource.destroy();
  }
}

function clusterAddress(): string {
  const url = process.env['MAILLON_TEST_DATABASE'];
  if (url === undefined) throw new Error('jest has no global setup: run it from the root of the repository');
  return url;
}

function addressOf(database: string): string {
  const address = new URL(clusterAddress());
  address.pathname = `/${database}`;
  return address.href;
}

function rolePassword(name: SubgraphName): string {
  return (JSON.parse(process.env['MAILLON_TEST_ROLES'] ?? '{}') as Record<SubgraphName, string>)[name];
}

async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: clusterAddress() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
