import { readFileSync } from 'node:fs';
import { createActorsSubgraph } from '../../../subgraphs/actors/subgraph';
import { loadReference } from '../../../reference/load';
import { SUBGRAPH_NAMES } from '../../../platform/subgraph/subgraph';
import { exportServer, remoteExportServer } from '../../exports/export-server';
import { SubgraphClient } from '../../support/subgraph-client';
import { geographyHarness, type GeographyHarness } from './geography-harness';

jest.setTimeout(240_000);

let geo: GeographyHarness;
beforeAll(async () => {
  geo = await geographyHarness();
});
afterAll(() => geo.close());

const from = (slug: string, date?: string) => ({
  source: {
    slug,
    title: `Fichier ${slug}`,
    publisher: 'Éditeur',
    licence: 'Licence Ouverte 2.0',
    ...(date ? { date } : {}),
  },
});
const square = (west: number, south: number, size = 0.1) => ({
  type: 'Polygon',
  // Clockwise, as shapefiles have it.
  coordinates: [
    [
      [west, south],
      [west, south + size],
      [west + size, south + size],
      [west + size, south],
      [west, south],
    ],
  ],
});
const collection = (...features: [code: string, nom: string, geometry: unknown][]) => ({
  type: 'FeatureCollection',
  features: features.map(([code, nom, geometry]) => ({
    type: 'Feature',
    properties: { code, nom },
    geometry,
  })),
});
const api = async <Data>(query: string): Promise<Data> =>
  new SubgraphClient(await createActorsSubgraph(), geo.db.of('actors').database).data<Data>(query);
const patOf = async (schema: (typeof SUBGRAPH_NAMES)[number], code: string) =>
  (
    await geo.rows(schema, `SELECT name, population, commune_count FROM territory WHERE id = $1`, [
      `pat:${code}`,
    ])
  )[0];

describe('a list of PATs', () => {
  it('makes territories in every schema, and actors in the directory', async () => {
    const list = [
      { code: '9001', nom: 'PAT du Val' },
      { code: 9002, nom: ' PAT des Monts ' },
      { code: '1376', nom: 'Un autre nom' },
    ];
    const outcome = await geo.run('pats', list, from('liste'));
    expect(outcome).toMatchObject({ rows: 3, faults: 0, counts: { inserted: 3 } });
    expect(outcome.notices).toEqual([expect.stringContaining('le PAT 1376 garde le nom')]);
    for (const schema of SUBGRAPH_NAMES) {
      expect(await patOf(schema, '9002')).toEqual({
        name: 'PAT des Monts',
        population: null,
        commune_count: 0,
      });
      expect(await geo.holders(schema, 'pat:9002')).toEqual(['france']);
    }
    expect(
      await api(`{ actor(slug: "pat-9001") { id name kinds sources { title }
        statuses { ... on PatRecognition { territory { id sources { title locator } } } } } }`),
    ).toEqual({
      actor: {
        id: 'actor:pat-9001',
        name: 'PAT du Val',
        kinds: ['PAT'],
        sources: [{ title: 'Fichier liste' }],
        statuses: [
          { territory: { id: 'pat:9001', sources: [{ title: 'Fichier liste', locator: 'code 9001' }] } },
        ],
      },
    });
  });

  it('knows the report’s own PAT actor', async () => {
    expect(
      await geo.rows('actors', `SELECT actor_id, matched_by FROM register_entry WHERE external_id = '1376'`),
    ).toEqual([{ actor_id: 'actor:pat-de-blois', matched_by: 'PAT_CODE' }]);
    expect(await geo.rows('actors', `SELECT FROM actor WHERE id = 'actor:pat-1376'`)).toEqual([]);
    expect(await api(`{ actor(slug: "pat-de-blois") { name } territory(id: "pat:1376") { name } }`)).toEqual({
      actor: { name: 'Projet alimentaire territorial de Blois' },
      territory: { name: 'PAT du Pays des Châteaux (PAT de Blois)' },
    });
  });

  it('changes nothing the second time, renames without a new slug, and takes CSV', async () => {
    const same = 'code;nom\n9001;PAT du Val\n9002;PAT des Monts\n1376;Un autre nom\n';
    expect((await geo.run('pats', same, from('liste'))).counts).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 3,
    });
    expect((await geo.run('pats', 'Code,Nom\n9001,PAT du Grand Val\n', from('liste'))).counts).toMatchObject({
      updated: 1,
    });
    expect(await geo.rows('actors', `SELECT slug, name FROM actor WHERE id = 'actor:pat-9001'`)).toEqual([
      { slug: 'pat-9001', name: 'PAT du Grand Val' },
    ]);
  });

  it('closes, with --replace, what it no longer has, and opens it again', async () => {
    const list = [
      { code: '9001', nom: 'PAT du Grand Val' },
      { code: '1376', nom: 'x' },
    ];
    const closed = `SELECT closed_on IS NOT NULL AS closed FROM actor WHERE id = 'actor:pat-9002'`;
    expect((await geo.run('pats', list, { ...from('liste'), replace: true })).counts).toMatchObject({
      retracted: 1,
    });
    expect(await geo.rows('actors', closed)).toEqual([{ closed: true }]);
    await geo.run('pats', [{ code: '9002', nom: 'PAT des Monts' }], from('liste'));
    expect(await geo.rows('actors', closed)).toEqual([{ closed: false }]);
  });

  it('is refused whole for one bad row, each told', async () => {
    const bad = [
      { code: '9003', nom: 'PAT' },
      { code: '9003', nom: 'Encore' },
      { nom: 'Sans code' },
      { code: 'É!', nom: '' },
      3,
    ];
    const { told, counts } = await geo.run('pats', bad, from('mauvaise'));
    expect(counts).toBeUndefined();
    expect(told.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 code REPEATED_CODE',
      '3 code REQUIRED',
      '4 code NOT_A_PAT_CODE',
      '4 nom REQUIRED',
      '5  NOT_AN_OBJECT',
    ]);
    expect(await patOf('actors', '9003')).toBeUndefined();
  });

  it.each([
    ['[{"code": "1"', /coupé/],
    ['{"type":"FeatureCollection","features":[]}', /FeatureCollection GeoJSON, pas une liste/],
    ['[]', /vide/],
    ['  ', /vide/],
    ['siret;nom\n1;x\n', /La colonne "siret" est inconnue/],
  ])('of another form is refused: %s', async (text, told) => {
    await expect(geo.run('pats', text, from('autre'))).rejects.toThrow(told);
  });
});

