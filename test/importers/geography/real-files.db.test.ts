import { existsSync } from 'node:fs';
import path from 'node:path';
import { geographyHarness, REAL_DATA, type GeographyHarness } from './geography-harness';

jest.setTimeout(180_000);

const present = existsSync(path.join(REAL_DATA, 'pats.json'));
if (!present) process.stderr.write(`skipped: the real files of geography are not at ${REAL_DATA}\n`);
const whenPresent = present ? describe : describe.skip;
const real = (name: string): string => path.join(REAL_DATA, name);
const source = (slug: string) => ({
  source: { slug, title: slug, publisher: 'Éditeur', date: '2024-01-01' },
});

whenPresent('the real files', () => {
  let geo: GeographyHarness;
  beforeAll(async () => {
    geo = await geographyHarness();
  });
  afterAll(() => geo.close());

  it('import whole: PATs, with an actor each', async () => {
    const outcome = await geo.file('pats', real('pats.json'), source('pats'));
    expect(outcome).toMatchObject({ rows: 460, faults: 0, counts: { inserted: 460 } });
    for (const schema of ['actors', 'flows', 'financing'] as const) {
      expect(await geo.rows(schema, `SELECT count(*)::int AS n FROM territory WHERE level = 'PAT'`)).toEqual([
        { n: 460 },
      ]);
    }
    expect(
      await geo.rows(
        'actors',
        `SELECT count(*)::int AS n FROM actor WHERE 'PAT' = ANY (kinds) AND id LIKE 'actor:pat-%'`,
      ),
    ).toMatchObject([{ n: 458 + 2 }]);
  });

  it('import whole: communes of PATs, old codes read as those of today', async () => {
    const outcome = await geo.file('pat-communes', real('pat-communes.csv'), source('pat-communes'));
    expect(outcome).toMatchObject({ rows: 5446, faults: 0, counts: { inserted: 5446 } });
    expect(outcome.notices).toEqual([
      expect.stringMatching(/^6 anciens codes de communes.*16147/),
      expect.stringMatching(/^5 PAT ne sont dans aucune liste.*1384, 1599, 1634, 1640, 5171/),
      expect.stringMatching(/^les communes des PAT 1376, 1395 sont celles que Maillon établit/),
    ]);
    const sizes = `SELECT count(*)::int AS pats, sum(commune_count)::int AS communes FROM territory WHERE level = 'PAT' AND commune_count > 0`;
    const sums = await geo.rows('actors', sizes);
    expect(await geo.rows('flows', sizes)).toEqual(sums);
    expect(await geo.rows('financing', sizes)).toEqual(sums);
    expect(await geo.held('flows', 'pat:1376')).toHaveLength(89 + 3);
  });

  it('import whole: centres of communes', async () => {
    const outcome = await geo.file('communes-centre', real('communes-centre.json'), source('centres'));
    expect(outcome).toMatchObject({ rows: 35_000, faults: 0, counts: { inserted: 34_998 } });
    expect(outcome.notices).toEqual([
      expect.stringMatching(/^137 codes ne sont pas ceux de communes d’aujourd’hui/),
      expect.stringMatching(/^2 communes n’ont pas de centre.*39140, 41284/),
    ]);
    const [located] = await geo.rows<{ n: number }>(
      'actors',
      `SELECT count(*)::int AS n FROM territory WHERE level = 'COMMUNE' AND latitude IS NOT NULL`,
    );
    expect(located?.n).toBeGreaterThan(34_800);
  });

  it('import whole: outlines of régions and départements, their level found', async () => {
    const regions = await geo.file('contours', real('regions-1000m.geojson'), source('regions'));
    expect(regions).toMatchObject({ rows: 18, faults: 0, counts: { inserted: 18 } });
    expect(regions.notices[0]).toBe('niveau des contours : REGION');
    const departements = await geo.file(
      'contours',
      real('departements-1000m.geojson'),
      source('departements'),
    );
    expect(departements).toMatchObject({ rows: 101, faults: 0, counts: { inserted: 101 } });
    expect(departements.notices).toContainEqual(expect.stringMatching(/^3 contours se croisaient.*Ariège/));
  });

  it('change nothing the second time', async () => {
    for (const [subject, file, slug] of [
      ['pats', 'pats.json', 'pats'],
      ['contours', 'regions-1000m.geojson', 'regions'],
    ] as const) {
      const { counts } = await geo.file(subject, real(file), source(slug));
      expect(counts).toMatchObject({ inserted: 0, updated: 0, retracted: 0 });
    }
  });
});
