import { territoryHarness, type Connection, type Node, type TerritoryHarness } from './territory-harness';

/** What the queries below select, one part or another. */
interface Answer {
  ancestors: Node[];
  children: Connection;
  sources: unknown[];
}

let harness: TerritoryHarness;
beforeAll(async () => {
  harness = await territoryHarness();
}, 60_000);
afterAll(() => harness.close());
beforeEach(() => harness.statements.reset());

describe('territory', () => {
  it('gives its fields, in one statement', async () => {
    const { territory } = await harness.data<{ territory: Answer }>(
      `{ territory(id: "commune:41018") { id level code name population communeCount location { latitude longitude } } }`,
    );
    expect(territory).toEqual({
      id: 'commune:41018',
      level: 'COMMUNE',
      code: '41018',
      name: 'Blois',
      population: 47219,
      communeCount: 1,
      location: { latitude: 47.59432, longitude: 1.32912 },
    });
    expect(harness.statements.labels).toEqual(['territories.byIds']);
  });

  it.each([
    ['commune:01340', 'commune:01015'],
    ['commune:75101', 'commune:75056'],
    ['commune:41018', 'commune:41018'],
    ['departement:2A', 'departement:2A'],
    ['france', 'france'],
  ])('%s is %s today', async (id, today) => {
    expect(await harness.data('query ($id: ID!) { territory(id: $id) { id } }', { id })).toEqual({
      territory: { id: today },
    });
  });

  it.each(['commune:99999', 'region:99', 'epci:000000000', 'pat:none'])(
    '%s is nobody’s: null',
    async (id) => {
      expect(await harness.data('query ($id: ID!) { territory(id: $id) { id } }', { id })).toEqual({
        territory: null,
      });
    },
  );

  it.each([
    '',
    'blois',
    'commune:1',
    'canton:4101',
    'Commune:41018',
    'commune:41018\u0000',
    'x'.repeat(3_000_000),
  ])('refuses a malformed id', async (id) => {
    const message = await harness.refusal('query ($id: ID!) { territory(id: $id) { id } }', { id });
    expect(message).toContain('`id` must be a territory id');
    expect(message.length).toBeLessThan(500);
    expect(harness.statements.labels).toEqual([]);
  });

  it('names the source of its extent, its population and its location', async () => {
    const { territory } = await harness.data<{ territory: Answer }>(
      `{ territory(id: "commune:41018") { sources { title publisher licence locator } } }`,
    );
    expect(territory.sources).toEqual([
      expect.objectContaining({
        publisher: 'INSEE, DGCL',
        licence: 'Licence Ouverte',
        locator: 'communes.json, code 41018',
      }),
      expect.objectContaining({
        publisher: 'GeoNames',
        licence: 'CC BY 4.0',
        locator: 'cities.json, Blois (41)',
      }),
      expect.objectContaining({ publisher: 'INSEE', locator: 'communes.json, code 41018, population' }),
    ]);
  });
});

describe('ancestors and children', () => {
  it('lists all that contain a commune, widest first', async () => {
    const { territory } = await harness.data<{ territory: Answer }>(
      `{ territory(id: "commune:41018") { ancestors { id } } }`,
    );
    expect(territory.ancestors.map(({ id }) => id)).toEqual([
      'france',
      'region:24',
      'departement:41',
      'pat:1376',
      'epci:200030385',
    ]);
  });

  it('orders equal sets of communes by level', async () => {
    const { territory } = await harness.data<{ territory: Answer }>(
      `{ territory(id: "commune:97701") { ancestors { id } } }`,
    );
    expect(territory.ancestors.map(({ id }) => id)).toEqual(['france', 'region:977', 'departement:977']);
  });

  it.each([
    ['france', 'REGION', 26],
    ['region:24', 'DEPARTEMENT', 6],
    ['departement:41', 'COMMUNE', 267],
    ['epci:200030385', 'COMMUNE', 43],
    ['pat:1376', 'COMMUNE', 59],
    ['commune:41018', undefined, 0],
  ])('%s lists its %s by default', async (id, level, count) => {
    const { territory } = await harness.data<{ territory: Answer }>(
      'query ($id: ID!) { territory(id: $id) { children { totalCount nodes { id name level } } } }',
      { id },
    );
    const { nodes, totalCount } = territory.children;
    expect(totalCount).toBe(count);
    expect(nodes).toHaveLength(Math.min(count, 100));
    expect(nodes.every((node) => node.level === level)).toBe(true);
  });

  it('lists any level it contains, page by page, without the parent', async () => {
    const text = `query ($after: String) { territory(id: "departement:41") {
      children(level: COMMUNE, first: 70, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }`;
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { nodes, pageInfo }: Connection = (await harness.data<{ territory: Answer }>(text, { after }))
        .territory.children;
      seen.push(...nodes.map(({ id }) => id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(267);
    expect(seen).toHaveLength(267);
    expect(
      (
        await harness.data<{ territory: Answer }>(
          `{ territory(id: "france") { children(level: FRANCE) { totalCount nodes { id } } } }`,
        )
      ).territory.children,
    ).toEqual({ totalCount: 0, nodes: [] });
    expect(
      (
        await harness.data<{ territory: Answer }>(
          `{ territory(id: "departement:41") { children(level: PAT) { nodes { id } } } }`,
        )
      ).territory.children.nodes,
    ).toEqual([{ id: 'pat:1376' }]);
  });

  it('sends one statement a field, for 1 territory or 1,000', async () => {
    const { _entities } = await harness.data<{ _entities: (Answer | null)[] }>(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Territory {
         name ancestors { id } children(first: 2) { totalCount nodes { id } } sources { title } } } }`,
      {
        representations: harness.geography.territories
          .filter((_, index) => index % 36 === 0)
          .slice(0, 1_000)
          .map(({ id }) => ({ __typename: 'Territory', id })),
      },
    );
    expect(_entities).toHaveLength(1_000);
    expect(_entities.every((territory) => territory !== null)).toBe(true);
    // Children twice at most: régions, départements, EPCI and PATs ask for different levels.
    const counts = new Map<string, number>();
    for (const label of harness.statements.labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    const levels = new Set(['territories.children', 'territories.childCounts']);
    for (const [label, count] of counts)
      expect([label, count <= (levels.has(label) ? 3 : 1)]).toEqual([label, true]);
    expect(harness.statements.labels).toContain('territories.ancestors');
  });

  it('resolves references: old codes to today’s, unknown and malformed ones to null', async () => {
    const ids = ['commune:01340', 'commune:99999', 'nonsense', 'commune:41018'];
    const { _entities } = await harness.data<{ _entities: (Answer | null)[] }>(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Territory { name } } }`,
      { representations: ids.map((id) => ({ __typename: 'Territory', id })) },
    );
    expect(_entities).toEqual([{ name: 'Arboys en Bugey' }, null, null, { name: 'Blois' }]);
    expect(harness.statements.labels).toEqual(['territories.byIds']);
  });
});
