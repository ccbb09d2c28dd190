import 'reflect-metadata';
import { Nature } from '../../../platform/vocabulary/nature';
import { Unit } from '../../../platform/vocabulary/unit';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import {
  flowRecord,
  PRODUCTS,
  retractTestFlows,
  writeCatalogue,
  type TestFlow,
  writeTestFlows,
} from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { writeTerritoryFixture } from '../../support/territories';
import { attributed, inside } from './oracle';
import { ACTORS, PROJECTS, randomFlows } from './random-flows';

interface Page {
  nodes: { id: string }[];
  edges: { cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  totalCount: number;
}
const PAGE = 'nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount';
const FLOWS = randomFlows(150);

let db: TestDatabase;
let client: SubgraphClient<FlowsContext>;

beforeAll(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
  await writeCatalogue(db.dataSource.manager);
  await writeTestFlows(db.dataSource.manager, FLOWS);
  client = new SubgraphClient(await createFlowsSubgraph(), db.database);
});
afterAll(() => db.close());

/** Ids in the order of the lists. */
function expectedIds(wanted: (flow: TestFlow) => boolean): string[] {
  return FLOWS.filter((flow) => flow.nature === Nature.ACTUAL && wanted(flow))
    .sort((a, b) =>
      a.periodStart === b.periodStart ? (a.id < b.id ? -1 : 1) : a.periodStart > b.periodStart ? -1 : 1,
    )
    .map(({ id }) => id);
}

/** Walks a list to its end, page by page. */
async function walk(read: (after: string | null) => Promise<Page>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await read(after);
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    ids.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) {
      expect(page.totalCount).toBe(ids.length);
      return ids;
    }
    after = page.pageInfo.endCursor;
  }
}

describe('flow', () => {
  const FLOW = `query ($id: ID!) { flow(id: $id) {
    id stage nature product { code name family } quantity { value unit } tonnes conversion { factor source { title publisher } }
    periodStart periodEnd provider { id } receiver { id } origin { id } destination { id } supplyMode circuit organic
    project { id } confidence sources { title publisher date url licence locator }
  } }`;

  it('serves every field', async () => {
    await writeTestFlows(db.dataSource.manager, [
      flowRecord({
        source: 'registre',
        externalId: 'whole',
        product: 'lait',
        quantity: '1000000.50',
        unit: Unit.LITRE,
        nature: Nature.PLANNED,
        provider: 'actor:a',
        project: 'project:p',
        origin: 'commune:41900',
        destination: 'france',
        organic: false,
        locator: 'ligne 3',
      }),
    ]);
    const { flow } = await client.data<{ flow: object }>(FLOW, { id: 'flow:registre-whole' });
    expect(flow).toEqual({
      id: 'flow:registre-whole',
      stage: 'DISTRIBUTED',
      nature: 'PLANNED',
      product: { code: 'lait', name: 'Lait', family: 'DAIRY' },
      quantity: { value: '1000000.50', unit: 'LITRE' },
      tonnes: 1030.000515,
      conversion: {
        factor: '0.00103',
        source: { title: expect.stringContaining('FAO'), publisher: expect.any(String) },
      },
      periodStart: '2021-01-01',
      periodEnd: '2021-12-31',
      provider: { id: 'actor:a' },
      receiver: null,
      origin: { id: 'commune:41018' },
      destination: { id: 'france' },
      supplyMode: null,
      circuit: null,
      organic: false,
      project: { id: 'project:p' },
      confidence: 'REPORTED',
      sources: [
        {
          title: 'Titre registre',
          publisher: 'Éditeur',
          date: '2022-09-07',
          url: null,
          licence: 'Licence Ouverte',
          locator: 'ligne 3',
        },
      ],
    });
    await retractTestFlows(db.dataSource.manager, 'registre', ['whole']);
  });

  it('is null for an unknown id', async () => {
    expect(await client.data(FLOW, { id: 'flow:nobody' })).toEqual({ flow: null });
  });

  it('has no mass and no conversion where the unit has none, and no conversion where tonnes are stated', async () => {
    await writeTestFlows(db.dataSource.manager, [
      flowRecord({ externalId: 'baskets', unit: Unit.BASKET }),
      flowRecord({ externalId: 'tonnes', locator: '' }),
    ]);
    const ask = async (id: string) => (await client.data<{ flow: object }>(FLOW, { id })).flow;
    expect(await ask('flow:rapport-baskets')).toMatchObject({ tonnes: null, conversion: null });
    expect(await ask('flow:rapport-tonnes')).toMatchObject({ tonnes: 12, conversion: null });
    await retractTestFlows(db.dataSource.manager, 'rapport', ['baskets', 'tonnes']);
  });
});

