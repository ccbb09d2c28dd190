import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { publishedFile } from '../../../importers/columns';
import { retractImport } from '../../../importers/retract-import';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { StructuresHarness, whole, writeTerritories, type Structure } from './structures-harness';

jest.setTimeout(120_000);

const SIRET = '50100000400009';
const OTHER = '90000000100009';
const REAL = path.join(__dirname, '../../../../shared/data/structures-siae.json');

let db: TestDatabase;
let harness: StructuresHarness;

beforeAll(async () => {
  db = await testDatabase(actorsStorage);
  harness = new StructuresHarness(db);
  await writeTerritories(db);
});
afterEach(() => harness.empty());
afterAll(async () => {
  harness.close();
  await db.close();
});

const actors = (): Promise<
  { id: string; name: string; siret: string | null; closed_on: unknown; modified_at: Date }[]
> => harness.rows('SELECT * FROM actor ORDER BY id');

describe('a register of structures', () => {
  it('gives the same actors as a JSON list, JSON lines, CSV and gzip', async () => {
    const example = publishedFile('structures', 'example.json');
    const records = JSON.parse(example) as Structure[];
    const csv = [
      'ID;source;nom;date_maj;siret;code_insee;commune;code_postal;adresse;latitude;longitude;site_web;reseaux_porteurs',
      'exemple--potager-du-val-41;exemple;Le Potager du Val;2025-02-14;501 000 004 00009;41018;Blois;41000;1 rue des Ormes;47,5861;1,3359;https://potager.example;aci',
      'exemple--epicerie-du-pont-41;exemple;Épicerie du Pont;2025-01-08;;41018;Blois;41000;;;;;ccas-cias',
    ].join('\n');
    const dumps: string[] = [];
    for (const content of [
      example,
      records.map((record) => JSON.stringify(record)).join('\n'),
      csv,
      gzipSync(example),
      `\ufeff${example}`,
    ]) {
      const { told, counts } = await harness.run(content);
      expect(told).toBe('');
      expect(counts).toMatchObject({ inserted: 2, newActors: 2 });
      dumps.push(
        await harness.dump([
          'modified_at',
          'first_seen_at',
          'last_seen_at',
          'imported_at',
          'file_hash',
          'file_name',
        ]),
      );
      await harness.empty();
    }
    expect(new Set(dumps).size).toBe(1);
    expect(dumps[0]).toContain('"slug": "le-potager-du-val-blois"');
    expect(dumps[0]).toContain('"siae_kind": "ACI"');
  });

  it('changes nothing when it comes again', async () => {
    const file: Structure[] = [
      { id: 'a', siret: SIRET, reseaux_porteurs: ['aci'] },
      { id: 'b', siret: '50100000400000', code_insee: '41900', description: 'Un texte' },
    ];
    await harness.run(file);
    const before = await harness.dump();
    const { counts } = await harness.run(file, { replace: true });
    expect(counts).toMatchObject({ inserted: 0, updated: 0, unchanged: 2, retracted: 0, changedActors: 0 });
    expect(await harness.dump()).toBe(before);
  });

  it('writes nothing on a dry run, and tells what it would do', async () => {
    const { found, counts } = await harness.run([{ id: 'a' }], { dryRun: true });
    expect(found).toMatchObject({ inserted: 1 });
    expect(counts).toBeUndefined();
    expect(await actors()).toEqual([]);
  });

  it('keeps a doubtful SIRET, marks it and tells it', async () => {
    const { counts } = await harness.run([
      { id: 'key', siret: '50100000400000' },
      { id: 'form', siret: '12 AB' },
      { id: 'one', siret: SIRET, nom: 'Un' },
      { id: 'two', siret: SIRET, nom: 'Deux' },
    ]);
    expect(counts?.doubts).toEqual([
      { identifier: 'SIRET', reason: 'SHARED_BY_ROWS', rows: 2 },
      { identifier: 'SIRET', reason: 'WRONG_FORM', rows: 1 },
      { identifier: 'SIRET', reason: 'WRONG_KEY', rows: 1 },
    ]);
    expect((await actors()).map(({ siret }) => siret).sort()).toEqual([
      '12AB',
      '50100000400000',
      SIRET,
      SIRET,
    ]);
    expect(counts).toMatchObject({ newActors: 4, newDuplicates: 1 });
  });

  it('takes two rows of one SIRET and one name as one actor with two agreements', async () => {
    await harness.run([
      { id: 'aci', siret: SIRET, nom: 'Le Pré', reseaux_porteurs: ['aci'] },
      { id: 'ei', siret: SIRET, nom: 'LE PRÉ', reseaux_porteurs: ['ei'] },
    ]);
    expect(await actors()).toHaveLength(1);
    expect(await harness.rows('SELECT siae_kind FROM actor_status ORDER BY 1')).toEqual([
      { siae_kind: 'ACI' },
      { siae_kind: 'EI' },
    ]);
  });

  it('stores no mail and no telephone number, wherever they stand', async () => {
    const { notices } = await harness.run([
      {
        id: 'a',
        courriel: 'contact@exemple.test',
        telephone: '+33123456789',
        description: 'Appelez le 01 23 45 67 89 ou contact@exemple.test',
      },
    ]);
    expect(await harness.dump()).not.toMatch(/@|01 23|\+33/);
    expect(notices).toEqual(expect.arrayContaining(['1 courriels laissés de côté']));
  });
});

