import 'reflect-metadata';
import { encodeCursor } from '../../../platform/pagination/cursor';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { SubgraphClient } from '../../support/subgraph-client';
import { writeTerritoryFixture } from '../../support/territories';

let db: TestDatabase;
let client: SubgraphClient<FlowsContext>;

beforeAll(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
  client = new SubgraphClient(await createFlowsSubgraph(), db.database);
});
afterAll(() => db.close());

const territory = (selection: string) =>
  `{ _entities(representations: [{ __typename: "Territory", id: "france" }]) { ... on Territory { ${selection} } } }`;
const actor = (selection: string) =>
  `{ _entities(representations: [{ __typename: "Actor", id: "actor:a" }]) { ... on Actor { ${selection} } } }`;
const LISTS: [string, (args: string) => string][] = [
  ['flows', (args) => `{ flows(${args}) { nodes { id } } }`],
  ['impactMeasures', (args) => `{ impactMeasures(${args}) { nodes { id } } }`],
  ['Actor.flows', (args) => actor(`flows(${args}) { nodes { id } }`)],
  ['Territory.impact', (args) => territory(`impact(${args}) { nodes { id } }`)],
];

async function refused(operation: string, argument: string, message: RegExp): Promise<void> {
  expect(await client.mistakes(operation)).toEqual([
    { code: 'BAD_USER_INPUT', argument, message: expect.stringMatching(message) },
  ]);
}

describe.each(LISTS)('%s', (_, list) => {
  it.each([0, 101, -1])('refuses first: %i', (first) =>
    refused(list(`first: ${first}`), 'first', /from 1 to 100/),
  );

  it.each([
    ['no cursor at all', 'abc'],
    ['an empty text', ''],
    ['a cursor of another list', encodeCursor('actors', ['a', 'actor:a'])],
    ['too few values', encodeCursor('flows', ['2021-01-01'])],
    ['a day that is none', encodeCursor('flows', ['2021-02-30', 'flow:a'])],
    ['a day that the database does not know', encodeCursor('flows', ['0000-01-01', 'flow:a'])],
    ['an id of another kind', encodeCursor('flows', ['2021-01-01', 'actor:a'])],
    ['a zero byte', encodeCursor('flows', ['2021-01-01', 'flow:\u0000'])],
    ['a number for an id', encodeCursor('impactMeasures', ['a', null, 1])],
    ['a broken code', encodeCursor('impactMeasures', ["a' OR TRUE", null, 'measure:a'])],
    ['a day that is none', encodeCursor('impactMeasures', ['a', 'soon', 'measure:a'])],
  ])('refuses %s as a cursor', (_name, cursor) =>
    refused(list(`after: ${JSON.stringify(cursor)}`), 'after', /not a cursor of this list/),
  );

  it('takes null for the default of its arguments', async () => {
    expect(await client.mistakes(list('first: null, after: null'))).toEqual([]);
  });
});

describe('ids', () => {
  it.each(['', 'flow:', 'flow:A', 'actor:a', "flow:a' --", `flow:${'a'.repeat(300)}`])(
    'refuses flow(id: %j)',
    (id) => refused(`{ flow(id: ${JSON.stringify(id)}) { id } }`, 'id', /must be an id/),
  );

  it.each([
    ['territory', 'commune:1', /must be a territory id/],
    ['origin', 'nowhere', /must be a territory id/],
    ['destination', 'epci:12', /must be a territory id/],
    ['actor', 'project:a', /must be an id/],
    ['project', 'a', /must be an id/],
  ])('refuses filter: { %s: "%s" }', async (field, id, message) => {
    for (const operation of [
      `{ flows(filter: { ${field}: "${id}" }) { nodes { id } } }`,
      `{ flowTotals(filter: { ${field}: "${id}" }) { tonnes } }`,
      actor(`flows(filter: { ${field}: "${id}" }) { nodes { id } }`),
    ]) {
      await refused(operation, `filter.${field}`, message);
    }
  });

  it('refuses codes that no product and no indicator can have', async () => {
    await refused(
      '{ flows(filter: { products: ["Lait !"] }) { nodes { id } } }',
      'filter.products',
      /takes codes/,
    );
    await refused(
      '{ impactMeasures(filter: { indicators: ["\\u0000"] }) { nodes { id } } }',
      'indicators',
      /takes codes/,
    );
  });
});

