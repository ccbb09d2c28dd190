import { graphql } from 'graphql';
import { readGeography, writeTerritories } from '../../../reference/cog/geography';
import { loadActors } from '../../../reference/gt4-2022/load-actors';
import { readReport } from '../../../reference/gt4-2022/read';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { createActorsSubgraph } from '../../../subgraphs/actors/subgraph';
import type { ActorsContext } from '../../../subgraphs/actors/context';
import type { Subgraph } from '../../../platform/subgraph/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';

let db: TestDatabase;
let subgraph: Subgraph<ActorsContext>;

beforeAll(async () => {
  [db, subgraph] = await Promise.all([testDatabase(actorsStorage), createActorsSubgraph()]);
  const report = readReport();
  const geography = readGeography(report.pats);
  await db.dataSource.transaction(async (manager) => {
    await writeTerritories(manager, geography);
    await loadActors(manager, report);
  });
}, 60_000);

afterAll(() => db.close());

async function ask(source: string, variables?: Record<string, unknown>) {
  db.statements.reset();
  const result = await graphql({
    schema: subgraph.schema,
    source,
    variableValues: variables,
    contextValue: subgraph.createContext(db.database),
  });
  return {
    data: result.data as any, // eslint-disable-line @typescript-eslint/no-explicit-any -- answers are asserted by shape
    errors: result.errors ?? [],
    statements: [...db.statements.labels],
  };
}

async function refusal(source: string): Promise<string> {
  const { errors } = await ask(source);
  expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  return errors[0]?.message ?? '';
}

