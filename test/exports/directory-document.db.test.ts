import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DIRECTORY_FORMATS } from '../../exports/formats/format';
import type { Structure } from '../../exports/directory/structure';
import type { Listening } from '../../platform/http/listening';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { exportServer } from './export-server';

const text = readFileSync(path.join(__dirname, '../../docs/directory.md'), 'utf8');
const run = promisify(execFile);

/** The commands of the document, in its order. */
const commands = [...text.matchAll(/^curl .+$/gm)].map(([command]) => command);

let db: TestDatabase;
let server: Listening;
let folder: string;
beforeAll(async () => {
  db = await loadedDatabase();
  server = await exportServer(db);
  folder = mkdtempSync(path.join(tmpdir(), 'maillon-directory-'));
}, 180_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
  await db.close();
});

it('gives commands that work, and download nothing that is held already', async () => {
  if (!(await run('curl', ['--version']).catch(() => undefined))) {
    process.stderr.write('skipped: there is no curl here\n');
    return;
  }
  expect(commands).toHaveLength(6);
  const said: string[] = [];
  for (const command of commands) {
    const before = command.includes('etag-compare') ? statSync(path.join(folder, 'actors.json')).mtimeMs : 0;
    const here = command.replaceAll('http://localhost:4000', server.url);
    // A shell, as its readers use: quotes are part of what is tested.
    const { stdout } = await run('sh', ['-c', here], { cwd: folder, maxBuffer: 1e8 });
    said.push(stdout);
    if (before > 0) expect(statSync(path.join(folder, 'actors.json')).mtimeMs).toBe(before);
  }
  expect(readdirSync(folder).sort()).toEqual(['actors.etag', 'actors.json', 'siae-41.geojson']);
  expect(readFileSync(path.join(folder, 'actors.etag'), 'utf8')).toMatch(/^"[\w-]+-gzip"\n$/);
  expect(JSON.parse(said[2]!)).toMatchObject({ 'dfc-b:name': 'Réseau Cocagne' });
  const changed = JSON.parse(said[5]!) as Structure[];
  expect(changed).toEqual(JSON.parse(readFileSync(path.join(folder, 'actors.json'), 'utf8')));
});

it('tells of every key of a structure, and of every format', async () => {
  const [structure] = (await (await fetch(`${server.url}/exports/actors.json`)).json()) as Structure[];
  const [, table = ''] = text.split('## Field by field');
  for (const key of Object.keys(structure!)) expect(table).toContain(`\`${key}\``);
  for (const format of DIRECTORY_FORMATS) expect(text).toContain(`/exports/actors.${format}`);
});
