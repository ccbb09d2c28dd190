import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { StructuresHarness, whole, type Structure } from '../importers/structures/structures-harness';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { maillon } from '../support/maillon-command';

jest.setTimeout(180_000);

const SIRET = '50100000400009';

let db: TestDatabase;
let directory: StructuresHarness;
let folder: string;
let watcher: Client;

beforeAll(async () => {
  db = await loadedDatabase();
  directory = new StructuresHarness(db);
  folder = mkdtempSync(path.join(tmpdir(), 'maillon-cli-structures-'));
  watcher = new Client({ connectionString: db.url, options: '-c search_path=actors' });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  directory.close();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, structures: readonly Structure[]): string {
  const full = path.join(folder, name);
  writeFileSync(full, JSON.stringify(structures.map(whole)));
  return full;
}

const start = (...args: string[]) => maillon(args, { DATABASE_URL: db.url });

async function run(...args: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const command = start(...args);
  const code = await command.ended;
  return { code, out: command.out(), err: command.err() };
}

const from = (slug: string): string[] => ['--source', slug, '--title', 'Essai', '--publisher', 'Éditeur'];

/** Reads until a count is as wanted: another process is on its way there. */
async function until(sql: string, wanted: (found: number) => boolean): Promise<void> {
  for (;;) {
    const { rows } = await watcher.query<{ count: string }>(sql);
    if (wanted(Number(rows[0]?.count))) return;
  }
}

const WAITING = `SELECT count(*) FROM pg_locks WHERE relation = 'duplicate_candidate'::regclass AND NOT granted`;
const OWNERS = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
  AND application_name = 'maillon-owner' AND state <> 'idle'`;

describe('maillon import structures', () => {
  const register: Structure[] = [
    { id: 'un', siret: SIRET, nom: 'Le Potager', code_insee: '41018', reseaux_porteurs: ['aci'] },
    { id: 'deux', nom: 'L’Épicerie', code_insee: '41295' },
  ];

  it('that is killed with all of it written and nothing committed leaves the directory as it was, then completes', async () => {
    const before = await directory.dump();
    const json = file('tue.json', register);
    // The pairs that look alike are written last.
    await watcher.query('BEGIN; LOCK TABLE duplicate_candidate IN EXCLUSIVE MODE');
    const { child, ended } = start('import', 'structures', json, ...from('tue'));
    await until(WAITING, (waiting) => waiting > 0);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    await watcher.query('COMMIT');
    await until(OWNERS, (busy) => busy === 0);
    expect(await directory.dump()).toBe(before);

    expect(await run('import', 'structures', json, ...from('tue'))).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 structures lues, 2 ajoutées'),
    });
    expect(await run('retract', 'tue')).toMatchObject({ code: 0 });
    expect(await directory.dump()).toBe(before);
  });

  it('twice at once is both in, and one structure that both hold is one actor', async () => {
    const json = file('ensemble.json', register.slice(0, 1));
    const both = await Promise.all(
      ['premier', 'second'].map((slug) => run('import', 'structures', json, ...from(slug))),
    );
    for (const each of both)
      expect(each).toMatchObject({ code: 0, out: expect.stringContaining('1 ajoutée,') });
    expect(both.map(({ out }) => /(\d+) acteurs nouveaux/.exec(out)?.[1]).sort()).toEqual(['0', '1']);
    expect(
      await directory.rows(
        `SELECT e.source, e.actor_id, a.kinds FROM register_entry e JOIN actor a ON a.id = e.actor_id
         WHERE e.external_id = 'un' ORDER BY e.source`,
      ),
    ).toEqual(
      ['premier', 'second'].map((source) => ({ source, actor_id: 'actor:le-potager', kinds: ['SIAE'] })),
    );
  });
});

describe('maillon duplicates and maillon merge', () => {
  const twins: Structure[] = [
    { id: 'a', nom: 'Les Jardins', code_insee: '41018', commune: 'Blois' },
    { id: 'b', nom: 'LES JARDINS', code_insee: '41018', commune: 'Blois' },
  ];
  const [first, second] = ['actor:les-jardins-blois', 'actor:les-jardins-blois-2'];

  it('show a pair, make one actor of it, and part them again', async () => {
    await run('import', 'structures', file('jumeaux.json', twins), ...from('jumeaux'));
    const before = await directory.dump(['modified_at']);
    const [listed, shown] = await Promise.all([run('duplicates', '--json'), run('duplicates')]);
    expect(JSON.parse(listed.out)).toContainEqual(
      expect.objectContaining({
        first: expect.objectContaining({ id: first }),
        second: expect.objectContaining({ id: second }),
        reasons: ['SAME_NAME_COMMUNE'],
      }),
    );
    expect(shown.out).toMatch(/0\.60 mêmes nom et commune[^]*actor:les-jardins-blois : Les Jardins/);

    const merged = await run('merge', 'les-jardins-blois', second);
    expect(merged).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${second} mène maintenant à ${first}`),
    });
    const undo = /maillon merge --undo (\d+)/.exec(merged.out)?.[1] ?? '';
    const [left, checked, refused] = await Promise.all([
      run('duplicates'),
      run('check'),
      run('retract', 'jumeaux'),
    ]);
    expect(left.out).not.toContain('les-jardins-blois');
    expect(checked).toMatchObject({ code: 0, err: '' });
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('maillon merge --undo') });

    expect(await run('merge', '--undo', undo)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`fusion n° ${undo} défaite`),
    });
    expect(await directory.dump(['modified_at'])).toBe(before);
  });

  it('leave a pair that a person told apart', async () => {
    expect(await run('duplicates', '--dismiss', first, second)).toMatchObject({ code: 0 });
    expect((await run('duplicates')).out).not.toContain('les-jardins-blois');
    expect(await run('duplicates', '--dismiss', first, 'reseau-cocagne')).toMatchObject({
      code: 1,
      err: expect.stringContaining('ne sont pas une paire'),
    });
  });

  it('refuse what cannot be, and say why', async () => {
    const refused = [
      [['merge', first], 2, /actor to keep/],
      [['merge', '--undo', 'x'], 2, /number of a merge/],
      [['merge', '--undo', '999'], 1, /pas de fusion n° 999/],
      [['merge', first, first], 1, /lui-même/],
      [['merge', first, 'personne'], 1, /pas d’acteur actor:personne/],
      [['duplicates', '--dismiss', first], 2, /two actors/],
    ] as const;
    const answers = await Promise.all(refused.map(([args]) => run(...args)));
    for (const [index, [, code, told]] of refused.entries())
      expect(answers[index]).toMatchObject({ code, err: expect.stringMatching(told) });
  });
});
