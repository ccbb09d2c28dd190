import { exportServer, remoteExportServer } from '../../exports/export-server';
import { collection, from, square } from './geography-files';
import { geographyHarness, type GeographyHarness } from './geography-harness';

jest.setTimeout(240_000);

let geo: GeographyHarness;
beforeAll(async () => {
  geo = await geographyHarness();
});
afterAll(() => geo.close());

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
      await geo.ask(`{ territory(id: "departement:41") { contour { geometry boundingBox { west south east north } source { title } } }
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
