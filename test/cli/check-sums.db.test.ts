import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { flowsCsv } from '../importers/import-harness';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { maillon } from '../support/maillon-command';

jest.setTimeout(180_000);

let db: TestDatabase;
let folder: string;
let watcher: Client;

beforeAll(async () => {
  db = await loadedDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'maillon-check-sums-'));
  watcher = new Client({ connectionString: db.url, options: '-c search_path=flows' });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const command = maillon(args, { DATABASE_URL: db.url });
  const code = await command.ended;
  return { code, out: command.out(), err: command.err() };
}

async function until(sql: string, wanted: (found: number) => boolean): Promise<void> {
  for (;;) {
    const { rows } = await watcher.query<{ count: string }>(sql);
    if (wanted(Number(rows[0]?.count))) return;
  }
}

it('finds nothing after an import was killed while it wrote its sums', async () => {
  const csv = path.join(folder, 'flux.csv');
  writeFileSync(csv, flowsCsv(Array.from({ length: 200 }, (_, index) => ({ quantity: String(index) }))));
  // The last table of sums is held, so that the others are written and the flows too.
  await watcher.query('BEGIN');
  await watcher.query('LOCK TABLE flow_sum_pair IN ACCESS EXCLUSIVE MODE');
  const { child, ended } = maillon(
    ['import', 'flows', csv, '--source', 'essai', '--title', 'Essai', '--publisher', 'Éditeur'],
    { DATABASE_URL: db.url },
  );
  await until(
    `SELECT count(*) FROM pg_locks WHERE relation = 'flow_sum_pair'::regclass AND NOT granted`,
    (n) => n > 0,
  );
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  await watcher.query('ROLLBACK');
  await until(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
       AND application_name = 'maillon-owner' AND state <> 'idle'`,
    (n) => n === 0,
  );
  expect(await run('check')).toMatchObject({ code: 0, err: '' });
});

it('tells which sums have drifted, by its exit code too, and makes them anew', async () => {
  await watcher.query(
    'UPDATE flow_sum_place SET amount = amount + 1 WHERE territory = (SELECT min(territory) FROM flow_sum_place)',
  );
  const told = await run('check');
  expect(told.code).toBe(1);
  expect(told.out + told.err).toMatch(
    /flows: \d+ cells of flow_sum_place have drifted: .* instead of .*"maillon check --rebuild"/,
  );
  expect(await run('check', '--rebuild')).toMatchObject({ code: 0, err: '' });
  expect(await run('check')).toMatchObject({ code: 0, err: '' });
});
