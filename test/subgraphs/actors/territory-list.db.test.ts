import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { territoryHarness, type Connection, type Node, type TerritoryHarness } from './territory-harness';

let harness: TerritoryHarness;
beforeAll(async () => {
  harness = await territoryHarness();
}, 60_000);
afterAll(() => harness.close());
beforeEach(() => harness.statements.reset());

const LIST = `query ($search: String, $level: TerritoryLevel, $within: ID, $first: Int, $after: String) {
  territories(search: $search, level: $level, within: $within, first: $first, after: $after) {
    nodes { id name level } pageInfo { hasNextPage hasPreviousPage endCursor }
  } }`;
const COUNT = `query ($search: String, $level: TerritoryLevel, $within: ID) {
  territories(search: $search, level: $level, within: $within, first: 1) { totalCount } }`;

const list = async (variables: Record<string, unknown>): Promise<Connection> =>
  (await harness.data<{ territories: Connection }>(LIST, variables)).territories;
const nodes = async (variables: Record<string, unknown>): Promise<Node[]> => (await list(variables)).nodes;
const count = async (variables: Record<string, unknown>): Promise<number> =>
  (await harness.data<{ territories: Connection }>(COUNT, variables)).territories.totalCount;

async function walk(variables: Record<string, unknown>): Promise<Node[]> {
  const all: Node[] = [];
  for (let after: string | null = null; ;) {
    const page: Connection = await list({ ...variables, after });
    all.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return all;
    after = page.pageInfo.endCursor;
  }
}

