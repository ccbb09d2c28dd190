import { refreshSearchDocuments } from '../../../subgraphs/actors/writes/search-documents';
import { openWithMadeActors } from './made-actors';
import type { ActorsHarness, Asked } from './actors-harness';

let harness: ActorsHarness;

beforeAll(async () => {
  harness = await openWithMadeActors();
});

afterAll(() => harness.db.close());

const ask = (source: string, variables?: Record<string, unknown>): Promise<Asked> =>
  harness.ask(source, variables);

async function found(filter: Record<string, unknown>): Promise<string[]> {
  const { data, errors } = await ask(
    'query ($filter: ActorFilter) { actors(filter: $filter, first: 100) { nodes { slug } } }',
    { filter },
  );
  expect(errors).toEqual([]);
  return data.actors.nodes.map(({ slug }: { slug: string }) => slug);
}

describe('a search', () => {
  test.each([
    ['jardins etang bleu', 'jardins-test', 'without accents and articles'],
    ['BLEU ÉTANG JARDIN', 'jardins-test', 'in another order, in the singular'],
    ['jeb', 'jardins-test', 'by the acronym'],
    ['jardin bleu blois', 'jardins-test', 'with the commune'],
    ['étang loir et cher', 'jardins-test', 'with the département'],
    ['étang cocagne', 'jardins-test', 'with the network'],
    ['jardns etangg', 'jardins-test', 'with an error in each word'],
    ['grenouillre', 'ferme-test', 'with a letter missing'],
    ['ferme grenou', 'ferme-test', 'by the beginning of a word'],
    ['association entraide', 'entraide-test', 'with an abbreviation written out'],
    ['asso entraide bleso', 'entraide-test', 'abbreviated the same way'],
    ['solongote entraide', 'entraide-test', 'with two letters swapped'],
    ['banque zettetiqe', 'departementale-test', 'with two errors in a rare word'],
  ])('%s finds %s: %s', async (search, slug) => {
    expect((await found({ search })).slice(0, 3)).toContain(slug);
  });

  test('wants every word to be found somewhere', async () => {
    expect(await found({ search: 'étang introuvable' })).toEqual([]);
  });

  test('puts the same name first, then what begins with it', async () => {
    const slugs = await found({ search: 'croix rouge francaise' });
    expect(slugs[0]).toBe('croix-rouge-francaise');
  });

  test('pages without a gap or a repeat, whatever the order', async () => {
    for (const args of [
      'filter: { search: "alimentaire" }',
      'filter: { near: { latitude: 47.59, longitude: 1.33, radiusKm: 400 } }, sort: DISTANCE',
      'filter: { near: { latitude: 47.59, longitude: 1.33, radiusKm: 400 }, operatesIn: "departement:41" }, sort: DISTANCE',
    ]) {
      const whole = await ask(
        `{ actors(first: 100, ${args}) { totalCount edges { distanceKm node { id } } } }`,
      );
      const edges = whole.data.actors.edges as { distanceKm: number | null; node: { id: string } }[];
      expect(edges.length).toBeGreaterThan(3);
      expect(whole.data.actors.totalCount).toBe(edges.length);
      const paged: string[] = [];
      for (let after = ''; paged.length < edges.length;) {
        const { data } = await ask(
          `{ actors(first: 3, ${args}${after}) { nodes { id } pageInfo { endCursor } } }`,
        );
        expect(data.actors.nodes.length).toBeGreaterThan(0);
        paged.push(...data.actors.nodes.map(({ id }: { id: string }) => id));
        after = `, after: "${data.actors.pageInfo.endCursor}"`;
      }
      expect(paged).toEqual(edges.map(({ node }) => node.id));
      if (args.includes('DISTANCE')) {
        const distances = edges.map(({ distanceKm }) => distanceKm as number);
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
      }
    }
  });

  test('members of a network are found by its new name once refreshed', async () => {
    const { dataSource } = harness.db;
    await dataSource.query(`UPDATE actor SET acronym = 'ZIGOTO' WHERE id = 'actor:reseau-cocagne'`);
    await dataSource.transaction((manager) => refreshSearchDocuments(manager, ['actor:reseau-cocagne']));
    expect(await found({ search: 'zigoto étang' })).toEqual(['jardins-test']);
  });
});

describe('states', () => {
  test('only those who still act are listed, unless closed ones are asked for', async () => {
    expect(await found({ search: 'grenouillère ancienne' })).toEqual([]);
    expect(await found({ search: 'grenouillère ancienne', states: ['CLOSED'] })).toEqual(['fermee-test']);
    const { data } = await ask('{ actor(slug: "fermee-test") { state closedOn } }');
    expect(data.actor).toEqual({ state: 'CLOSED', closedOn: '2024-05-31' });
  });

  test('an empty list lets nobody through', async () => {
    for (const part of ['states', 'kinds', 'networks', 'activities', 'siaeKinds', 'chainLinks']) {
      expect(await found({ [part]: [] })).toEqual([]);
    }
  });
});

