import fc from 'fast-check';
import { retractImport } from '../../../importers/retract-import';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { StructuresHarness, whole, writeTerritories, type Structure } from './structures-harness';

jest.setTimeout(120_000);

const SIRET = '50100000400009';
const OTHER = '90000000100009';

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

  it('come in at once as if one came after the other', async () => {
    const file: Structure[] = [{ id: 'a', siret: SIRET }];
    const both = await Promise.all(['un', 'deux'].map((source) => harness.run(file, { source })));
    expect(both.map(({ counts }) => counts?.newActors).sort()).toEqual([0, 1]);
    expect(await actors()).toHaveLength(1);
  });
});
