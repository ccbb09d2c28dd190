import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { maillon } from '../support/maillon-command';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { flowsCsv } from '../importers/import-harness';

jest.setTimeout(180_000);

const COMMAND = path.join(__dirname, '../../dist/cli/maillon.js');
const SOURCE = [
  '--source',
  'essai',
  '--title',
  'Essai',
  '--publisher',
  'Éditeur',
  '--licence',
  'Licence Ouverte 2.0',
];

let db: TestDatabase;
let folder: string;
let env: Record<string, string>;
let watcher: Client;

beforeAll(async () => {
  db = await loadedDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'maillon-cli-import-'));
  env = { DATABASE_URL: db.url };
  watcher = new Client({ connectionString: db.url, options: '-c search_path=flows' });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

async function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const command = maillon(args, env);
  const code = await command.ended;
  return { code, out: command.out(), err: command.err() };
}

async function count(sql: string): Promise<number> {
  const { rows } = await watcher.query<{ count: string }>(sql);
  return Number(rows[0]?.count);
}

const flowsOf = (source: string): Promise<number> =>
  count(`SELECT count(*) FROM flow WHERE source = '${source}'`);

/** Reads until a count is as wanted: another process is on its way there. */
async function until(sql: string, wanted: (found: number) => boolean): Promise<void> {
  while (!wanted(await count(sql)));
}

const WAITING = `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
const OWNERS = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
  AND application_name = 'maillon-owner' AND state <> 'idle'`;

describe('maillon import', () => {
  it('imports, lists and retracts', async () => {
    const csv = file('flux.csv', flowsCsv([{}, {}]));
    expect(await run('import', 'flows', csv, ...SOURCE)).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 lignes lues, 2 ajoutées, 0 modifiée'),
    });
    expect(await run('import', 'flows', csv, '--source', 'essai')).toMatchObject({
      out: expect.stringContaining('0 ajoutée, 0 modifiée, 2 inchangées'),
    });

    const listed = await run('sources', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([
      {
        slug: 'essai',
        subject: 'flows',
        title: 'Essai',
        licence: 'Licence Ouverte 2.0',
        row_count: 2,
        file_name: 'flux.csv',
      },
    ]);
    expect((await run('sources')).out).toMatch(
      /essai : flows, 2 lignes\n.*« Essai », Éditeur[^]*sha256 [0-9a-f]{64}/,
    );

    expect(await run('retract', 'essai')).toMatchObject({
      err: '',
      code: 0,
      out: expect.stringContaining('2 lignes retirées'),
    });
    expect(await flowsOf('essai')).toBe(0);
    expect(await run('retract', 'essai')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Aucune source'),
    });
  });

  it('tells faults on the terminal and in a file, and says so by its exit code', async () => {
    const csv = file('faux.csv', flowsCsv([{}, { quantity: '-1' }]));
    const told = await run('import', 'flows', csv, ...SOURCE);
    expect(told).toMatchObject({
      code: 1,
      out: expect.stringContaining('ligne 3, colonne quantity « -1 » : nombre négatif'),
    });
    expect(readFileSync(`${csv}.erreurs.csv`, 'utf8')).toBe(
      'line;column;value;reason;remedy;code\n' +
        '3;quantity;-1;nombre négatif;"une quantité est positive ou nulle ; un retour est un flux dans l’autre sens";NEGATIVE\n',
    );
    // Once corrected, the faults of the earlier try are gone.
    writeFileSync(csv, flowsCsv([{}, {}]));
    expect(await run('import', 'flows', csv, ...SOURCE, '--dry-run')).toMatchObject({ code: 0 });
    expect(existsSync(`${csv}.erreurs.csv`)).toBe(false);
    expect(await flowsOf('essai')).toBe(0);
  });

  it('reads standard input', async () => {
    const child = spawn(process.execPath, [COMMAND, 'import', 'flows', '-', ...SOURCE, '--dry-run'], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(flowsCsv([{}, {}, {}]));
    const out = (await child.stdout.setEncoding('utf8').toArray()).join('');
    expect(out).toContain('3 lignes, aucune erreur');
  });

  it('prints its formats', async () => {
    expect((await run('import', 'flows', '--template')).out).toMatch(/^external_id;stage;/);
    expect(JSON.parse((await run('import', 'awards', '--schema')).out)).toMatchObject({
      primaryKey: ['external_id'],
    });
  });

  it('refuses a command line that says too little', async () => {
    expect(await run('import', 'flows')).toMatchObject({ code: 2 });
    expect(await run('import', 'flows', file('a.csv', ''))).toMatchObject({
      code: 2,
      err: expect.stringContaining('--source'),
    });
  });
});