describe('searching territories', () => {
  it.each([
    ['Blois', 'commune:41018'],
    ['Bloi', 'commune:41018'],
    ['Bloiss', 'commune:41018'],
    ['bolis', 'commune:41018'],
    ['lyon', 'commune:69123'],
    ['orleans', 'commune:45234'],
    ['ORLÉANS', 'commune:45234'],
    ['St Etienne', 'commune:42218'],
    ['saint etienne', 'commune:42218'],
    ['saint-étienne', 'commune:42218'],
    ['Marseile', 'commune:13055'],
    ['marseille', 'commune:13055'],
    ['ile de france', 'region:11'],
    ['bouches du rhone', 'departement:13'],
    ['agglopolys', 'epci:200030385'],
    ['lhay les roses', 'commune:94038'],
    ['Nnates', 'commune:44109'],
    ['bordeau', 'commune:33063'],
    ['mans', 'commune:72181'],
    ['Havre', 'commune:76351'],
    ['rochelle', 'commune:17300'],
    ['Réunion', 'region:04'],
    ['Ville-du-Bois', 'commune:91665'],
    ['france', 'france'],
    ['Y', 'commune:80829'],
    ['  blois\t', 'commune:41018'],
    ["'; DROP TABLE territory; --", undefined],
    ['%', 'france'],
    ['北京', undefined],
  ])('%j finds %s first', async (search, id) => {
    expect((await nodes({ search }))[0]?.id).toBe(id);
  });

  it('puts Blois before Blois-sur-Seille, and Lyon before Lyons-la-Forêt', async () => {
    expect((await nodes({ search: 'blois' })).map(({ name }) => name).slice(0, 2)).toEqual([
      'Blois',
      'Blois-sur-Seille',
    ]);
    expect((await nodes({ search: 'lyon' })).map(({ name }) => name).slice(0, 2)).toEqual([
      'Lyon',
      'Lyons-la-Forêt',
    ]);
  });

  it('settles one name that several bear by population', async () => {
    const found = await nodes({ search: 'Saint-Denis', level: TerritoryLevel.COMMUNE });
    expect(found.slice(0, 2).map(({ id }) => id)).toEqual(['commune:97411', 'commune:93066']);
  });

  it('keeps to the level and the territory asked', async () => {
    const found = await nodes({ search: 'saint', level: TerritoryLevel.COMMUNE, within: 'departement:41' });
    expect(found).toHaveLength(20);
    expect(found.every(({ id }) => id.startsWith('commune:41'))).toBe(true);
    expect((await nodes({ search: 'blois', within: 'commune:41018' })).length).toBe(0);
  });

  it('walks all pages of a search, each result once, as many as it counts', async () => {
    const variables = { search: 'saint martin', first: 100 };
    const all = await walk(variables);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(await count(variables)).toBe(all.length);
    expect(all.length).toBeGreaterThan(200);
    expect((await walk({ ...variables, first: 37 })).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('is one statement, and a second one only for a count', async () => {
    await nodes({ search: 'marseile', within: 'france' });
    expect(harness.statements.labels).toEqual(['territories.byRelevance']);
    harness.statements.reset();
    await count({ search: 'marseile' });
    expect(harness.statements.labels).toEqual(['territories.byRelevance', 'territories.count']);
  });

  it.each(['x'.repeat(101), 'é'.repeat(3_000_000)])('refuses a search that is no name', async (search) => {
    const message = await harness.refusal(LIST, { search });
    expect(message).toContain('100 characters');
    expect(message.length).toBeLessThan(300);
    expect(harness.statements.labels).toEqual([]);
  });

  it.each(['x'.repeat(100), ' '.repeat(500), 'a\u0000b', '\ud800', '"\\{}'])(
    'takes any text of that length',
    async (search) => {
      await expect(nodes({ search })).resolves.toBeDefined();
    },
  );
});

describe('listing territories', () => {
  it.each([1, 7, 100])('walks all départements by pages of %i, each once, by name', async (first) => {
    const all = await walk({ level: TerritoryLevel.DEPARTEMENT, first });
    expect(all).toHaveLength(109);
    expect(new Set(all.map(({ id }) => id)).size).toBe(109);
    expect(all[0]?.name).toBe('Ain');
    expect(await count({ level: TerritoryLevel.DEPARTEMENT })).toBe(109);
  });

  it('goes from France down to communes', async () => {
    const all = await walk({ within: 'region:24', first: 100 });
    const levels = all.map(({ level }) => level);
    expect(levels.filter((level, index) => level !== levels[index - 1])).toEqual([
      'DEPARTEMENT',
      'PAT',
      'EPCI',
      'COMMUNE',
    ]);
    expect(all).toHaveLength(await count({ within: 'region:24' }));
  });

  it('takes an old code as the place to look in', async () => {
    expect(await nodes({ within: 'commune:75101' })).toEqual([]);
  });

  it('refuses to look in a place that is none', async () => {
    expect(await harness.refusal(LIST, { within: 'commune:99999' })).toContain(
      'territory "commune:99999" is unknown',
    );
    expect(await harness.refusal(LIST, { within: 'somewhere' })).toContain('`within` must be a territory id');
  });

  it.each([0, 101, -1])('refuses a page of %i', async (first) => {
    expect(await harness.refusal(LIST, { first })).toContain('`first` must be from 1 to 100');
  });

  const forged = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
  it.each([
    'nonsense',
    '',
    forged(['territories.level', 'x', 'ain', 'departement:01']),
    forged(['territories.level', 2, 'ain', 'nobody']),
    forged(['territories.level', 2, 'a\u0000', 'departement:01']),
    forged(['territories.relevance blois', 0, 0, 0, 0, 'france']),
    forged(['territory.children COMMUNE', 'ain', 'departement:01']),
    forged(['territories.level', 99999999999, 'ain', 'departement:01']),
  ])('refuses a cursor it did not give', async (after) => {
    expect(await harness.refusal(LIST, { after })).toContain('`after` is not a cursor of this list');
  });

  it('refuses a cursor of another search', async () => {
    const after = (await list({ search: 'saint', first: 1 })).pageInfo.endCursor;
    expect(await harness.refusal(LIST, { search: 'sainte', after })).toContain('not a cursor of this list');
    expect(await nodes({ search: 'SAINT', first: 1, after })).toHaveLength(1);
  });
});
