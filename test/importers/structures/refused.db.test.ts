import { actorsStorage } from '../../../subgraphs/actors/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { StructuresHarness, whole, writeTerritories } from './structures-harness';

jest.setTimeout(120_000);

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
});