describe('communes of PATs', () => {
  // 41018 Blois, 41295 Vineuil; 01015 is the commune of today of 01340; 99999 is nobody's.
  const pairs =
    'code_pat,code_insee\n9001,41018\n9001,41295\n9002,01340\n9002,99999\n7777,41018\n1376,75056\n';

  it('are joined to them in every schema, old codes read as today’s, unknown ones told', async () => {
    await expect(
      geo.run('pat-communes', 'code_pat,code_insee\n9001,abc\n', from('paires')),
    ).resolves.toMatchObject({
      told: [{ line: '2', column: 'code_insee', code: 'NOT_A_COMMUNE_CODE' }],
    });
    const { notices, counts } = await geo.run('pat-communes', pairs, from('paires'));
    expect(counts).toMatchObject({ inserted: 6 });
    expect(notices).toEqual([
      expect.stringContaining('01340 → 01015'),
      expect.stringContaining('99999'),
      expect.stringContaining('7777'),
      expect.stringContaining('1376'),
    ]);
    for (const schema of SUBGRAPH_NAMES) {
      expect(await geo.held(schema, 'pat:9001')).toEqual(['commune:41018', 'commune:41295']);
      expect(await geo.holders(schema, 'pat:9001')).toEqual(['departement:41', 'france', 'region:24']);
      expect(await geo.held(schema, 'pat:9002')).toEqual(['commune:01015']);
      expect(await geo.held(schema, 'pat:1376')).not.toContain('commune:75056');
    }
    const [sum] = await geo.rows(
      'flows',
      `SELECT sum(population)::int AS population, 2 AS commune_count, 'PAT du Grand Val' AS name
      FROM territory WHERE id IN ('commune:41018', 'commune:41295')`,
    );
    expect(await patOf('flows', '9001')).toEqual(sum);
  });

  it('count what is attributed below, and move nothing that is attributed already', async () => {
    const sums = await geo.rows<{ grams: string | null }>(
      'flows',
      `SELECT sum(r.tonnes)::text AS grams FROM flow r JOIN territory_closure c ON c.descendant = r.attributed
       JOIN territory t ON t.key = c.ancestor WHERE t.id = 'pat:9001'`,
    );
    expect(sums).toHaveLength(1);
    expect(
      await geo.rows(
        'financing',
        `SELECT FROM award JOIN territory ON territory.key = award.territory WHERE imported`,
      ),
    ).toEqual([]);
  });

  it('wait for a list that names their PAT', async () => {
    await geo.run('pats', [{ code: '7777', nom: 'PAT tardif' }], from('liste-2'));
    expect(await geo.held('flows', 'pat:7777')).toEqual(['commune:41018']);
    await geo.retract('liste-2');
    expect(await patOf('flows', '7777')).toBeUndefined();
    expect(await geo.rows('actors', `SELECT FROM actor WHERE id = 'actor:pat-7777'`)).toEqual([]);
  });
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
    const { territory } = await api<{ territory: { location: unknown; sources: { title: string }[] } }>(
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

describe('contours', () => {
  it('find their level by codes and names, and are drawn by the API', async () => {
    const file = collection(
      ['41', 'Loir-et-Cher', square(1.2, 47.5)],
      ['11', 'Aude', square(2.3, 43)],
      ['999', 'Ailleurs', square(2, 48)],
    );
    const { counts, notices } = await geo.run('contours', file, from('contours'));
    expect(counts).toMatchObject({ inserted: 2 });
    expect(notices).toEqual(['niveau des contours : DEPARTEMENT', expect.stringContaining('Ailleurs (999)')]);
    expect(
      await api(`{ territory(id: "departement:41") { contour { geometry boundingBox { west south east north } source { title } } }
        none: territory(id: "departement:01") { contour { geometry } } }`),
    ).toEqual({
      territory: {
        contour: {
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [1.2, 47.5],
                [1.3, 47.5],
                [1.3, 47.6],
                [1.2, 47.6],
                [1.2, 47.5],
              ],
            ],
          },
          boundingBox: { west: 1.2, south: 47.5, east: 1.3, north: 47.6 },
          source: { title: 'Fichier contours' },
        },
      },
      none: { contour: null },
    });
  });

  it('of the wrong level are refused', async () => {
    const file = collection(['11', 'Aude', square(2.3, 43)], ['44', 'Loire-Atlantique', square(-1.6, 47.2)]);
    await expect(geo.run('contours', file, { ...from('x'), level: 'REGION' as never })).rejects.toThrow(
      /pas ceux du niveau REGION/,
    );
    await expect(geo.run('contours', collection(['zz', 'Rien', square(2, 48)]), from('x'))).rejects.toThrow(
      /Aucun code/,
    );
    await expect(geo.run('contours', [], from('x'))).rejects.toThrow(/FeatureCollection/);
  });

  it('that cannot be drawn are refused by name', async () => {
    const bowTie = {
      type: 'Polygon',
      coordinates: [
        [
          [1, 47],
          [2, 48],
          [2, 47],
          [1, 48],
          [1, 47],
        ],
      ],
    };
    const open = {
      type: 'Polygon',
      coordinates: [
        [
          [1, 47],
          [2, 47],
          [2, 48],
          [1, 48],
        ],
      ],
    };
    const swapped = {
      type: 'Polygon',
      coordinates: [
        [
          [47, 1],
          [47, 2],
          [48, 2],
          [47, 1],
        ],
      ],
    };
    const file = collection(
      ['41', 'Loir-et-Cher', bowTie],
      ['18', 'Cher', open],
      ['36', 'Indre', swapped],
      ['37', 'Indre-et-Loire', { type: 'Point', coordinates: [1, 47] }],
    );
    const { told, counts } = await geo.run('contours', file, from('faux'));
    expect(counts).toBeUndefined();
    expect(told.map(({ line, value, code }) => `${line} ${value} ${code}`)).toEqual([
      '1 Loir-et-Cher (41) CROSSES_ITSELF',
      '2 Cher (18) OPEN_RING',
      '3 Indre (36) COORDINATES_SWAPPED',
      '4 Indre-et-Loire (37) NOT_A_POLYGON',
    ]);
  });

  it.each([
    ['one process', exportServer],
    ['a server each', remoteExportServer],
  ])('are one file for maps: %s', async (_, start) => {
    const server = await start(geo.db);
    try {
      const ask = (query: string, headers: Record<string, string> = {}) =>
        fetch(`${server.url}/geo/contours.geojson?${query}`, { headers });
      const answer = await ask('within=region:24&level=DEPARTEMENT', { origin: 'https://mairie.example' });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/geo\+json/);
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(await answer.json()).toMatchObject({
        type: 'FeatureCollection',
        bbox: [1.2, 47.5, 1.3, 47.6],
        sources: [{ title: 'Fichier contours', licence: 'Licence Ouverte 2.0' }],
        features: [
          { type: 'Feature', id: 'departement:41', properties: { code: '41', nom: 'Loir-et-Cher' } },
        ],
      });
      const held = { 'if-none-match': answer.headers.get('etag') ?? '' };
      expect((await ask('within=region:24&level=DEPARTEMENT', held)).status).toBe(304);
      expect(await (await ask('level=COMMUNE')).json()).toMatchObject({ features: [], sources: [] });
      for (const [query, told] of [
        ['within=region:24', /level/],
        ['level=REGION&within=departement:zz', /within/],
        ['level=REGION&within=region:99', /unknown/],
        ['level=REGION&bbox=1', /no parameter "bbox"/],
      ] as const) {
        const refused = await ask(query);
        expect([refused.status, await refused.text()]).toEqual([400, expect.stringMatching(told)]);
      }
    } finally {
      await server.close();
    }
  });
});

describe('what was imported', () => {
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

  it('stays whole when the bundled data load again', async () => {
    const before = await state();
    const targets = SUBGRAPH_NAMES.map((name) => ({ name, dataSource: geo.db.of(name).dataSource }));
    for (const { dataSource } of targets)
      await dataSource.query(`UPDATE reference_load SET fingerprint = 'older'`);
    await loadReference(targets);
    expect(await state()).toEqual(before);
  });

  it('goes when its source is retracted, and what was there before comes back', async () => {
    expect(await geo.retract('centres')).toBe(2);
    expect(
      await api(`{ territory(id: "commune:41018") { location { latitude } sources { title } } }`),
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
