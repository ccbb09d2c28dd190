import 'reflect-metadata';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { TraceDirection } from '../../../platform/vocabulary/trace-direction';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { writeCatalogue } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { idsOf, TraceQuestions } from './trace-questions';

const { PRODUCED, COLLECTED, TRANSFORMED, DISTRIBUTED } = FlowStage;
const { UPSTREAM, DOWNSTREAM } = TraceDirection;

let db: TestDatabase;
let ask: TraceQuestions;

beforeAll(async () => {
  db = await testDatabase(flowsStorage);
  await writeCatalogue(db.dataSource.manager);
  ask = new TraceQuestions(new SubgraphClient(await createFlowsSubgraph(), db.database));
});
afterAll(() => db.close());

/** Flows by the thousand, straight into the table: what they weigh and where they go does not matter here. */
async function fill(flows: readonly { id: string; stage: FlowStage; batch: string; inputs: string[] }[]) {
  await db.dataSource.query('TRUNCATE flow, flow_month, flow_input');
  await db.dataSource.query(
    `INSERT INTO flow (id, source, external_id, stage, nature, product, quantity, unit, period_start, period_end,
         confidence, batch)
       SELECT f.id, 'rapport', f.id, f.stage, 'ACTUAL', 'carottes', 1, 'PIECE', '2021-01-01', '2021-01-01', 'REPORTED',
         f.batch
       FROM json_to_recordset($1) AS f (id text, stage text, batch text)`,
    [JSON.stringify(flows)],
  );
  await db.dataSource.query(
    `INSERT INTO flow_input SELECT f.id, input FROM json_to_recordset($1) AS f (id text, inputs json),
         json_array_elements_text(f.inputs) AS input`,
    [JSON.stringify(flows)],
  );
}
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const four = (n: number) => String(n).padStart(4, '0');

describe('graphs too large to show', () => {
  it('keeps the first of a batch that twenty thousand flows were made from', async () => {
    const users = many(20_000, (n) => ({
      id: `flow:u${n}`,
      stage: TRANSFORMED,
      batch: `U${n}`,
      inputs: ['HUB'],
    }));
    await fill([{ id: 'flow:hub', stage: PRODUCED, batch: 'HUB', inputs: [] }, ...users]);
    const trace = await ask.trace('flow:hub', DOWNSTREAM, 10, 50);
    expect(trace).toMatchObject({ truncated: true, truncatedBy: ['ROWS'] });
    expect(idsOf(trace)).toEqual([
      'flow:hub',
      ...users
        .map(({ id }) => id)
        .sort()
        .slice(0, 49),
    ]);
    expect((await ask.outputs('flow:hub', 2)).totalCount).toBe(20_000);
  });

  it('walks a lattice of 10^27 paths flow by flow', async () => {
    const [layers, width] = [30, 8];
    await fill(
      many(layers * width, (n) => {
        const layer = Math.floor(n / width);
        return {
          id: `flow:l${four(n)}`,
          stage: TRANSFORMED,
          batch: `L${four(n)}`,
          inputs: layer === 0 ? [] : many(width, (m) => `L${four((layer - 1) * width + m)}`),
        };
      }),
    );
    const trace = await ask.trace('flow:l0000', DOWNSTREAM, 100, 500);
    expect(trace).toMatchObject({ truncated: false });
    expect(trace.nodes).toHaveLength(1 + (layers - 1) * width);
    expect(trace.links).toHaveLength(width + (layers - 2) * width ** 2);
  });

  it('leaves links out where five hundred flows would have sixty thousand', async () => {
    await fill([
      { id: 'flow:meal', stage: DISTRIBUTED, batch: 'MEAL', inputs: many(249, (n) => `B${n}`) },
      ...many(249, (n) => ({ id: `flow:b${four(n)}`, stage: TRANSFORMED, batch: `B${n}`, inputs: ['BULK'] })),
      ...many(250, (n) => ({ id: `flow:a${four(n)}`, stage: COLLECTED, batch: 'BULK', inputs: [] })),
    ]);
    const trace = await ask.trace('flow:meal', UPSTREAM, 10, 500);
    expect(trace).toMatchObject({ truncated: true, truncatedBy: ['LINKS'] });
    expect(trace.nodes).toHaveLength(500);
    expect(trace.links).toHaveLength(2500);
    expect(trace.links.slice(0, 249).every(({ to }) => to === 'flow:meal')).toBe(true);
  });
});

describe('many flows', () => {
  const COUNT = 1000;
  const flows = many(COUNT, (n) => ({
    id: `flow:many-${n}`,
    stage: TRANSFORMED,
    batch: `M${n}`,
    inputs: n === 0 ? [] : [`M${Math.floor((n - 1) / 2)}`],
  }));
  beforeAll(() => fill(flows));

  async function labels(count: number): Promise<readonly string[]> {
    const context = (await createFlowsSubgraph()).createContext(db.database);
    const asked = { direction: UPSTREAM, depth: 3, first: 10 };
    const page = { first: 2, after: undefined };
    db.statements.reset();
    const rows = await Promise.all(
      flows
        .slice(0, count)
        .map(async ({ id }) => [
          await context.loaders.traces.load(asked, id),
          await context.loaders.flowSteps.load({ side: 'INPUTS', page }, id),
          await context.loaders.flowSteps.load({ side: 'OUTPUTS', page }, id),
          await context.loaders.flowStepCounts.load('OUTPUTS', id),
        ]),
    );
    for (const [trace, , outputs, outputCount] of rows) {
      expect((trace as unknown[]).length).toBeGreaterThan(0);
      expect(outputs).toHaveLength(outputCount as number);
    }
    return [...db.statements.labels];
  }

  it('are read by as many statements as one', async () => {
    const one = await labels(1);
    expect(one).toEqual([
      'flows.traceUPSTREAM',
      'flows.stepsOfINPUTS',
      'flows.stepsOfOUTPUTS',
      'flows.stepCountsOfOUTPUTS',
    ]);
    expect(await labels(COUNT)).toEqual(one);
  });
});