describe('two registers', () => {
  it('make one actor of a structure that both hold, by SIRET, whatever the names', async () => {
    await harness.run([{ id: 'a1', siret: SIRET, nom: 'ASSOC LE PRE', date_maj: '2023-01-01' }], {
      source: 'un',
    });
    const { counts } = await harness.run([{ id: 'b1', siret: SIRET, nom: 'Le Pré' }], { source: 'deux' });
    expect(counts?.matched).toEqual([{ by: 'SIRET', rows: 1 }]);
    // The later word wins.
    expect((await actors()).map(({ name }) => name)).toEqual(['Le Pré']);
    expect((await actors())[0]?.id).toBe('actor:assoc-le-pre');
  });

  it('match by RNA, then by SIREN, name and commune; never by an invalid SIRET or a name alone', async () => {
    const nic = '50100000400017';
    await harness.run(
      [
        { id: 'rna', rna: 'W751234567', nom: 'Rna' },
        { id: 'siren', siret: SIRET, nom: 'Même nom', code_insee: '41018' },
        { id: 'wrong', siret: '50100000400000', nom: 'Faux', code_insee: '41003' },
      ],
      { source: 'un' },
    );
    const { counts } = await harness.run(
      [
        { id: 'rna2', rna: 'W751234567', nom: 'Autre nom' },
        { id: 'siren2', siret: nic, nom: 'MEME NOM', code_insee: '41018' },
        { id: 'wrong2', siret: '50100000400000', nom: 'Faux', code_insee: '41003' },
      ],
      { source: 'deux' },
    );
    expect(counts?.matched).toEqual([
      { by: 'RNA', rows: 1 },
      { by: 'SIREN_NAME_COMMUNE', rows: 1 },
    ]);
    expect(await harness.rows('SELECT reasons FROM duplicate_candidate')).toEqual([
      { reasons: ['SAME_NAME_COMMUNE', 'SAME_SIRET'] },
    ]);
  });

  it('close a structure when the last of them drops it, and open it again', async () => {
    await harness.run([{ id: 'a', siret: SIRET }, { id: 'z' }], { source: 'un' });
    await harness.run([{ id: 'b', siret: SIRET, date_maj: '2020-01-01' }, { id: 'y' }], { source: 'deux' });
    await harness.run([{ id: 'z' }], { source: 'un', replace: true });
    const of = async (): Promise<boolean> =>
      (
        await harness.rows<{ closed: boolean }>(
          `SELECT closed_on IS NOT NULL AS closed FROM actor WHERE siret = $1`,
          [SIRET],
        )
      )[0]?.closed ?? false;
    expect(await of()).toBe(false);
    const { counts } = await harness.run([{ id: 'y' }], { source: 'deux', replace: true });
    expect(counts).toMatchObject({ retracted: 1, closedActors: 1 });
    expect(await of()).toBe(true);
    const back = await harness.run([{ id: 'y' }, { id: 'b', siret: SIRET }], { source: 'deux' });
    expect(back.counts).toMatchObject({ returned: 1 });
    expect(await of()).toBe(false);
  });

  it('leave what the other said when one is retracted', async () => {
    await harness.run([{ id: 'a', siret: SIRET, nom: 'Un', date_maj: '2020-01-01' }], { source: 'un' });
    const before = await harness.dump(['modified_at', 'first_seen_at', 'last_seen_at']);
    await harness.run([{ id: 'b', siret: SIRET, nom: 'Deux' }, { id: 'c' }], { source: 'deux' });
    expect(await retractImport(db.dataSource, 'deux')).toBe(2);
    expect(await harness.dump(['modified_at', 'first_seen_at', 'last_seen_at'])).toBe(before);
  });

  it('give the same directory in either order, up to ids', async () => {
    const row = fc.record({
      nom: fc.constantFrom('Le Pré', 'LE PRE', 'La Source'),
      siret: fc.constantFrom(SIRET, OTHER, '50100000400017', '50100000400000', null),
      rna: fc.constantFrom('W751234567', 'W411234567', null),
      code_insee: fc.constantFrom('41018', '41003', null),
      date_maj: fc.constantFrom('2023-01-01', '2024-01-01'),
      reseaux_porteurs: fc.constantFrom(['aci'], ['ei'], null),
    });
    const register = fc.array(row, { minLength: 1, maxLength: 4 });
    const shape = async (files: [string, Structure[]][]): Promise<string> => {
      await harness.empty();
      for (const [source, file] of files) await harness.run(file, { source });
      const rows = await harness.rows<{ records: string; shown: string; doubts: string }>(
        `SELECT (SELECT string_agg(source || '/' || external_id, ' ' ORDER BY source, external_id) FROM register_entry e
             WHERE e.actor_id = a.id) AS records,
           (to_jsonb(a) - ARRAY['id', 'slug', 'modified_at'])::text AS shown,
           (SELECT string_agg(reason || external_id, ' ' ORDER BY reason, source, external_id) FROM identifier_doubt d
             WHERE d.actor_id = a.id) AS doubts
         FROM actor a`,
      );
      const pairs = await harness.rows<{ pair: string }>(
        `SELECT array_to_string(reasons, ' ') || ' ' || LEAST(one, two) || ' ' || GREATEST(one, two) AS pair
         FROM duplicate_candidate c, LATERAL (SELECT
           (SELECT min(source || external_id) FROM register_entry WHERE actor_id = first_id) AS one,
           (SELECT min(source || external_id) FROM register_entry WHERE actor_id = second_id) AS two) p`,
      );
      return JSON.stringify([
        rows.map((each) => JSON.stringify(each)).sort(),
        pairs.map(({ pair }) => pair).sort(),
      ]);
    };
    await fc.assert(
      fc.asyncProperty(register, register, async (one, two) => {
        const named = (prefix: string, rows: typeof one): Structure[] =>
          rows.map((each, index) => whole({ id: `${prefix}${index}`, ...each }));
        const [a, b] = [named('a', one), named('b', two)];
        const forth = await shape([
          ['un', a],
          ['deux', b],
        ]);
        expect(
          await shape([
            ['deux', b],
            ['un', a],
          ]),
        ).toBe(forth);
      }),
      { numRuns: 6 },
    );
  });
});