describe('operatesIn', () => {
  test.each([
    ['commune:41018', 'acts in the whole département, hence in its communes'],
    ['departement:41', 'acts in the département'],
    ['region:24', 'acts in a part of the région'],
  ])('%s: who %s', async (operatesIn) => {
    expect(await found({ search: 'zététique', operatesIn })).toContain('departementale-test');
  });

  test('a seat counts at or below the territory, not above it', async () => {
    expect(await found({ search: 'étang bleu', operatesIn: 'departement:41' })).toEqual(['jardins-test']);
    expect(await found({ search: 'étang bleu', operatesIn: 'departement:45' })).toEqual([]);
  });

  test('the carrier of a PAT acts in its communes', async () => {
    expect(await found({ operatesIn: 'pat:1376' })).toContain('pat-de-blois');
  });

  test('actors of projects act where these take place', async () => {
    const { data } = await ask(
      '{ projects(first: 100) { nodes { territories { id } carriers { slug state } } } }',
    );
    const project = data.projects.nodes.find(
      ({ territories, carriers }: { territories: object[]; carriers: object[] }) =>
        territories.length > 0 && carriers.length > 0,
    );
    expect(await found({ operatesIn: project.territories[0].id })).toContain(project.carriers[0].slug);
  });
});

test('activities are those of the projects of an actor', async () => {
  const { data } = await ask(
    '{ projects(first: 1) { nodes { activities { code } partners { slug } carriers { slug } } } }',
  );
  const [project] = data.projects.nodes;
  const slugs = await found({ activities: [project.activities[0].code] });
  expect(slugs).toEqual(expect.arrayContaining([project.carriers[0].slug]));
});

describe('facets', () => {
  const FACETS = `total kinds { value count } siaeKinds { value count } chainLinks { value count }
    states { value count } networks { count network { slug } }
    regions { count territory { id } } departements { count territory { id } }`;

  test('count by each value, in one statement and one a kind of thing they name', async () => {
    const { data, errors, statements } = await ask(`{ actorFacets { ${FACETS} } }`);
    expect(errors).toEqual([]);
    expect(statements.sort()).toEqual(['actors.byIds', 'actors.facets', 'territories.byIds']);
    const all = await ask('{ actors { totalCount } }');
    expect(data.actorFacets.total).toBe(all.data.actors.totalCount);
    const seats = data.actorFacets.regions as { count: number; territory: { id: string } | null }[];
    expect(seats.reduce((sum, { count }) => sum + count, 0)).toBe(data.actorFacets.total);
    // An actor without a seat is counted as such.
    expect(seats.find(({ territory }) => territory === null)?.count).toBeGreaterThan(0);
    expect(data.actorFacets.states).toContainEqual({ value: 'CLOSED', count: 1 });
  });

  test.each([
    'total',
    'kinds { value count }',
    'siaeKinds { value count }',
    'chainLinks { value count }',
    'states { value count }',
    'networks { count network { slug } }',
    'regions { count territory { id } }',
    'departements { count territory { id } }',
  ])('are the same asked alone: %s', async (facet) => {
    const { data: all } = await ask(`{ actorFacets { ${FACETS} } }`);
    const { data, errors } = await ask(`{ actorFacets { ${facet} } }`);
    expect(errors).toEqual([]);
    expect(all.actorFacets).toMatchObject(data.actorFacets);
  });

  test.each<[string, Record<string, unknown>]>([
    ['kinds', { kinds: ['SIAE'], territory: 'region:24' }],
    [
      'territory',
      { territory: 'departement:41', kinds: ['ASSOCIATION', 'FARM'], chainLinks: ['PRODUCTION'] },
    ],
    ['search', { search: 'association', networks: ['actor:reseau-cocagne'], siaeKinds: ['ACI'] }],
    ['states', { states: ['CLOSED'], kinds: ['ASSOCIATION'] }],
  ])('each leaves its own part out: %s', async (_, filter) => {
    const { data, errors } = await ask(
      `query ($filter: ActorFilter) { actorFacets(filter: $filter) { ${FACETS} } }`,
      {
        filter,
      },
    );
    expect(errors).toEqual([]);
    expect(data.actorFacets.total).toBe((await found(filter)).length);
    for (const { value, count } of data.actorFacets.kinds) {
      expect([value, (await found({ ...filter, kinds: [value] })).length]).toEqual([value, count]);
    }
    for (const { value, count } of data.actorFacets.chainLinks) {
      expect([value, (await found({ ...filter, chainLinks: [value] })).length]).toEqual([value, count]);
    }
    for (const { value, count } of data.actorFacets.states) {
      expect([value, (await found({ ...filter, states: [value] })).length]).toEqual([value, count]);
    }
    for (const { territory, count } of data.actorFacets.departements) {
      if (territory === null) continue;
      expect([territory.id, (await found({ ...filter, territory: territory.id })).length]).toEqual([
        territory.id,
        count,
      ]);
    }
  });
});
