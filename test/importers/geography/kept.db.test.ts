import { readFileSync } from 'node:fs';
import { mergeEverywhere, undoEverywhere } from '../../../cli/merge-everywhere';
import { SUBGRAPH_NAMES } from '../../../platform/subgraph/subgraph';
import { loadReference } from '../../../reference/load';
import { collection, from, square } from './geography-files';
import { geographyHarness, type GeographyHarness } from './geography-harness';
import { StructuresHarness, type Structure } from '../structures/structures-harness';

jest.setTimeout(240_000);

let geo: GeographyHarness;
let structures: StructuresHarness;
beforeAll(async () => {
  geo = await geographyHarness();
  structures = new StructuresHarness(geo.db);
});
afterAll(async () => {
  structures.close();
  await geo.close();
});

describe('centres of communes', () => {
  const point = (longitude: unknown, latitude: unknown) => ({
    type: 'Point',
    coordinates: [longitude, latitude],
  });

  it('replace the places of GeoNames, with their source', async () => {
    const file = [
      { code: '41018', nom: 'Blois', centre: point(1.3, 47.58) },
      { code: '01340', nom: 'Ancienne', centre: point(5.5, 46.1) },
      { code: '41295', nom: 'Vineuil', centre: point(null, null) },
    ];
    const { counts, notices } = await geo.run('communes-centre', file, from('centres'));
    expect(counts).toMatchObject({ inserted: 2 });
    expect(notices).toEqual([expect.stringContaining('01340'), expect.stringContaining('41295')]);
    const { territory } = await geo.ask<{ territory: { location: unknown; sources: { title: string }[] } }>(
      `{ territory(id: "commune:41018") { location { latitude longitude } sources { title } } }`,
    );
    expect(territory.location).toEqual({ latitude: 47.58, longitude: 1.3 });
    expect(territory.sources.map(({ title }) => title)).toContain('Fichier centres');
    expect(territory.sources.map(({ title }) => title).join()).not.toContain('GeoNames');
  });

  it('are refused when they are elsewhere', async () => {
    const file = [
      { code: '41018', nom: 'Blois', centre: point(47.58, 1.3) },
      { code: '97411', nom: 'Saint-Denis', centre: point(2.35, 48.93) },
      { code: '75056', nom: 'Paris', centre: point(652000, 6862000) },
      { code: '69123', nom: 'Lyon', centre: { type: 'Point', coordinates: ['4', '45'] } },
      { code: '13055', nom: 'Marseille', centre: point(5.4, -43.3) },
    ];
    const { told } = await geo.run('communes-centre', file, from('ailleurs'));
    expect(told.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '1 COORDINATES_SWAPPED',
      '2 FAR_FROM_FRANCE',
      '3 OUT_OF_WORLD',
      '4 NOT_A_POINT',
      '5 FAR_FROM_FRANCE',
    ]);
    expect(told[0]?.value).toMatch(/^Blois \(41018\)/);
  });
});

