import { refreshSearchDocuments } from '../../../subgraphs/actors/writes/search-documents';
import { ActorsHarness, type Asked } from './actors-harness';

let harness: ActorsHarness;

/** An organisation of our own, written as a register's import does. */
interface Made {
  slug: string;
  name: string;
  acronym?: string;
  kinds?: string[];
  links?: string[];
  seat?: string;
  at?: [latitude: number, longitude: number];
  closed?: boolean;
}

const MADE: Made[] = [
  { slug: 'jardins-test', name: 'Les Jardins de l’Étang Bleu', acronym: 'JEB', seat: 'commune:41018' },
  { slug: 'entraide-test', name: 'Asso. Entraide Bléso-Solognote', seat: 'commune:41018', kinds: ['SIAE'] },
  {
    slug: 'ferme-test',
    name: 'Ferme de la Grenouillère',
    seat: 'commune:41194',
    kinds: ['FARM'],
    links: ['PRODUCTION'],
  },
  { slug: 'fermee-test', name: 'Grenouillère Ancienne', seat: 'commune:41018', closed: true },
  { slug: 'sans-siege-test', name: 'Grenouillère Sans Siège' },
  { slug: 'departementale-test', name: 'Banque Zététique du Département', seat: 'commune:45234' },
  { slug: 'place-test', name: 'Place Zététique', at: [47.5861, 1.3359], seat: 'commune:45234' },
];

beforeAll(async () => {
  harness = await ActorsHarness.openLoaded();
  await harness.db.dataSource.transaction(async (manager) => {
    for (const { slug, name, acronym, kinds, links, seat, at, closed } of MADE) {
      await manager.query(
        `INSERT INTO actor (id, slug, name, acronym, kinds, chain_links, territory, latitude, longitude, closed_on, sort_name, search_name)
         VALUES ($1, $2, $3, $4, $5, $6, (SELECT key FROM territory WHERE id = $7), $8, $9, $10, lower($3), lower($3))`,
        [
          `actor:${slug}`,
          slug,
          name,
          acronym ?? null,
          kinds ?? ['ASSOCIATION'],
          links ?? [],
          seat ?? null,
          at?.[0] ?? null,
          at?.[1] ?? null,
          closed ? '2024-05-31' : null,
        ],
      );
    }
    await manager.query(
      `INSERT INTO actor_network (actor_id, network_id) VALUES ('actor:jardins-test', 'actor:reseau-cocagne')`,
    );
    await manager.query(
      `INSERT INTO actor_area (actor_id, territory, source)
       SELECT 'actor:departementale-test', key, 'gt4-2022' FROM territory WHERE id = 'departement:41'`,
    );
    await refreshSearchDocuments(
      manager,
      MADE.map(({ slug }) => `actor:${slug}`),
    );
  });
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

describe('suggestions', () => {
  const suggest = async (
    text: string,
    territory?: string,
  ): Promise<{ kind: string; id: string; label: string; detail: string | null }[]> => {
    const { data, errors } = await ask(
      'query ($text: String!, $territory: ID) { suggest(text: $text, territory: $territory) { kind id label detail } }',
      { text, territory },
    );
    expect(errors).toEqual([]);
    expect(data.suggest.length).toBeLessThanOrEqual(10);
    return data.suggest;
  };

  test('a commune, a territory by its beginning, an actor, a project', async () => {
    expect((await suggest('blois'))[0]).toEqual({
      kind: 'TERRITORY',
      id: 'commune:41018',
      label: 'Blois',
      detail: 'Commune, Loir-et-Cher',
    });
    expect((await suggest('les jardins de l’ét')).map(({ id }) => id)).toContain('actor:jardins-test');
    const { data } = await ask('{ projects(first: 1) { nodes { id title } } }');
    const [project] = data.projects.nodes;
    expect(await suggest(project.title)).toContainEqual(
      expect.objectContaining({ kind: 'PROJECT', id: project.id }),
    );
  });

  test('a whole name goes before a dozen that begin with it, which leave no room for other words', async () => {
    const slugs = Array.from({ length: 12 }, (_, at) => `azimut-${at}`);
    const made = [
      ...slugs.map((slug) => [slug, `Azimut ${slug}`, null]),
      ['nord-test', 'Boussole', 'Azimut'],
    ];
    await harness.db.dataSource.transaction(async (manager) => {
      for (const [slug, name, acronym] of [...made, ['plein-test', 'Plein Azimut', null]]) {
        await manager.query(
          `INSERT INTO actor (id, slug, name, acronym, kinds, chain_links, sort_name, search_name)
           VALUES ('actor:' || $1, $1, $2, $3, '{ASSOCIATION}', '{}', lower($2), lower($2))`,
          [slug, name, acronym],
        );
      }
      await refreshSearchDocuments(manager);
    });
    const ids = (await suggest('azimut')).map(({ id }) => id);
    expect(ids).toHaveLength(10);
    expect(ids[0]).toBe('actor:nord-test');
    expect(ids).not.toContain('actor:plein-test');
    // Where one name begins with the text, its words are looked for too.
    expect((await suggest('plein az')).map(({ id }) => id)).toContain('actor:plein-test');
    expect((await suggest('azimut azimut-1')).map(({ id }) => id)).toContain('actor:azimut-11');
  });

  test('errors are forgiven, closed actors are left out, a territory narrows', async () => {
    expect((await suggest('grenoulliere')).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['actor:ferme-test']),
    );
    expect((await suggest('grenouillere')).map(({ id }) => id)).not.toContain('actor:fermee-test');
    expect((await suggest('zetetique', 'departement:41')).map(({ id }) => id)).not.toContain(
      'actor:place-test',
    );
    expect(await suggest('   ')).toEqual([]);
    expect(await suggest('’')).toEqual([]);
  });
});
