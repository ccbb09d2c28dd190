import { readReport } from '../../../reference/gt4-2022/read';
import { loadActors } from '../../../reference/gt4-2022/load-actors';
import { ActorsHarness, type Asked } from './actors-harness';

let harness: ActorsHarness;

beforeAll(async () => {
  harness = await ActorsHarness.open();
});

afterAll(() => harness.db.close());

const ask = (source: string, variables?: Record<string, unknown>): Promise<Asked> =>
  harness.ask(source, variables);
const refusal = (source: string): Promise<string> => harness.refusal(source);

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
      const { data }: Asked = await ask(
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
    ['{ actors(filter: { territory: "" }) { totalCount } }', 'territory id'],
    ['{ actors(filter: { network: "" }) { totalCount } }', 'actor:'],
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

  test.each([1e300, -0.001, 20_100])('a cursor with %d for kilometres is refused', async (km) => {
    const forged = Buffer.from(JSON.stringify(['actors.DISTANCE', km, ''])).toString('base64url');
    const near = '{ latitude: 47.59, longitude: 1.33, radiusKm: 50 }';
    const query = `{ actors(filter: { near: ${near} }, sort: DISTANCE, after: "${forged}") { totalCount } }`;
    expect(await refusal(query)).toContain('cursor');
  });

  test.each([1e300, 2 ** 53, 0.5, -1, 301])('a cursor with %d for a tier is refused', async (tier) => {
    const forged = Buffer.from(JSON.stringify(['actors.RELEVANCE', tier, 0, '', ''])).toString('base64url');
    const query = `{ actors(filter: { search: "emmaus" }, after: "${forged}") { totalCount } }`;
    expect(await refusal(query)).toContain('cursor');
  });

  test('a point of hardly any degrees, and a circle of hardly any radius, hold nobody', async () => {
    const { data, errors } = await ask(
      '{ actors(filter: { near: { latitude: 5e-324, longitude: -5e-324, radiusKm: 5e-324 } }, sort: DISTANCE) { totalCount nodes { id } } }',
    );
    expect(errors).toEqual([]);
    expect(data.actors).toEqual({ totalCount: 0, nodes: [] });
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

test('loading the report twice changes nothing', async () => {
  const counts = `SELECT (SELECT count(*) FROM actor) AS actors, (SELECT count(*) FROM actor_source) AS sources,
                         (SELECT count(*) FROM project_actor) AS carriers, (SELECT count(*) FROM actor_network) AS networks`;
  const before = await harness.db.dataSource.query<object[]>(counts);
  await harness.db.dataSource.transaction((manager) => loadActors(manager, readReport()));
  expect(await harness.db.dataSource.query<object[]>(counts)).toEqual(before);
});

test('the edition of the data is told once it is loaded', async () => {
  const empty = await ask('{ dataEdition { fingerprint loadedAt } }');
  expect(empty.data).toEqual({ dataEdition: null });
  await harness.db.dataSource.query(
    `INSERT INTO reference_load (name, fingerprint) VALUES ('bundled', 'abc')`,
  );
  const { data } = await ask('{ dataEdition { fingerprint loadedAt } }');
  expect(data.dataEdition.fingerprint).toBe('abc');
  expect(Number(data.dataEdition.loadedAt)).toBeGreaterThan(0);
});
