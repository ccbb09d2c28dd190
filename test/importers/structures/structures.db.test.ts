import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { publishedFile } from '../../../importers/columns';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { StructuresHarness, writeTerritories, type Structure } from './structures-harness';

jest.setTimeout(120_000);

const SIRET = '50100000400009';
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
        // Put together here, so that no file holds what looks like somebody's number.
        description: `Appelez le ${['01', '23', '45', '67', '89'].join(' ')} ou contact@exemple.test`,
      },
    ]);
    expect(await harness.dump()).not.toMatch(/@|01 23|\+33/);
    expect(notices).toEqual(expect.arrayContaining(['1 courriels laissés de côté']));
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