describe('an import that is ended before its end', () => {
  const many = flowsCsv(Array.from({ length: 500 }, (_, index) => ({ quantity: String(index) })));
  const locks = ['maillon import flows', 'maillon flows'];

  it.each(
    locks.flatMap((lock) =>
      (['SIGKILL', 'SIGINT', 'SIGTERM'] as const).map((signal) => [signal, lock] as const),
    ),
  )('by %s while it waits for the lock "%s" leaves the database as it was', async (signal, lock) => {
    const csv = file('many.csv', many);
    await watcher.query('SELECT pg_advisory_lock(hashtext($1))', [lock]);
    const { child, ended, err } = maillon(['import', 'flows', csv, ...SOURCE], env);
    await until(WAITING, (waiting) => waiting > 0);
    child.kill(signal);
    expect(await ended).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 1);
    if (signal !== 'SIGKILL') expect(err()).toContain('rien n’a été écrit');
    await watcher.query('SELECT pg_advisory_unlock(hashtext($1))', [lock]);
    await until(OWNERS, (busy) => busy === 0);
    expect(await flowsOf('essai')).toBe(0);
    expect(await count(`SELECT count(*) FROM source WHERE slug = 'essai'`)).toBe(0);
    expect(
      await count(
        `SELECT count(*) FROM pg_class WHERE relname LIKE 'import\\_%' OR relname LIKE 'staged\\_%'`,
      ),
    ).toBe(0);
  });

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'by %s while it reads leaves the database as it was',
    async (signal) => {
      const child = spawn(process.execPath, [COMMAND, 'import', 'flows', '-', ...SOURCE], {
        env: { PATH: process.env['PATH'], ...env },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      // More than the header needs, so that rows are on their way; the end of the file never comes.
      child.stdin.write(many.repeat(4));
      await until(`SELECT count(*) FROM pg_stat_progress_copy`, (copies) => copies > 0);
      child.kill(signal);
      await once(child, 'exit');
      await until(OWNERS, (busy) => busy === 0);
      expect(await flowsOf('essai')).toBe(0);
      expect(await count(`SELECT count(*) FROM source WHERE slug = 'essai'`)).toBe(0);
    },
  );
});

describe('two imports at once', () => {
  it('of two sources are both in, and their rollups agree', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      quantity: String(index + 1),
      origin: 'commune:41018',
    }));
    const csv = file('both.csv', flowsCsv(rows));
    const sources = ['un', 'deux'];
    const results = await Promise.all(
      sources.map((slug) =>
        run('import', 'flows', csv, '--source', slug, '--title', 't', '--publisher', 'p'),
      ),
    );
    for (const result of results)
      expect(result).toMatchObject({ code: 0, out: expect.stringContaining('300 ajoutées') });
    for (const slug of sources) expect(await flowsOf(slug)).toBe(300);
    expect(await run('check')).toEqual({
      code: 0,
      err: '',
      out: 'migrations, data and references are in order\n',
    });
  });

  it('of the same file are one', async () => {
    const csv = file('same.csv', flowsCsv(Array.from({ length: 300 }, () => ({}))));
    const results = await Promise.all(
      [1, 2].map(() => run('import', 'flows', csv, '--source', 'meme', '--title', 't', '--publisher', 'p')),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(results.map(({ out }) => /(\d+) ajoutées?/.exec(out)?.[1]).sort()).toEqual(['0', '300']);
    expect(await flowsOf('meme')).toBe(300);
  });

  it('that would close a cycle of batches together: the second is refused', async () => {
    const one = file('one.csv', flowsCsv([{ batch: 'A', input_batches: 'B' }]));
    const two = file('two.csv', flowsCsv([{ batch: 'B', input_batches: 'A' }]));
    const results = await Promise.all(
      [one, two].map((csv, index) =>
        run('import', 'flows', csv, '--source', `lot-${index}`, '--title', 't', '--publisher', 'p'),
      ),
    );
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect((await flowsOf('lot-0')) + (await flowsOf('lot-1'))).toBe(1);
  });
});
