import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { Listening } from '../../platform/http/listening';
import { SUBGRAPH_NAMES } from '../../platform/subgraph/subgraph';
import { loadedDatabase, roleAddress, type TestDatabase } from '../support/database';
import { maillon } from '../support/maillon-command';
import { exportServer } from './export-server';
import { download, readParquet } from './read-export';

let db: TestDatabase;
let server: Listening;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  db = await loadedDatabase();
  server = await exportServer(db);
  folder = mkdtempSync(path.join(tmpdir(), 'maillon-export-'));
  env = Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, roleAddress(db.url, name)]),
  );
}, 180_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
  await db.close();
});

async function run(...args: string[]): Promise<{ code: number | NodeJS.Signals; out: string; err: string }> {
  const command = maillon(['export', ...args], env);
  const code = await command.ended;
  return { code, out: command.out(), err: command.err() };
}

async function served(address: string): Promise<Buffer> {
  return Buffer.from(await (await download(`${server.url}/exports/${address}`)).arrayBuffer());
}

it('writes to standard output what the server serves, and the rest beside it', async () => {
  const { code, out, err } = await run('flows', 'stages=PRODUCED,COLLECTED', 'year=2021');
  expect(out).toBe((await served('flows.csv?stages=PRODUCED,COLLECTED&year=2021')).toString('utf8'));
  expect(err).toContain(`sha256:${createHash('sha256').update(out).digest('hex')}`);
  expect(code).toBe(0);
});

it('writes a file whole, compressed when asked', async () => {
  const file = path.join(folder, 'projects.ndjson.gz');
  expect((await run('projects', '--format', 'ndjson', '--output', file, '--gzip')).code).toBe(0);
  expect(gunzipSync(readFileSync(file))).toEqual(await served('projects.ndjson'));
  const parquet = path.join(folder, 'actors.parquet');
  expect((await run('actors', 'kinds=SIAE', '-f', 'parquet', '-o', parquet)).code).toBe(0);
  expect(await readParquet(new Uint8Array(readFileSync(parquet)).buffer)).toEqual(
    await readParquet(new Uint8Array(await served('actors.parquet?kinds=SIAE')).buffer),
  );
  expect(readdirSync(folder).sort()).toEqual(['actors.parquet', 'projects.ndjson.gz']);
});

it.each([
  [['flowers'], /There is no table "flowers"\.\n.*Choose among flows, impact, awards, actors, projects/],
  [['flows', '--format', 'xlsx'], /There is no format of flows "xlsx"/],
  [['flows', 'year'], /"year" is no filter/],
  [['flows', 'colour=red'], /There is no parameter `colour`/],
  [['flows', 'territory=region:999'], /territory "region:999" is unknown: `territory`/],
])('refuses %j by name, with exit code 2', async (args, told) => {
  const { code, out, err } = await run(...args);
  expect(err).toMatch(told);
  expect([code, out]).toEqual([2, '']);
});

it('leaves nothing behind when it is interrupted', async () => {
  await db.of('actors').dataSource.query(
    `INSERT INTO actor (id, slug, name, kinds, chain_links, sort_name, search_name)
     SELECT 'actor:many-' || n, 'many-' || n, repeat('x', 200), '{ASSOCIATION}', '{}', '', ''
       FROM generate_series(1, 100000) AS n`,
  );
  const file = path.join(folder, 'many.csv');
  const command = maillon(['export', 'actors', '--output', file, '--gzip'], env);
  while (!readdirSync(folder).some((name) => name.endsWith('.part'))) await setImmediate();
  command.child.kill('SIGINT');
  expect(await command.ended).toBe(1);
  expect(command.err()).toContain('The export was interrupted.');
  expect(readdirSync(folder).some((name) => name.startsWith('many'))).toBe(false);
});

it('leaves no file behind when it cannot end', async () => {
  const { code, err } = await run('flows', '--output', path.join(folder, 'nowhere', 'flows.csv'));
  expect(code).toBe(1);
  expect(err).toContain('nowhere');
  expect(readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(false);
});
