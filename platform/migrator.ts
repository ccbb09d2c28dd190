import 'reflect-metadata';
import { DataSource, type Logger as TypeOrmLogger, type MigrationInterface, type QueryRunner } from 'typeorm';
import { OperatorError } from './errors';
import type { Logger } from './log';
import { ensureRole, EXTENSIONS, grantReading } from './roles';
import { tableFiles, vacuumRewritten } from './rewritten-tables';
import type { SubgraphName } from './subgraph/subgraph';

type Class<T> = new () => T;

/** What a subgraph keeps in its schema: the classes that write it and the steps that made it. */
export interface SubgraphStorage {
  readonly name: SubgraphName;
  readonly entities: readonly Class<object>[];
  readonly migrations: readonly Class<MigrationInterface>[];
}

export interface MigrateOptions {
  readonly log: Logger;
  /** Given to the read role; without it the role keeps what it has. */
  readonly rolePassword?: string | undefined;
}

/** TypeORM prints failures of migrations even with logging off. */
class SilentLogger implements TypeOrmLogger {
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** One number for all of Maillon in a database: schemas share the roles and the extensions. */
const LOCK = 7_316_042_117;
const NEEDED = ['unaccent', 'pg_trgm'] as const;

/** The owner's connection to the schema of a subgraph, for migrations and writes. Not yet open. */
export function ownerDataSource(storage: SubgraphStorage, url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    schema: storage.name,
    entities: [...storage.entities],
    migrations: [...storage.migrations],
    migrationsTransactionMode: 'each',
    installExtensions: false,
    applicationName: 'maillon-owner',
    poolSize: 4,
    // It would print to standard output; failures are told by what they throw.
    logging: false,
    logger: new SilentLogger(),
    extra: { options: `-c search_path=${storage.name},${EXTENSIONS}` },
  });
}

/** Names of the migrations that the database has yet to run, oldest first. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const known = dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
  const [table] = await dataSource.query<{ found: unknown }[]>(`SELECT to_regclass('migrations') AS found`);
  if (!table?.found) return known;
  const run = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
  const done = new Set(run.map((row) => row.name));
  return known.filter((name) => !done.has(name));
}

/**
 * Brings the schema of a subgraph up to date: schema, extensions, migrations, read role.
 * @returns names of the migrations that were run
 */
export async function migrateUp(
  dataSource: DataSource,
  storage: SubgraphStorage,
  { log, rolePassword }: MigrateOptions,
): Promise<string[]> {
  return underLock(dataSource, log, async (runner) => {
    const send = (text: string): Promise<unknown> => runner.query(text);
    await step(storage.name, async () => {
      await send(`CREATE SCHEMA IF NOT EXISTS ${storage.name}`);
      await ensureExtensions(runner);
      await ensureRole(storage.name, rolePassword, send);
    });
    const before = await tableFiles(runner, storage.name);
    const run = await step(storage.name, () => dataSource.runMigrations());
    await step(storage.name, () => grantReading(storage.name, send));
    if (run.length > 0) await step(storage.name, () => vacuumRewritten(runner, storage.name, before));
    return run.map(({ name }) => name);
  });
}

/**
 * Undoes the latest migration of a subgraph, or all of them.
 * @returns names of the migrations that were undone, latest first
 */
export async function migrateDown(
  dataSource: DataSource,
  storage: SubgraphStorage,
  { log, all = false }: MigrateOptions & { all?: boolean },
): Promise<string[]> {
  return underLock(dataSource, log, async () => {
    const undone: string[] = [];
    for (;;) {
      const before = await pendingMigrations(dataSource);
      if (before.length === storage.migrations.length) return undone;
      await step(storage.name, () => dataSource.undoLastMigration());
      undone.push(...(await pendingMigrations(dataSource)).filter((name) => !before.includes(name)));
      if (!all) return undone;
    }
  });
}

/** Two processes may migrate at once: the second waits, then finds nothing to do. */
async function underLock<T>(
  dataSource: DataSource,
  log: Logger,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const [got] = (await runner.query('SELECT pg_try_advisory_lock($1) AS free', [LOCK])) as {
      free: boolean;
    }[];
    if (!got?.free) {
      log.info('waiting for another process that is migrating this database');
      await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    }
    try {
      return await work(runner);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    await runner.release();
  }
}

async function ensureExtensions(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE SCHEMA IF NOT EXISTS ${EXTENSIONS}`);
  for (const name of NEEDED)
    await runner.query(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA ${EXTENSIONS}`);
  const elsewhere = (await runner.query(
    'SELECT extname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = ANY($1) AND nspname <> $2',
    [NEEDED, EXTENSIONS],
  )) as { extname: string }[];
  if (elsewhere.length === 0) return;
  throw new OperatorError(
    `This database has ${elsewhere.map((row) => row.extname).join(' and ')} in another schema than "${EXTENSIONS}".`,
    elsewhere.map((row) => `ALTER EXTENSION ${row.extname} SET SCHEMA ${EXTENSIONS};`).join(' '),
  );
}

const DENIED = '42501';

/** Names the schema in a failure; what the server refused is told with what it wants. */
async function step<T>(name: SubgraphName, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OperatorError) throw cause;
    const { code, message } = cause as { code?: string; message: string };
    throw new OperatorError(
      `Migrating the schema "${name}" failed; it is as it was before the step that failed: ${message}`,
      code === DENIED
        ? 'The account of DATABASE_URL must own the database and have CREATEROLE; or let an administrator run "maillon migrate" once.'
        : undefined,
      { cause },
    );
  }
}
