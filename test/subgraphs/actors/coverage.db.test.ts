import { ActorsHarness, type Asked } from './actors-harness';

let harness: ActorsHarness;

beforeAll(async () => {
  harness = await ActorsHarness.openLoaded();
});

afterAll(() => harness.db.close());

const ask = (source: string, variables?: Record<string, unknown>): Promise<Asked> =>
  harness.ask(source, variables);

describe('coverage', () => {
  const coverage = async (id: string, args: string) => {
    const { data, errors } = await ask(
      `query ($id: ID!) { territory(id: $id) { coverage(${args}) { radiusKm communes coveredCommunes unlocated population
         coveredPopulation unlocatedPopulation coveredShare whiteZones(first: 100) { totalCount nodes { id population } } } } }`,
      { id },
    );
    expect(errors).toEqual([]);
    return data.territory.coverage;
  };

  test.each([
    ['departement:41', 'radiusKm: 10', 10, null],
    ['pat:1376', 'radiusKm: 3.5, chainLink: PRODUCTION', 3.5, 'PRODUCTION'],
    ['region:24', 'radiusKm: 60, kinds: [FARM]', 60, null],
    ['commune:41018', '', 10, null],
    ['departement:974', 'radiusKm: 100', 100, null],
  ])('of %s (%s) is what comparing every pair gives', async (id, args, radius, link) => {
    const told = await coverage(id, args || 'chainLink: null');
    const [row] = await harness.db.dataSource.query<Record<string, number>[]>(
      `WITH commune AS (
         SELECT t.* FROM territory_closure c JOIN territory t ON t.key = c.descendant AND t.level = 'COMMUNE'
          WHERE c.ancestor = (SELECT key FROM territory WHERE id = $1)),
       reached AS (
         SELECT c.population, CASE WHEN c.latitude IS NOT NULL THEN EXISTS (
             SELECT FROM actor a JOIN actor_search s ON s.actor_id = a.id
              WHERE a.closed_on IS NULL AND ($3::text IS NULL OR $3 = ANY (a.chain_links))
                AND ($4::text IS NULL OR $4 = ANY (a.kinds))
                AND 2 * 6371.0088 * asin(sqrt(least(1, power(sin(radians(s.latitude - c.latitude) / 2), 2)
                  + cos(radians(c.latitude)) * cos(radians(s.latitude)) * power(sin(radians(s.longitude - c.longitude) / 2), 2)))) <= $2)
           END AS covered FROM commune c)
       SELECT count(*)::int AS communes, (count(*) FILTER (WHERE covered))::int AS covered,
              (count(*) FILTER (WHERE covered IS NULL))::int AS unlocated, sum(population)::int AS population,
              coalesce(sum(population) FILTER (WHERE covered), 0)::int AS "coveredPopulation" FROM reached`,
      [id, radius, link, args.includes('FARM') ? 'FARM' : null],
    );
    expect(told).toMatchObject({
      radiusKm: radius,
      communes: row?.['communes'],
      coveredCommunes: row?.['covered'],
      unlocated: row?.['unlocated'],
      population: row?.['population'],
      coveredPopulation: row?.['coveredPopulation'],
    });
    expect(told.whiteZones.totalCount).toBe(told.communes - told.coveredCommunes - told.unlocated);
  });

  test('white zones come by population and page without a gap', async () => {
    const told = await coverage('departement:41', 'radiusKm: 2');
    const populations = told.whiteZones.nodes.map(({ population }: { population: number }) => population);
    expect(populations.length).toBeGreaterThan(3);
    expect(populations).toEqual([...populations].sort((a: number, b: number) => b - a));
    const paged: string[] = [];
    for (let after = ''; paged.length < told.whiteZones.nodes.length;) {
      const { data } = await ask(
        `{ territory(id: "departement:41") { coverage(radiusKm: 2) { whiteZones(first: 3${after}) { nodes { id } pageInfo { endCursor } } } } }`,
      );
      const page = data.territory.coverage.whiteZones;
      expect(page.nodes.length).toBeGreaterThan(0);
      paged.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(paged).toEqual(told.whiteZones.nodes.map(({ id }: { id: string }) => id));
  });

  test('of a hundred territories is one statement', async () => {
    const { errors, statements } = await ask(
      '{ territories(level: DEPARTEMENT, first: 100) { nodes { coverage(radiusKm: 20) { coveredShare } } } }',
    );
    expect(errors).toEqual([]);
    expect(statements).toEqual(['territories.byLevel', 'coverage.summary']);
  });
});
