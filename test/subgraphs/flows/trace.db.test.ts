import 'reflect-metadata';
import fc from 'fast-check';
import { encodeCursor } from '../../../platform/pagination/cursor';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { TraceDirection } from '../../../platform/vocabulary/trace-direction';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { flowRecord, writeCatalogue, writeTestFlows, type TestFlow } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { writeTerritoryFixture } from '../../support/territories';
import { TraceOracle } from './trace-oracle';
import { arrowsOf, idsOf, TraceQuestions, type Steps } from './trace-questions';

const { PRODUCED, COLLECTED, TRANSFORMED, DISTRIBUTED } = FlowStage;
const { UPSTREAM, DOWNSTREAM } = TraceDirection;

let db: TestDatabase;
let client: SubgraphClient<FlowsContext>;
let ask: TraceQuestions;

beforeAll(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
  await writeCatalogue(db.dataSource.manager);
  client = new SubgraphClient(await createFlowsSubgraph(), db.database);
  ask = new TraceQuestions(client);
});
afterAll(() => db.close());

/** A flow of a chain, named after what it is in the test. */
function step(name: string, stage: FlowStage, batch: string | null, inputBatches: string[] = []): TestFlow {
  return flowRecord({ externalId: name, stage, batch, inputBatches });
}

/** Makes these the only flows there are. */
async function store(flows: readonly TestFlow[]): Promise<TraceOracle> {
  await db.dataSource.query('TRUNCATE flow, flow_month, flow_input');
  await writeTestFlows(db.dataSource.manager, flows);
  return new TraceOracle(flows);
}

/** What the writer refuses, brought in behind its back: that a flow was made from a batch. */
async function addInput(flow: TestFlow, batch: string): Promise<void> {
  await db.dataSource.query('INSERT INTO flow_input (flow_id, batch) VALUES ($1, $2)', [flow.id, batch]);
}

describe('from field to plate', () => {
  const field = step('field', PRODUCED, 'CAROTTES-1');
  const truck = step('truck', COLLECTED, 'CAROTTES-1');
  const cannery = step('cannery', TRANSFORMED, 'CONSERVE-1', ['CAROTTES-1', 'OIGNONS-9']);
  const plate = step('plate', DISTRIBUTED, 'CONSERVE-1');
  const chain = [field, truck, cannery, plate];

  beforeAll(() => store([...chain, step('other', COLLECTED, 'NAVETS'), step('loose', DISTRIBUTED, null)]));

  it('follows a batch through the four stages, both ways', async () => {
    const expected = [
      `${field.id} -CAROTTES-1-> ${truck.id}`,
      `${truck.id} -CAROTTES-1-> ${cannery.id}`,
      `${cannery.id} -CONSERVE-1-> ${plate.id}`,
    ];
    const down = await ask.trace(field.id, DOWNSTREAM);
    expect(down).toMatchObject({ truncated: false, truncatedBy: [] });
    expect(down.nodes).toEqual([
      { flow: { id: field.id }, depth: 0, via: null },
      { flow: { id: truck.id }, depth: 1, via: 'CAROTTES-1' },
      { flow: { id: cannery.id }, depth: 2, via: 'CAROTTES-1' },
      { flow: { id: plate.id }, depth: 3, via: 'CONSERVE-1' },
    ]);
    expect(arrowsOf(down)).toEqual(expected);
    const up = await ask.trace(plate.id, UPSTREAM);
    expect(idsOf(up)).toEqual(chain.map(({ id }) => id).reverse());
    expect(arrowsOf(up)).toEqual([...expected].reverse());
  });

  it('gives the flows one step up and one step down', async () => {
    expect(await ask.neighbours(truck.id)).toEqual({ inputs: [field.id], outputs: [cannery.id] });
    expect(await ask.neighbours(field.id)).toEqual({ inputs: [], outputs: [truck.id] });
    expect(await ask.neighbours(plate.id)).toEqual({ inputs: [cannery.id], outputs: [] });
  });

  it('names batches, those that nobody carries included', async () => {
    expect(
      await client.data('query ($id: ID!) { flow(id: $id) { batch inputBatches } }', { id: cannery.id }),
    ).toEqual({ flow: { batch: 'CONSERVE-1', inputBatches: ['CAROTTES-1', 'OIGNONS-9'] } });
  });

  it('is the flow alone where no batch is stated', async () => {
    for (const direction of [UPSTREAM, DOWNSTREAM]) {
      expect(await ask.trace('flow:rapport-loose', direction)).toEqual({
        nodes: [{ flow: { id: 'flow:rapport-loose' }, depth: 0, via: null }],
        links: [],
        truncated: false,
        truncatedBy: [],
      });
    }
  });

  it.each([
    [1, 200, 2, ['DEPTH']],
    [2, 200, 3, ['DEPTH']],
    [3, 200, 4, []],
    [100, 500, 4, []],
    [10, 1, 1, ['ROWS']],
    [10, 3, 3, ['ROWS']],
    [10, 4, 4, []],
    [3, 4, 4, []],
  ])('within %i steps and %i flows gives %i flows, cut by %j', async (depth, first, count, truncatedBy) => {
    for (const [id, direction] of [
      [field.id, DOWNSTREAM],
      [plate.id, UPSTREAM],
    ] as const) {
      const trace = await ask.trace(id, direction, depth, first);
      expect(trace).toMatchObject({ truncatedBy, truncated: truncatedBy.length > 0 });
      expect(trace.nodes).toHaveLength(count);
      expect(trace.links).toHaveLength(count - 1);
    }
  });
});