describe('bad input', () => {
  it.each([
    ['an empty file', '', /vide/],
    ['an empty list', '[]', /pas de structures/],
    ['a truncated list', JSON.stringify([whole({ id: 'a' })]).slice(0, -1), /coupé/],
    ['broken JSON', `[${JSON.stringify(whole({ id: 'a' }))}, }]`, /JSON valable/],
    ['another schema', '[{"code": "891", "nom": "PAT"}]', /pas un fichier de structures/],
    ['GeoJSON', '{"type": "FeatureCollection", "features": []}', /pas un fichier de structures/],
    ['a single object over lines', '{\n"id": 1\n}', /première ligne/],
    ['CSV of another schema', 'a;b\n1;2\n', /pas un fichier de structures/],
    ['latin-1 JSON', Buffer.from('[{"id":"\xe9"}]', 'latin1'), /UTF-8/],
    ['a list element without end', `[{"id": "${'a'.repeat(3_000_000)}`, /dépasse 1 Mo/],
    ['a line without end', `{"id": "${'a'.repeat(3_000_000)}`, /dépasse 1 Mo/],
    ['3 MB of spaces', ' '.repeat(3_000_000), /espaces/],
  ])('refuses %s, and writes nothing', async (_, content, message) => {
    await expect(harness.run(content)).rejects.toThrow(message);
    expect(await actors()).toEqual([]);
    expect(await harness.rows('SELECT FROM source')).toEqual([]);
  });

  it('tells every faulty row with its rank, field, value, reason and remedy', async () => {
    const { faults, told, counts } = await harness.run([
      { id: 'a' },
      { id: '', nom: 'Sans identifiant' },
      { id: 'b', date_maj: '2024-02-30' },
      { id: 'c', latitude: 2.4, longitude: 48.9 },
      { id: 'a', nom: 'Encore' },
      { id: 'd', nom: 'x\u0000y', longitude: 2 },
      { id: 'e', reseaux_porteurs: [1] },
    ]);
    expect(counts).toBeUndefined();
    expect(faults).toBe(7);
    expect(
      told
        .split('\n')
        .slice(0, -1)
        .map((line) => [line.split(';')[0], line.split(';')[1], line.split(';').at(-1)].join(' ')),
    ).toEqual([
      'index column code',
      '2 id REQUIRED',
      '3 date_maj NOT_A_DATE',
      '4 latitude COORDINATES_SWAPPED',
      '5 id DUPLICATE_EXTERNAL_ID',
      '6 latitude HALF_A_PLACE',
      '6 nom UNREADABLE_TEXT',
      '7 reseaux_porteurs WRONG_TYPE',
    ]);
    expect(await actors()).toEqual([]);
  });

  it('leaves the database as it was when it is given up midway', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(harness.run([{ id: 'a' }], { signal: controller.signal })).rejects.toThrow(
      /rien n’a été écrit/,
    );
    expect(await actors()).toEqual([]);
  });

  it('takes two imports at once as if one came after the other', async () => {
    const file: Structure[] = [{ id: 'a', siret: SIRET }];
    const both = await Promise.all(['un', 'deux'].map((source) => harness.run(file, { source })));
    expect(both.map(({ counts }) => counts?.newActors).sort()).toEqual([0, 1]);
    expect(await actors()).toHaveLength(1);
  });
});

const real = existsSync(REAL) ? it : it.skip;
real('the real register of SIAE goes in whole (skipped where ../shared/data is absent)', async () => {
  const { counts, faults } = await harness.run(readFileSync(REAL));
  expect(faults).toBe(0);
  expect(counts).toMatchObject({ inserted: 2684, newActors: 2684 });
  expect(counts?.doubts).toEqual([
    { identifier: 'SIRET', reason: 'SHARED_BY_ROWS', rows: 8 },
    { identifier: 'SIRET', reason: 'WRONG_KEY', rows: 9 },
  ]);
});