describe('what was imported', () => {
  const list = [
    { code: '9001', nom: 'PAT du Val' },
    { code: '9002', nom: 'PAT des Monts' },
    { code: '1376', nom: 'Un autre nom' },
  ];
  const pairs =
    'code_pat,code_insee\n9001,41018\n9001,41295\n9002,01340\n9002,99999\n7777,41018\n1376,75056\n';
  const register: Structure[] = [
    { id: 'val', nom: 'Association du Val', siret: '50100000400009', reseaux_porteurs: ['aci'] },
    { id: 'monts', nom: 'Association des Monts', code_insee: '01015' },
  ];
  // When a record was last seen, and in which file, is no part of what it says.
  const directory = (): Promise<string> =>
    structures.dump(['modified_at', 'last_seen_at', 'imported_at', 'file_name']);
  const shown = (slug: string): Promise<{ actor: unknown }> =>
    geo.ask(`{ actor(slug: "${slug}") { slug name kinds state sources { title }
      statuses { ... on PatRecognition { territory { id } } ... on SiaeAgreement { kind } } } }`);
  const recognised = (id: string) => ({ territory: { id } });

  const state = async () => ({
    pats: await Promise.all(
      SUBGRAPH_NAMES.map((schema) =>
        geo.rows(
          schema,
          `SELECT key, id, name, population, commune_count, imported FROM territory WHERE level = 'PAT' ORDER BY id`,
        ),
      ),
    ),
    held: await Promise.all(SUBGRAPH_NAMES.map((schema) => geo.held(schema, 'pat:9001'))),
    places: await geo.rows(
      'actors',
      `SELECT t.latitude, t.longitude, c.source, c.locator FROM territory t
      JOIN territory_citation c ON c.territory = t.key WHERE t.id = 'commune:41018' ORDER BY c.source`,
    ),
    contours: await geo.rows(
      'actors',
      `SELECT territory, source, west FROM territory_contour ORDER BY territory`,
    ),
    actors: await geo.rows(
      'actors',
      `SELECT id, name, closed_on FROM actor WHERE 'PAT' = ANY (kinds) ORDER BY id`,
    ),
  });

  beforeAll(async () => {
    await geo.run('pats', list, from('liste', '2024-01-01'));
    await geo.run('pat-communes', pairs, from('paires'));
    await geo.run(
      'contours',
      collection(['41', 'Loir-et-Cher', square(1.2, 47.5)], ['11', 'Aude', square(2.3, 43)]),
      from('contours'),
    );
    await structures.run(register, { source: 'registre' });
  });

  it('stays whole through merges by hand, the same files again, a reload of the bundled data, and the undoing', async () => {
    const apart = await directory();
    const merges = [
      // One where the list made the actor that stays, one where it made the one that goes.
      await mergeEverywhere(geo.owners, 'actor:pat-9001', 'actor:association-du-val'),
      await mergeEverywhere(geo.owners, 'actor:association-des-monts', 'actor:pat-9002'),
      await mergeEverywhere(geo.owners, 'actor:emmaus-angers', 'actor:pat-de-blois'),
    ];
    const both = {
      val: {
        slug: 'pat-9001',
        name: 'Association du Val',
        kinds: ['SIAE', 'PAT'],
        statuses: [{ kind: 'ACI' }, recognised('pat:9001')],
      },
      monts: {
        slug: 'association-des-monts',
        name: 'Association des Monts',
        kinds: ['PAT'],
        statuses: [recognised('pat:9002')],
      },
    };
    expect((await shown('association-du-val')).actor).toMatchObject(both.val);
    expect((await shown('pat-9002')).actor).toMatchObject(both.monts);
    const merged = [await directory(), await state()];

    await geo.run('pats', list, from('liste', '2024-01-01'));
    await structures.run(register, { source: 'registre', replace: true });
    const targets = SUBGRAPH_NAMES.map((name) => ({ name, dataSource: geo.db.of(name).dataSource }));
    for (const { dataSource } of targets)
      await dataSource.query(`UPDATE reference_load SET fingerprint = 'older'`);
    await loadReference(targets);
    expect([await directory(), await state()]).toEqual(merged);

    // What a list of another day says while they are merged goes back with them.
    await geo.run('pats', [{ code: '9002', nom: 'PAT des Monts d’Or' }], from('liste', '2024-06-01'));
    expect((await shown('pat-9002')).actor).toMatchObject({ name: 'PAT des Monts d’Or' });
    await geo.run('pats', list, from('liste', '2024-01-01'));
    for (const merge of merges.reverse()) await undoEverywhere(geo.owners, merge);
    expect(await directory()).toBe(apart);
    expect((await shown('pat-9002')).actor).toMatchObject({
      name: 'PAT des Monts',
      kinds: ['PAT'],
      state: 'ACTIVE',
      statuses: [recognised('pat:9002')],
    });
  });

  it('goes when its source is retracted, and what was there before comes back', async () => {
    expect(await geo.retract('centres')).toBe(2);
    expect(
      await geo.ask(`{ territory(id: "commune:41018") { location { latitude } sources { title } } }`),
    ).toMatchObject({
      territory: {
        location: { latitude: 47.59432 },
        sources: expect.arrayContaining([{ title: expect.stringContaining('GeoNames') }]),
      },
    });
    expect(await geo.retract('contours')).toBe(2);
    expect(await geo.retract('paires')).toBe(6);
    expect(await geo.held('flows', 'pat:9001')).toEqual([]);
    expect(await geo.retract('liste')).toBe(3);
    for (const schema of SUBGRAPH_NAMES) {
      expect(await geo.rows(schema, `SELECT id FROM territory WHERE level = 'PAT' ORDER BY id`)).toEqual([
        { id: 'pat:1376' },
        { id: 'pat:1395' },
      ]);
    }
    expect(await geo.rows('actors', `SELECT id FROM actor WHERE id LIKE 'actor:pat-9%'`)).toEqual([]);
    expect(await geo.retract('liste')).toBeUndefined();
  });
});

it('the manual names every file', () => {
  const manual = readFileSync('docs/importing.md', 'utf8');
  for (const name of ['pats', 'pat-communes', 'communes-centre', 'contours'])
    expect(manual).toContain(`maillon import ${name}`);
});