describe('steps', () => {
  it('goes to the plate directly where nothing comes between', async () => {
    const [field, plate] = [step('field', PRODUCED, 'A'), step('plate', DISTRIBUTED, 'A')];
    await store([field, plate]);
    expect(await ask.neighbours(plate.id)).toEqual({ inputs: [field.id], outputs: [] });
  });

  it('reaches a batch carried only at a later stage than that of its user', async () => {
    const [bread, surplus] = [step('bread', DISTRIBUTED, 'PAIN'), step('surplus', COLLECTED, 'B', ['PAIN'])];
    await store([bread, surplus]);
    expect(await ask.neighbours(surplus.id)).toEqual({ inputs: [bread.id], outputs: [] });
    expect(await ask.neighbours(bread.id)).toEqual({ inputs: [], outputs: [surplus.id] });
  });

  it('crosses sources, for growers and food banks declare apart', async () => {
    const field = step('field', PRODUCED, 'A');
    const plate = flowRecord({ source: 'registre', externalId: 'plate', batch: 'A' });
    await store([field, plate]);
    expect(idsOf(await ask.trace(plate.id, UPSTREAM))).toEqual([plate.id, field.id]);
  });

  it('never passes from what is realised to what is planned', async () => {
    const field = step('field', PRODUCED, 'A');
    await store([field, { ...step('plan', DISTRIBUTED, 'A'), nature: Nature.PLANNED }]);
    expect(idsOf(await ask.trace(field.id, DOWNSTREAM))).toEqual([field.id]);
  });

  it('pages by id, counting all', async () => {
    const field = step('field', PRODUCED, 'A');
    const plates = Array.from({ length: 7 }, (_, n) =>
      n % 2 ? step(`plate-${n}`, DISTRIBUTED, 'A') : step(`plate-${n}`, TRANSFORMED, `T${n}`, ['A']),
    );
    const oracle = await store([field, ...plates]);
    const read: string[] = [];
    let after: string | null = null;
    do {
      const page: Steps = await ask.outputs(field.id, 2, after);
      read.push(...page.nodes.map(({ id }) => id));
      expect(page.totalCount).toBe(7);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(read).toEqual(oracle.outputs(field));
  });
});

describe('graphs that turn back on themselves', () => {
  it('gives the foot of a diamond once, with both links', async () => {
    const top = step('top', PRODUCED, 'A');
    const [left, right] = [step('left', TRANSFORMED, 'L', ['A']), step('right', TRANSFORMED, 'R', ['A'])];
    const foot = step('foot', TRANSFORMED, 'F', ['L', 'R']);
    await store([top, left, right, foot]);
    const trace = await ask.trace(top.id, DOWNSTREAM);
    expect(idsOf(trace)).toEqual([top.id, left.id, right.id, foot.id]);
    expect(trace.nodes.at(-1)).toMatchObject({ depth: 2, via: 'L' });
    expect(arrowsOf(trace)).toEqual([
      `${top.id} -A-> ${left.id}`,
      `${top.id} -A-> ${right.id}`,
      `${left.id} -L-> ${foot.id}`,
      `${right.id} -R-> ${foot.id}`,
    ]);
  });

  it('goes round a cycle once', async () => {
    const ring = Array.from({ length: 5 }, (_, n) =>
      step(`ring-${n}`, TRANSFORMED, `B${n}`, [`B${(n + 4) % 5}`]),
    );
    const oracle = await store(ring);
    for (const direction of [UPSTREAM, DOWNSTREAM]) {
      const trace = await ask.trace('flow:rapport-ring-0', direction, 100);
      expect(trace).toEqual(oracle.trace(ring[0] as TestFlow, direction, 100, 200));
      expect(trace).toMatchObject({ truncated: false });
      expect(trace.links).toHaveLength(5);
    }
  });

  it('ends on a batch that feeds itself', async () => {
    const loop = step('loop', TRANSFORMED, 'SOI');
    const next = step('next', DISTRIBUTED, 'SOI');
    await store([loop, next]);
    await addInput(loop, 'SOI');
    await addInput(next, 'SOI');
    expect(idsOf(await ask.trace(loop.id, UPSTREAM))).toEqual([loop.id]);
    expect(arrowsOf(await ask.trace(loop.id, DOWNSTREAM))).toEqual([`${loop.id} -SOI-> ${next.id}`]);
    expect(await ask.neighbours(loop.id)).toEqual({ inputs: [], outputs: [next.id] });
  });
});

describe('any graph', () => {
  const batch = fc.constantFrom('A', 'B', 'C', 'D', 'E');
  const graph = fc.array(
    fc.record({
      stage: fc.constantFrom(PRODUCED, COLLECTED, TRANSFORMED, TRANSFORMED, DISTRIBUTED),
      nature: fc.oneof({ weight: 7, arbitrary: fc.constant(Nature.ACTUAL) }, fc.constant(Nature.PLANNED)),
      batch: fc.option(batch, { freq: 8 }),
      inputBatches: fc.uniqueArray(batch, { maxLength: 2 }),
      source: fc.constantFrom('rapport', 'registre'),
    }),
    { minLength: 5, maxLength: 25, size: 'max' },
  );
  const asked = fc.record({
    root: fc.nat(),
    direction: fc.constantFrom(UPSTREAM, DOWNSTREAM),
    depth: fc.constantFrom(1, 2, 3, 10),
    first: fc.constantFrom(1, 2, 3, 5, 8, 200),
  });
  type Question = typeof asked extends fc.Arbitrary<infer Each> ? Each : never;

  it('is walked as step by step in memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        // Many at once, each with batches of its own: writing is what takes long.
        fc.array(fc.tuple(graph, fc.array(asked, { minLength: 4, maxLength: 4 })), {
          minLength: 40,
          maxLength: 40,
        }),
        async (cases) => {
          const graphs = cases.map(([stated, questions], n) => ({
            flows: stated.map((flow, m) =>
              flowRecord({
                ...flow,
                externalId: `g${n}-${m}`,
                batch: flow.batch && `${flow.batch}${n}`,
                inputBatches: flow.inputBatches
                  .filter((name) => name !== flow.batch)
                  .map((name) => `${name}${n}`),
              }),
            ),
            questions,
          }));
          await store(graphs.flatMap(({ flows }) => flows));
          for (const { flows, questions } of graphs) await compare(flows, questions);
        },
      ),
      // Smaller graphs would take minutes to find, and the seed finds this one again.
      { numRuns: 2, endOnFailure: true },
    );
  });

  async function compare(flows: readonly TestFlow[], questions: readonly Question[]): Promise<void> {
    const oracle = new TraceOracle(flows);
    for (const { root, direction, depth, first } of questions) {
      const flow = flows[root % flows.length] as TestFlow;
      expect(await ask.trace(flow.id, direction, depth, first)).toEqual(
        oracle.trace(flow, direction, depth, first),
      );
      expect(await ask.neighbours(flow.id)).toEqual({
        inputs: oracle.inputs(flow),
        outputs: oracle.outputs(flow),
      });
    }
  }
});

