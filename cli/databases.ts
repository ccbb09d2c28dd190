import type { PoolConfig } from 'pg';
import type { DataSource } from 'typeorm';
import type { Config } from '../platform/config';
import type { Purpose } from '../platform/embedded-postgres/folder-lock';
import { startEmbedded, type EmbeddedPostgres } from '../platform/embedded-postgres/start';
import { OperatorError } from '../platform/errors';
import type { Logger } from '../platform/log';
import { ownerDataSource, type SubgraphStorage } from '../platform/migrator';
import { readConnection, readRole } from '../platform/roles';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { explainConnection } from './connection-failure';
import { STORAGES } from './subgraph-registry';

/** How this process reaches the schema of one subgraph. */
export interface SchemaAccess {
  readonly name: SubgraphName;
  readonly storage: SubgraphStorage;
  /** Undefined when only an address to read from is known: others migrate and load. */
  readonly ownerUrl: string | undefined;
  readonly read: PoolConfig;
  /** Given to the read role by the migrator. */
  readonly rolePassword: string | undefined;
}

export interface Databases {
  readonly schemas: readonly SchemaAccess[];
  /** The embedded PostgreSQL; undefined with a server of the operator's. */
  readonly embedded: EmbeddedPostgres | undefined;
  stop(): Promise<void>;
}

/** Opens the databases of all or some subgraphs for a command, and stops what it started when that is done. */
export async function withDatabases<T>(
  config: Config,
  names: readonly SubgraphName[],
  log: Logger,
  work: (databases: Databases) => Promise<T>,
): Promise<T> {
  const databases = await openDatabases(config, names, 'command', log);
  try {
    return await work(databases);
  } catch (error) {
    throw databases.embedded?.explain(error) ?? error;
  } finally {
    await databases.stop();
  }
}

/** Finds the databases of some subgraphs: the operator's server, or the embedded one, started if need be. */
export async function openDatabases(
  config: Config,
  names: readonly SubgraphName[],
  purpose: Purpose,
  log: Logger,
): Promise<Databases> {
  const external =
    config.databaseUrl !== undefined || names.every((name) => config.readUrls[name] !== undefined);
  if (external) {
    return {
      schemas: names.map((name) => onServer(config, name)),
      embedded: undefined,
      stop: () => Promise.resolve(),
    };
  }
  const embedded = await startEmbedded({ dataDir: config.dataDir, port: config.embeddedPort, purpose, log });
  return {
    schemas: names.map((name) => onEmbedded(embedded, name)),
    embedded,
    stop: () => embedded.stop(),
  };
}

function onEmbedded(embedded: EmbeddedPostgres, name: SubgraphName): SchemaAccess {
  const rolePassword = embedded.credentials[name];
  return {
    name,
    storage: STORAGES[name],
    ownerUrl: embedded.url,
    read: readConnection(name, asRole(embedded.url, name, rolePassword)),
    rolePassword,
  };
}

function onServer(config: Config, name: SubgraphName): SchemaAccess {
  const rolePassword = config.rolePasswords[name];
  return {
    name,
    storage: STORAGES[name],
    ownerUrl: config.databaseUrl,
    read: readOnServer(config, name, rolePassword),
    rolePassword,
  };
}

function readOnServer(config: Config, name: SubgraphName, rolePassword: string | undefined): PoolConfig {
  const own = config.readUrls[name];
  if (own !== undefined) return readConnection(name, own);
  if (config.databaseUrl === undefined) {
    throw new OperatorError(
      `The address of the database of ${name} is missing.`,
      `Set ${name.toUpperCase()}_DATABASE_URL as for the other subgraphs, or DATABASE_URL for all.`,
    );
  }
  return rolePassword === undefined
    ? readConnection(name, config.databaseUrl, true)
    : readConnection(name, asRole(config.databaseUrl, name, rolePassword));
}

function asRole(ownerUrl: string, name: SubgraphName, password: string): string {
  const url = new URL(ownerUrl);
  url.username = readRole(name);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Opens the owner's connection to a schema, for migrations and writes. */
export async function connectOwner(schema: SchemaAccess): Promise<DataSource> {
  if (schema.ownerUrl === undefined) {
    throw new OperatorError(
      `The schema "${schema.name}" can only be read from here.`,
      'Set DATABASE_URL to the address of its owner.',
    );
  }
  try {
    return await ownerDataSource(schema.storage, schema.ownerUrl).initialize();
  } catch (error) {
    throw explainConnection(error, 'DATABASE_URL');
  }
}

/** Runs work with the owner's connections to several schemas, and closes them whatever happens. */
export async function withOwners<T>(
  schemas: readonly SchemaAccess[],
  work: (owners: ReadonlyMap<SubgraphName, DataSource>) => Promise<T>,
): Promise<T> {
  const owners = new Map<SubgraphName, DataSource>();
  try {
    for (const schema of schemas) owners.set(schema.name, await connectOwner(schema));
    return await work(owners);
  } finally {
    await Promise.all([...owners.values()].map((owner) => owner.destroy()));
  }
}