describe('one actor', () => {
  test('is found by id and by slug, with its networks, statuses, seat and source', async () => {
    const { data, errors } = await ask(`{
      byId: actor(id: "actor:ecopole-alimentaire-audruicq") { ...all }
      bySlug: actor(slug: "ecopole-alimentaire-audruicq") { ...all }
    }
    fragment all on Actor {
      id name kinds territory { level } statuses { __typename ... on PtceLabel { since } ... on SiaeAgreement { kind } }
      networks { slug } projects { slug carriers { slug } } sources { title publisher locator }
    }`);
    expect(errors).toEqual([]);
    expect(data.byId).toEqual(data.bySlug);
    expect(data.byId.kinds).toEqual(expect.arrayContaining(['ASSOCIATION', 'SIAE', 'PTCE']));
    expect(data.byId.statuses.map((status: { __typename: string }) => status.__typename)).toContain(
      'PtceLabel',
    );
    expect(data.byId.projects.length).toBeGreaterThan(0);
    expect(data.byId.sources[0]).toMatchObject({ locator: expect.stringMatching(/^p\. /) });
  });

  test('a recognised PAT shows the area it covers', async () => {
    const { data, errors } = await ask(`{
      actor(slug: "pat-de-blois") { statuses { ... on PatRecognition { territory { id name level communeCount } } } }
    }`);
    expect(errors).toEqual([]);
    expect(data.actor.statuses[0].territory).toMatchObject({
      id: 'pat:1376',
      level: 'PAT',
      communeCount: 89,
    });
  });

  test.each([
    ['{ actor { id } }', 'exactly one'],
    ['{ actor(id: "actor:andes", slug: "andes") { id } }', 'id and slug'],
    ['{ actor(id: "andes") { id } }', 'actor:'],
    ['{ actor(id: "") { id } }', 'actor:'],
    ['{ actor(siret: "12345678901234") { id } }', 'siret'],
    ['{ actor(rna: "X123") { id } }', 'rna'],
    ['{ actor(slug: "Pas Un Slug") { id } }', 'slug'],
  ])('%s is refused', async (query, hint) => {
    expect(await refusal(query)).toContain(hint);
  });

  test('nobody holds a well-formed unknown id, slug, SIRET or RNA', async () => {
    const { data, errors } = await ask(`{
      a: actor(id: "actor:nobody") { id } b: actor(slug: "nobody") { id }
      c: actor(siret: "73282932000074") { id } d: actor(rna: "W751234567") { id }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: null, b: null, c: null, d: null });
  });
});

describe('lists of actors', () => {
  test.each([
    ['emaüs', 'Emmaüs'],
    ['resaux cocagne', 'Réseau Cocagne'],
    ['CROIX ROUGE', 'Croix-Rouge française'],
    ['dgcs', 'Direction générale de la cohésion sociale'],
  ])('searching %s finds %s first', async (search, name) => {
    const { data } = await ask(
      'query ($search: String!) { actors(filter: { search: $search }) { nodes { name } } }',
      {
        search,
      },
    );
    expect(data.actors.nodes[0].name).toContain(name);
  });

  test('pages by name give each actor once, and say how many there are', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Awaited<ReturnType<typeof ask>> = await ask(
        'query ($after: String) { actors(first: 37, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...data.actors.nodes.map((node: { id: string }) => node.id));
      after = data.actors.pageInfo.hasNextPage ? data.actors.pageInfo.endCursor : null;
      if (after === null) expect(data.actors.totalCount).toBe(seen.length);
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(readReport().actors.length);
  });

  test('relevance and distance page without a gap or a repeat', async () => {
    for (const args of [
      'filter: { search: "alimentaire" }',
      'filter: { near: { latitude: 43.3, longitude: 5.4, radiusKm: 500 } }, sort: DISTANCE',
    ]) {
      const { data: whole } = await ask(`{ actors(first: 100, ${args}) { nodes { id } } }`);
      const all = whole.actors.nodes.map((node: { id: string }) => node.id);
      expect(all.length).toBeGreaterThan(3);
      const paged: string[] = [];
      for (let after = ''; paged.length < all.length;) {
        const { data } = await ask(
          `{ actors(first: 2, ${args}${after}) { nodes { id } pageInfo { endCursor } } }`,
        );
        paged.push(...data.actors.nodes.map((node: { id: string }) => node.id));
        after = `, after: "${data.actors.pageInfo.endCursor}"`;
      }
      expect(paged).toEqual(all);
    }
  });

  test('filters hold together', async () => {
    const { data } = await ask(`{
      actors(filter: { kinds: [SIAE], siaeKinds: [ACI], territory: "region:93" }) {
        nodes { name kinds statuses { ... on SiaeAgreement { kind } } territory { id } }
      }
    }`);
    expect(data.actors.nodes.map((node: { name: string }) => node.name)).toContain(
      'Association Fruits et Légumes Solidarité',
    );
    for (const node of data.actors.nodes) expect(node.kinds).toContain('SIAE');
  });

  test('a network lists its members', async () => {
    const { data } = await ask(
      '{ actor(slug: "ugess") { members { totalCount nodes { networks { slug } } } } }',
    );
    expect(data.actor.members.totalCount).toBeGreaterThan(0);
    for (const node of data.actor.members.nodes) {
      expect(node.networks.map(({ slug }: { slug: string }) => slug)).toContain('ugess');
    }
  });

  test.each([
    ['{ actors(first: 0) { totalCount } }', '1 to 100'],
    ['{ actors(first: 101) { totalCount } }', '1 to 100'],
    ['{ actors(after: "bm90IGEgY3Vyc29y") { totalCount } }', 'cursor'],
    ['{ actors(sort: DISTANCE) { totalCount } }', 'near'],
    ['{ actors(sort: RELEVANCE) { totalCount } }', 'search'],
    ['{ actors(filter: { territory: "nowhere" }) { totalCount } }', 'territory id'],
    ['{ actors(filter: { territory: "commune:99999" }) { totalCount } }', 'unknown'],
    ['{ actors(filter: { network: "ugess" }) { totalCount } }', 'actor:'],
    ['{ actors(filter: { near: { latitude: 120, longitude: 5, radiusKm: 5 } }) { totalCount } }', 'swapped'],
    ['{ actors(filter: { near: { latitude: 43, longitude: 5, radiusKm: 0 } }) { totalCount } }', 'radiusKm'],
    [
      '{ actors(filter: { near: { latitude: 43, longitude: 5, radiusKm: 1e6 } }) { totalCount } }',
      'radiusKm',
    ],
    [`{ actors(filter: { search: "${'a'.repeat(101)}" }) { totalCount } }`, '100 characters'],
  ])('%s is refused', async (query, hint) => {
    expect(await refusal(query)).toContain(hint);
  });

  test('a cursor of another order, or one with a NUL, is refused', async () => {
    const { data } = await ask('{ actors(first: 1) { pageInfo { endCursor } } }');
    expect(
      await refusal(
        `{ actors(filter: { search: "emmaus" }, after: "${data.actors.pageInfo.endCursor}") { totalCount } }`,
      ),
    ).toContain('cursor');
    const forged = Buffer.from(JSON.stringify(['actors.NAME', '\u0000', '\u0000'])).toString('base64url');
    expect(await refusal(`{ actors(after: "${forged}") { totalCount } }`)).toContain('cursor');
  });
});

describe('one statement a hop', () => {
  test('for one actor and for a hundred', async () => {
    const query = (first: number) => `{
      actors(first: ${first}) {
        nodes { territory { name } networks { name } statuses { __typename } sources { title }
                members(first: 5) { nodes { name } } projects { territories { name } activities { name } } } } }`;
    const one = await ask(query(1));
    const hundred = await ask(query(100));
    expect(hundred.errors).toEqual([]);
    // Ten hops; territories are read at two of them, for seats and, one level down, for projects.
    expect(hundred.statements).toHaveLength(10);
    expect(one.statements.length).toBeLessThanOrEqual(hundred.statements.length);
  });

  test('for a thousand references', async () => {
    const slugs = readReport().actors.map(({ slug }) => slug);
    const representations = Array.from({ length: 1000 }, (_, index) => ({
      __typename: 'Actor',
      id: `actor:${slugs[index % slugs.length]}`,
    }));
    const { data, statements, errors } = await ask(
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Actor { name } } }',
      { representations },
    );
    expect(errors).toEqual([]);
    expect(data._entities).toHaveLength(1000);
    expect(statements).toEqual(['actors.byIds']);
  });

  test('actors and projects of a hundred départements are one statement each', async () => {
    const { data, statements, errors } = await ask(`{
      territories(level: DEPARTEMENT, first: 100) {
        nodes { actors(first: 3) { totalCount nodes { id } } projects(first: 3) { totalCount nodes { id } } } } }`);
    expect(errors).toEqual([]);
    expect(data.territories.nodes).toHaveLength(100);
    expect([...statements].sort()).toEqual([
      'actors.count',
      'actors.list',
      'projects.count',
      'projects.list',
      'territories.byLevel',
    ]);
  });
});

describe('projects', () => {
  test('Le Radis walks to its carriers and back', async () => {
    const { data, errors } = await ask(`{
      project(slug: "le-radis") {
        id title summary status chainLinks circuit audience objectives support difficulties lessons
        territories { id name } carriers { slug projects { slug } } partners { slug }
        activities { code chainLink circuit } sources { title locator }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.project.carriers.map((carrier: { slug: string }) => carrier.slug)).toEqual([
      'baluchon',
      'emmaus-defi',
    ]);
    for (const carrier of data.project.carriers)
      expect(carrier.projects).toContainEqual({ slug: 'le-radis' });
    expect(data.project.territories.map(({ id }: { id: string }) => id)).toContain('region:11');
  });

  test('a project is in the territories above its own, not in those below', async () => {
    const { data } = await ask(`{
      commune: territory(id: "commune:13055") { projects { nodes { slug } } }
      region: territory(id: "region:93") { projects { nodes { slug } } }
      france: territory(id: "france") { projects(first: 100) { totalCount } }
      paris: territory(id: "commune:75056") { projects { nodes { slug } } }
    }`);
    const slugs = (list: { nodes: { slug: string }[] }) => list.nodes.map(({ slug }) => slug);
    expect(slugs(data.commune.projects)).toContain('afls-marseille');
    expect(slugs(data.region.projects)).toContain('afls-marseille');
    expect(data.france.projects.totalCount).toBe(25);
    expect(slugs(data.paris.projects)).not.toContain('le-radis');
  });

  test('filters by search, status, link, territory and carrier', async () => {
    const { data, errors } = await ask(`{
      search: projects(filter: { search: "restauration anti gaspi" }) { nodes { slug } }
      ended: projects(filter: { status: ENDED }) { nodes { slug } }
      carried: projects(filter: { carrier: "actor:baluchon" }) { totalCount nodes { slug } }
      links: projects(filter: { chainLinks: [TRANSPORT], territory: "region:11" }) { nodes { slug } }
    }`);
    expect(errors).toEqual([]);
    expect(data.search.nodes[0]).toEqual({ slug: 'le-radis' });
    expect(data.ended.nodes).toHaveLength(1);
    expect(data.carried).toEqual({ totalCount: 1, nodes: [{ slug: 'le-radis' }] });
    expect(data.links.nodes).toContainEqual({ slug: 'le-radis' });
  });

  test.each([
    ['{ project { id } }', 'none'],
    ['{ project(id: "project:le-radis", slug: "le-radis") { id } }', 'id and slug'],
    ['{ project(id: "actor:andes") { id } }', 'project:'],
    ['{ projects(filter: { carrier: "x" }) { totalCount } }', 'actor:'],
    ['{ projects(first: 0) { totalCount } }', '1 to 100'],
  ])('%s is refused', async (query, hint) => {
    expect(await refusal(query)).toContain(hint);
  });

  test('figure 1 is served row by row', async () => {
    const { data } = await ask('{ chainActivities { code name chainLink circuit } }');
    expect(data.chainActivities).toHaveLength(readReport().activities.length);
  });
});

test('loading the report twice changes nothing', async () => {
  const counts = `SELECT (SELECT count(*) FROM actor) AS actors, (SELECT count(*) FROM actor_source) AS sources,
                         (SELECT count(*) FROM project_actor) AS carriers, (SELECT count(*) FROM actor_network) AS networks`;
  const before = await db.dataSource.query<object[]>(counts);
  await db.dataSource.transaction((manager) => loadActors(manager, readReport()));
  expect(await db.dataSource.query<object[]>(counts)).toEqual(before);
});

test('the edition of the data is told once it is loaded', async () => {
  const empty = await ask('{ dataEdition { fingerprint loadedAt } }');
  expect(empty.data).toEqual({ dataEdition: null });
  await db.dataSource.query(`INSERT INTO reference_load (name, fingerprint) VALUES ('bundled', 'abc')`);
  const { data } = await ask('{ dataEdition { fingerprint loadedAt } }');
  expect(data.dataEdition.fingerprint).toBe('abc');
  expect(Number(data.dataEdition.loadedAt)).toBeGreaterThan(0);
});