describe('misuse', () => {
  beforeAll(() => store([step('one', PRODUCED, 'A')]));
  const mistakes = (field: string) => client.mistakes(`{ flow(id: "flow:rapport-one") { ${field} } }`);

  it.each([
    ['trace(direction: UPSTREAM, depth: 0) { truncated }', 'depth', /from 1 to 100; received 0/],
    ['trace(direction: UPSTREAM, depth: 101) { truncated }', 'depth', /from 1 to 100; received 101/],
    ['trace(direction: UPSTREAM, depth: -1) { truncated }', 'depth', /received -1/],
    ['trace(direction: DOWNSTREAM, first: 0) { truncated }', 'first', /from 1 to 500; received 0/],
    ['trace(direction: DOWNSTREAM, first: 501) { truncated }', 'first', /from 1 to 500; received 501/],
    ['inputs(first: 101) { totalCount }', 'first', /from 1 to 100/],
    ['outputs(after: "x") { totalCount }', 'after', /not a cursor of this list/],
    [
      `inputs(after: "${encodeCursor('flow-steps', ['actor:a'])}") { totalCount }`,
      'after',
      /not a cursor of this list/,
    ],
  ])('refuses %s', async (field, argument, message) => {
    expect(await mistakes(field)).toEqual([
      { code: 'BAD_USER_INPUT', argument, message: expect.stringMatching(message) },
    ]);
  });

  it('takes null for the defaults', async () => {
    expect(await mistakes('trace(direction: UPSTREAM, depth: null, first: null) { truncated }')).toEqual([]);
    expect(await mistakes('inputs(first: null, after: null) { totalCount }')).toEqual([]);
  });
});
