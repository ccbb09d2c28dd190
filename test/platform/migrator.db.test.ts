import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openDatabase } from '../../platform/database';
import { createLogger } from '../../platform/log';
import {
  migrateDown,
  migrateUp,
  ownerDataSource,
  pendingMigrations,
  type SubgraphStorage,
} from '../../platform/migrator';
import { readConnection } from '../../platform/roles';
import { emptyDatabase, roleAddress, testDatabase } from '../support/database';

class Things1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (id integer PRIMARY KEY, name text NOT NULL)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE thing');
  }
}

class Names1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX thing_name ON thing USING gin (name gin_trgm_ops)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX thing_name');
  }
}

class Lengths1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE thing ADD COLUMN length integer GENERATED ALWAYS AS (length(name)) STORED',
    );
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE thing DROP COLUMN length');
  }
}

class Broken1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id integer)');
    await runner.query('SELECT no_such_function()');
  }
  async down(): Promise<void> {}
}

const log = createLogger({ level: 'silent' });
const things = [Things1700000000001, Names1700000000002];
const actors: SubgraphStorage = { name: 'actors', entities: [], migrations: things };
const flows: SubgraphStorage = { name: 'flows', entities: [], migrations: things };

describe('migrations', () => {
  it('go up once, back, and up again', async () => {
    const database = await emptyDatabase();
    const owner = await ownerDataSource(actors, database.url).initialize();
    expect(await pendingMigrations(owner)).toEqual(['Things1700000000001', 'Names1700000000002']);
    expect(await migrateUp(owner, actors, { log })).toEqual(['Things1700000000001', 'Names1700000000002']);
    expect(await migrateUp(owner, actors, { log })).toEqual([]);
    expect(await pendingMigrations(owner)).toEqual([]);

    expect(await migrateDown(owner, actors, { log })).toEqual(['Names1700000000002']);
    expect(await migrateDown(owner, actors, { log, all: true })).toEqual(['Things1700000000001']);
    expect(
      await owner.query("SELECT FROM pg_tables WHERE schemaname = 'actors' AND tablename <> 'migrations'"),
    ).toEqual([]);
    expect(await migrateUp(owner, actors, { log })).toHaveLength(2);
    await owner.destroy();
    await database.close();
  });

  it('run once when two processes migrate at the same time', async () => {
    const database = await emptyDatabase();
    const owners = await Promise.all(
      [actors, actors, flows].map((storage) => ownerDataSource(storage, database.url).initialize()),
    );
    const [first, second, third] = await Promise.all([
      migrateUp(owners[0]!, actors, { log }),
      migrateUp(owners[1]!, actors, { log }),
      migrateUp(owners[2]!, flows, { log }),
    ]);
    expect([...first, ...second].toSorted()).toEqual(['Names1700000000002', 'Things1700000000001']);
    expect(third).toHaveLength(2);
    await Promise.all(owners.map((owner) => owner.destroy()));
    await database.close();
  });

  it('that write a table anew leave its indexes able to answer alone', async () => {
    const database = await emptyDatabase();
    const storage = { ...actors, migrations: [...things, Lengths1700000000003] };
    const early = await ownerDataSource(actors, database.url).initialize();
    await migrateUp(early, actors, { log });
    await early.query(`INSERT INTO thing SELECT n, 'thing ' || n FROM generate_series(1, 1000) AS n`);
    // As servers do: what is committed is known to be so only once it is written.
    const name = new URL(database.url).pathname.slice(1);
    await early.query(`ALTER DATABASE ${name} SET synchronous_commit = on`);
    const owner = await ownerDataSource(storage, database.url).initialize();
    expect(await migrateUp(owner, storage, { log })).toEqual(['Lengths1700000000003']);
    const [plan] = await owner.query<{ 'QUERY PLAN': unknown }[]>(
      'EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM thing WHERE id BETWEEN 3 AND 5',
    );
    expect(JSON.stringify(plan)).toContain('"Heap Fetches":0');
    await Promise.all([early.destroy(), owner.destroy()]);
    await database.close();
  });

  it('of databases of one server do not trip over the roles they share', async () => {
    const databases = await Promise.all([1, 2, 3, 4].map(() => emptyDatabase()));
    const runs = await Promise.all(
      databases.map(async ({ url }) => {
        const owner = await ownerDataSource(actors, url).initialize();
        const run = await migrateUp(owner, actors, { log });
        await owner.destroy();
        return run.length;
      }),
    );
    expect(runs).toEqual([2, 2, 2, 2]);
    await Promise.all(databases.map(({ close }) => close()));
  });

  it('that fail leave the schema as it was and say which schema', async () => {
    const broken: SubgraphStorage = { ...actors, migrations: [...things, Broken1700000000003] };
    const database = await emptyDatabase();
    const owner = await ownerDataSource(broken, database.url).initialize();
    await expect(migrateUp(owner, broken, { log })).rejects.toThrow(
      /schema "actors" failed.*no_such_function/,
    );
    expect(await pendingMigrations(owner)).toEqual(['Broken1700000000003']);
    expect(await owner.query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    await owner.destroy();
    await database.close();
  });
});

describe('the read role of a subgraph', () => {
  it('reads its own schema, finds its extensions, and nothing else', async () => {
    const database = await testDatabase(actors, flows);
    await database.of('actors').dataSource.query("INSERT INTO thing VALUES (1, 'Éco')");
    const { database: read } = database.of('actors');
    expect(await read.rows('t', 'SELECT name, unaccent(name) AS plain FROM thing', [])).toEqual([
      { name: 'Éco', plain: 'Eco' },
    ]);
    expect(await database.of('flows').database.rows('t', 'SELECT * FROM thing', [])).toEqual([]);

    const other = database.of('flows').database;
    await expect(other.rows('t', 'SELECT * FROM actors.thing', [])).rejects.toThrow(
      'permission denied for schema actors',
    );
    await database.close();
  });

  it('cannot write', async () => {
    const { database, close } = await testDatabase(flows);
    await expect(database.rows('t', "INSERT INTO thing VALUES (1, 'x')", [])).rejects.toThrow(
      'read-only transaction',
    );
    await close();
  });

  it('has no right to write by its grants alone', async () => {
    const test = await testDatabase(flows);
    const writable = {
      connectionString: roleAddress(test.url, 'flows'),
      options: '-c default_transaction_read_only=off',
    };
    const database = openDatabase(writable);
    for (const text of [
      "INSERT INTO thing VALUES (1, 'x')",
      'DELETE FROM thing',
      'CREATE TABLE flows.mine (id integer)',
    ]) {
      await expect(database.rows('t', text, [])).rejects.toThrow('permission denied');
    }
    await database.close();
    await test.close();
  });

  it('is taken on by the owner’s connection when its password is unknown', async () => {
    const test = await testDatabase(actors, flows);
    const database = openDatabase(readConnection('flows', test.url, true));
    expect(
      await database.rows(
        't',
        'SELECT current_user::text AS role FROM thing RIGHT JOIN (SELECT 1) one ON true',
        [],
      ),
    ).toEqual([{ role: 'maillon_flows' }]);
    await expect(database.rows('t', 'SELECT * FROM actors.thing', [])).rejects.toThrow('permission denied');
    await expect(database.rows('t', 'SHOW statement_timeout', [])).resolves.toEqual([
      { statement_timeout: '15s' },
    ]);
    await database.close();
    await test.close();
  });

  it('reads tables that later migrations make', async () => {
    const test = await testDatabase(actors);
    await test.dataSource.query('CREATE TABLE actors.later (id integer)');
    await expect(test.database.rows('t', 'SELECT * FROM later', [])).resolves.toEqual([]);
    await test.close();
  });
});