describe('flows', () => {
  const read = (filter: object, first: number) => async (after: string | null) =>
    (
      await client.data<{ flows: Page }>(
        `query ($filter: FlowFilter, $first: Int, $after: String) { flows(filter: $filter, first: $first, after: $after) { ${PAGE} } }`,
        { filter, first, after },
      )
    ).flows;

  it.each([1, 7, 100])('lists every realised flow once, latest first, by pages of %i', async (first) => {
    expect(await walk(read({}, first))).toEqual(expectedIds(() => true));
  });

  it.each<[object, (flow: TestFlow) => boolean]>([
    [{ territory: 'region:24' }, (flow) => inside(attributed(flow), 'region:24')],
    [{ territory: 'commune:41900' }, (flow) => inside(attributed(flow), 'commune:41018')],
    [{ origin: 'epci:200030385' }, (flow) => inside(flow.origin, 'epci:200030385')],
    [{ destination: 'pat:blois' }, (flow) => inside(flow.destination, 'pat:blois')],
    [{ actor: 'actor:a' }, (flow) => [flow.provider, flow.receiver].includes('actor:a')],
    [
      { project: 'project:p', organic: true },
      (flow) => flow.project === 'project:p' && flow.organic === true,
    ],
    [{ year: 2020 }, (flow) => flow.periodStart <= '2020-12-31' && flow.periodEnd >= '2020-01-01'],
    [
      { from: '2021-06-05', to: '2021-06-05' },
      (flow) => flow.periodStart <= '2021-06-05' && flow.periodEnd >= '2021-06-05',
    ],
    [{ families: ['DRINKS'], products: ['lait'] }, () => false],
  ])('keeps %j', async (filter, wanted) => {
    expect(await walk(read(filter, 40))).toEqual(expectedIds(wanted));
  });

  it('is one statement, two with the count', async () => {
    db.statements.reset();
    await client.data(
      '{ flows(filter: { territory: "region:24" }) { nodes { id product { name } origin { id } } } }',
    );
    expect(db.statements.labels).toEqual(['flows.page']);
    db.statements.reset();
    await client.data('{ flows { totalCount nodes { sources { title } conversion { source { title } } } } }');
    expect([...db.statements.labels].sort()).toEqual([
      'flows.count',
      'flows.page',
      'flows.sourcesBySlug',
      'flows.sourcesOfFlows',
    ]);
  });
});

describe.each([
  ['Actor', ACTORS, '', (flow: TestFlow, id: string) => [flow.provider, flow.receiver].includes(id)],
  ['Actor', ACTORS, 'direction: IN,', (flow: TestFlow, id: string) => flow.receiver === id],
  ['Actor', ACTORS, 'direction: OUT,', (flow: TestFlow, id: string) => flow.provider === id],
  ['Project', PROJECTS, '', (flow: TestFlow, id: string) => flow.project === id],
] as const)('%s.flows', (typename, ids, direction, owns) => {
  const selection = (after: string | null) =>
    `flows(${direction} first: 9${after === null ? '' : `, after: "${after}"`}) { ${PAGE} }`;

  it(`lists what each of ${ids.join(', ')} has ${direction}`, async () => {
    for (const id of ids) {
      const walked = await walk(async (after) => {
        const [node] = await client.entities<{ flows: Page }>(typename, [id], selection(after));
        return (node as { flows: Page }).flows;
      });
      expect(walked).toEqual(expectedIds((flow) => owns(flow, id)));
    }
  });

  it(`is one statement for 1 and for 1,000 ${direction}`, async () => {
    for (const count of [1, 1000]) {
      const many = Array.from(
        { length: count },
        (_, index) => ids[index] ?? `${typename.toLowerCase()}:x${index}`,
      );
      db.statements.reset();
      const nodes = await client.entities<{ flows: Page }>(
        typename,
        many,
        `flows(${direction} first: 5) { nodes { id } }`,
      );
      expect(db.statements.labels).toHaveLength(1);
      expect(nodes[0]?.flows.nodes.map(({ id }) => id)).toEqual(
        expectedIds((flow) => owns(flow, ids[0] ?? '')).slice(0, 5),
      );
      db.statements.reset();
      await client.entities(
        typename,
        many,
        `flows(${direction} first: 5) { totalCount nodes { id sources { title } } }`,
      );
      expect(db.statements.labels).toHaveLength(3);
    }
  });
});

describe('products', () => {
  it('lists all, or those of a family, by code', async () => {
    expect(await client.data('{ products { code name family } }')).toEqual({ products: PRODUCTS });
    expect(await client.data('{ products(family: FRUIT_VEGETABLES) { code } }')).toEqual({
      products: [{ code: 'carottes' }, { code: 'pommes' }],
    });
  });
});