describe('unknown territories', () => {
  it.each(['territory', 'origin', 'destination'])('are refused as %s', async (field) => {
    const filter = `filter: { ${field}: "commune:99999" }`;
    for (const operation of [
      `{ flows(${filter}) { nodes { id } } }`,
      `{ flowTotals(${filter}) { tonnes } }`,
      `{ flowTotals(${filter}, groupBy: [YEAR]) { tonnes } }`,
      actor(`flows(${filter}) { nodes { id } }`),
    ]) {
      await refused(operation, `filter.${field}`, /"commune:99999" is unknown/);
    }
  });

  it('are refused by impactMeasures', () =>
    refused(
      '{ impactMeasures(filter: { territory: "pat:nowhere" }) { nodes { id } } }',
      'filter.territory',
      /"pat:nowhere" is unknown/,
    ));

  it('cost one look-up for a thousand actors', async () => {
    db.statements.reset();
    const of = Array.from({ length: 1000 }, (_, index) => ({ __typename: 'Actor', id: `actor:${index}` }));
    const mistakes = await client.mistakes(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Actor {
        flows(filter: { territory: "commune:99999" }) { nodes { id } } } } }`,
      { of },
    );
    expect(mistakes).toHaveLength(1000);
    expect(db.statements.labels).toEqual(['flows.pagesOfBOTH', 'flows.knownTerritories']);
  });

  it('are not taken for known ones that are empty', async () => {
    expect(
      await client.data('{ flowTotals(filter: { territory: "commune:41900" }) { tonnes flows } }'),
    ).toEqual({
      flowTotals: [{ tonnes: 0, flows: 0 }],
    });
  });
});

describe('periods', () => {
  it.each([
    ['from: "2021-02-01", to: "2021-01-01"', 'filter.from', /must not be after/],
    ['year: 2021, from: "2021-01-01"', 'filter.year', /give it alone/],
    ['year: 2021, to: "2021-01-01"', 'filter.year', /give it alone/],
    ['year: 1899', 'filter.year', /1900 to 2100/],
    ['to: "2101-01-01"', 'filter.to', /1900 to 2100/],
    ['from: "0001-01-01"', 'filter.from', /1900 to 2100/],
  ])('refuses { %s }', async (period, argument, message) => {
    await refused(`{ flows(filter: { ${period} }) { nodes { id } } }`, argument, message);
    await refused(`{ flowTotals(filter: { ${period} }) { tonnes } }`, argument, message);
  });

  it.each([
    ['flowBalance(year: 1899) { produced }', 'year', /1900 to 2100/],
    ['flowBalance(year: 2101) { produced }', 'year', /1900 to 2100/],
    ['flowSeries(from: 2021, to: 2020) { year }', 'from', /must not be after/],
    ['flowSeries(from: 2000, to: 2050) { year }', 'to', /at most 50 years/],
    ['flowSeries(from: 1, to: 2) { year }', 'from', /1900 to 2100/],
    ['impact(year: 99999) { nodes { id } }', 'year', /1900 to 2100/],
  ])('refuses Territory.%s', (selection, argument, message) =>
    refused(territory(selection), argument, message),
  );

  it.each(['0000-01-01', '2021-02-30', '2021-1-1', 'yesterday', '2021-01-01T00:00:00Z'])(
    'refuses the day %s',
    async (day) => {
      expect(await client.mistakes(`{ flows(filter: { from: "${day}" }) { nodes { id } } }`)).toHaveLength(1);
    },
  );

  it('takes null for the default nature', async () => {
    expect(await client.mistakes(territory('flowBalance(year: 2021, nature: null) { produced }'))).toEqual(
      [],
    );
    expect(await client.mistakes('{ flows(filter: { nature: null }) { nodes { id } } }')).toEqual([]);
  });
});
