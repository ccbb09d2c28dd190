import type { Listening } from '../../platform/http/listening';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { exportServer } from './export-server';
import { download, readCsv } from './read-export';

let db: TestDatabase;
let server: Listening;

beforeAll(async () => {
  db = await loadedDatabase();
  server = await exportServer(db);
}, 180_000);
afterAll(async () => {
  await server.close();
  await db.close();
});

async function rows(path: string): Promise<Record<string, string>[]> {
  return readCsv(await (await download(`${server.url}/exports/${path}`)).text());
}

async function api<Data>(query: string): Promise<Data> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** Ids that the API gives to the same question; the report fits in one page. */
async function listed(list: string, filter: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after = 'null'; ;) {
    const data = await api<
      Record<string, { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }>
    >(
      `{ ${list}(filter: ${filter}, first: 100, after: ${after}) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
    );
    const page = data[list]!;
    ids.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) return ids.sort();
    after = JSON.stringify(page.pageInfo.endCursor);
  }
}

it.each([
  ['flows', '', '{}'],
  ['flows', 'nature=PLANNED', '{ nature: PLANNED }'],
  ['flows', 'stages=COLLECTED,DISTRIBUTED', '{ stages: [COLLECTED, DISTRIBUTED] }'],
  ['flows', 'stages=COLLECTED&stages=DISTRIBUTED', '{ stages: [COLLECTED, DISTRIBUTED] }'],
  ['flows', 'year=2021', '{ year: 2021 }'],
  ['flows', 'from=2020-07-01&to=2021-06-30', '{ from: "2020-07-01", to: "2021-06-30" }'],
  ['flows', 'territory=region:32', '{ territory: "region:32" }'],
  ['flows', 'families=DAIRY', '{ families: [DAIRY] }'],
  ['impact', '', '{}'],
  ['impact', 'nature=PLANNED', '{ nature: PLANNED }'],
  ['impact', 'indicators=beneficiaires', '{ indicators: ["beneficiaires"] }'],
  ['impact', 'territory=region:76&year=2021', '{ territory: "region:76", year: 2021 }'],
  ['awards', '', '{}'],
  ['awards', 'minAmount=10000.00', '{ minAmount: "10000.00" }'],
  ['awards', 'funderCategories=STATE,FOUNDATION', '{ funderCategories: [STATE, FOUNDATION] }'],
  ['actors', '', '{}'],
  ['actors', 'kinds=SIAE,PTCE', '{ kinds: [SIAE, PTCE] }'],
  ['actors', 'search=cocagne', '{ search: "cocagne" }'],
  ['actors', 'territory=region:11', '{ territory: "region:11" }'],
  [
    'actors',
    'near.latitude=48.86&near.longitude=2.35&near.radiusKm=30',
    '{ near: { latitude: 48.86, longitude: 2.35, radiusKm: 30 } }',
  ],
  ['projects', '', '{}'],
  ['projects', 'chainLinks=TRANSFORMATION', '{ chainLinks: [TRANSFORMATION] }'],
  ['projects', 'status=ACTIVE&search=jardin', '{ status: ACTIVE, search: "jardin" }'],
])('%s?%s holds what the API lists', async (table, query, filter) => {
  const list = table === 'impact' ? 'impactMeasures' : table;
  const ids = (await rows(`${table}.csv?${query}`)).map(({ id }) => id);
  expect(ids.toSorted()).toEqual(await listed(list, filter));
});

it('sums to what the API sums, to the gram and to the cent', async () => {
  const flows = await rows('flows.csv');
  const grams = flows.reduce((sum, { tonnes }) => sum + BigInt(Math.round(Number(tonnes) * 1e6)), 0n);
  const { flowTotals } = await api<{ flowTotals: [{ tonnes: number; flows: number }] }>(
    '{ flowTotals { tonnes flows } }',
  );
  expect(flowTotals).toEqual([{ tonnes: Number(grams) / 1e6, flows: flows.length }]);
  const awards = await rows('awards.csv');
  const cents = awards.reduce((sum, { amount }) => sum + BigInt(Math.round(Number(amount) * 100)), 0n);
  const { awardTotals } = await api<{
    awardTotals: [{ amount: string; awards: number; awardsWithoutAmount: number }];
  }>('{ awardTotals { amount awards awardsWithoutAmount } }');
  expect(awardTotals).toEqual([
    {
      amount: (Number(cents) / 100).toFixed(2),
      awards: awards.length,
      awardsWithoutAmount: awards.filter(({ amount }) => amount === '').length,
    },
  ]);
});

describe('a mistake in the address', () => {
  it.each([
    [
      'flows.csv?colour=red',
      /^There is no parameter `colour` here; those that exist: actor, circuits, .*year\.\n$/,
    ],
    [
      'flows.csv?stages=EATEN',
      /^`stages` is one of PRODUCED, COLLECTED, TRANSFORMED, DISTRIBUTED; received "EATEN"\.\n$/,
    ],
    ['flows.csv?stages=', /^`stages` has no value/],
    ['flows.csv?stages=PRODUCED,,COLLECTED', /^`stages` has no value/],
    ['flows.csv?year=twenty', /^`year` is a whole number; received "twenty"/],
    ['flows.csv?year=1492', /^`year` must be a year from 1900 to 2100; received 1492/],
    ['flows.csv?year=2020&year=2021', /^`year` takes one value and was given 2 times/],
    ['flows.csv?year=2020&from=2020-01-01', /^`year` stands for a whole year/],
    ['flows.csv?from=2021-02-30', /^`from`: A Date is a day of the calendar/],
    ['flows.csv?from=2021-02-03&to=2020-01-01', /^`from` must not be after `to`/],
    ['flows.csv?organic=maybe', /^`organic` is true or false; received "maybe"/],
    ['flows.csv?territory=paris', /^`territory` must be a territory id/],
    ['flows.csv?territory=commune:00000', /^territory "commune:00000" is unknown: `territory` must name/],
    ['actors.csv?search=a%00b', /^`search` holds a NUL character/],
    ['flows.csv?origin=region:999', /^territory "region:999" is unknown: `origin` must name/],
    ['flows.csv?actor=emmaus', /^`actor` must be an id such as "actor:…"/],
    ['flows.csv?products=Carottes', /^`products` takes codes such as "lait"/],
    ['impact.ndjson?territory=region:999', /^territory "region:999" is unknown: `territory`/],
    ['awards.parquet?territory=region:999', /^territory "region:999" is unknown/],
    ['awards.csv?minAmount=much', /^`minAmount`: A Decimal is an exact number/],
    ['awards.csv?funder=region', /^`funder` must be an id/],
    ['actors.csv?territory=departement:98765', /^`territory` must be a territory id/],
    ['actors.csv?near.latitude=48.1', /^`near.longitude` is missing/],
    ['actors.csv?near.latitude=1e3&near.longitude=1&near.radiusKm=2', /^`near.latitude` is a number/],
    ['actors.csv?near.latitude=148&near.longitude=1&near.radiusKm=2', /latitude from -90 to 90/],
    ['projects.csv?carrier=x', /^`carrier` must be an id/],
    ['datapackage.json?year=2021', /^There is no parameter `year` here; those that exist: hashes\.\n$/],
  ])('%s is refused by name', async (path, told) => {
    const response = await fetch(`${server.url}/exports/${path}`);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toMatch(told);
  });

  it('is 404 for a table or format that is not published, 405 for another method', async () => {
    expect((await fetch(`${server.url}/exports/source.csv`)).status).toBe(404);
    expect((await fetch(`${server.url}/exports/flows.xlsx`)).status).toBe(404);
    const post = await fetch(`${server.url}/exports/flows.csv`, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('cannot reach the statement', async () => {
    for (const attempt of [
      `a'; DROP TABLE actor; --`,
      '\\',
      `$1`,
      `'||version()||'`,
      '%',
      '{"a"}',
      '$$ $2',
    ]) {
      const found = await rows(`actors.csv?search=${encodeURIComponent(attempt)}`);
      const filter = `{ search: ${JSON.stringify(attempt)} }`;
      expect(found.map(({ id }) => id).toSorted()).toEqual(await listed('actors', filter));
    }
  });
});
