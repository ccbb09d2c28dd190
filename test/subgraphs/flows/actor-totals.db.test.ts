import 'reflect-metadata';
import { FlowDirection } from '../../../platform/vocabulary/flow-direction';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { writeCatalogue, type TestFlow, writeTestFlows } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { writeTerritoryFixture } from '../../support/territories';
import { randomFlows } from './random-flows';
import { byKey, summed } from './view-sums';

const FLOWS = randomFlows(250);
const IDS = ['actor:b', 'actor:nobody', 'actor:a', 'actor:c'];
const SUMS = 'tonnes flows unconverted { value unit }';

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

function isOf(actor: string, direction: FlowDirection | null): (flow: TestFlow) => boolean {
  return ({ provider, receiver }) =>
    (direction !== FlowDirection.IN && provider === actor) ||
    (direction !== FlowDirection.OUT && receiver === actor);
}

it.each([null, FlowDirection.IN, FlowDirection.OUT])(
  'sums the flows of an actor, each once, whatever the side: %s',
  async (direction) => {
    const side = direction === null ? '' : `direction: ${direction},`;
    const nodes = await client.entities<Record<'whole' | 'stages' | 'year', object[]>>(
      'Actor',
      IDS,
      `whole: flowTotals${direction === null ? '' : `(direction: ${direction})`} { ${SUMS} }
       stages: flowTotals(${side} groupBy: [STAGE]) { stage ${SUMS} }
       year: flowTotals(${side} filter: { year: 2020, nature: PLANNED }) { ${SUMS} }`,
    );
    IDS.forEach((id, index) => {
      const wanted = (nature: Nature) => (flow: TestFlow) =>
        flow.nature === nature && isOf(id, direction)(flow);
      const all = (year: number | null, nature: Nature) =>
        summed([...byKey(FLOWS, year, wanted(nature), () => 'all').values()]);
      const stages = byKey(FLOWS, null, wanted(Nature.ACTUAL), ({ stage }) => stage);
      expect({ id, ...nodes[index] }).toEqual({
        id,
        whole: [all(null, Nature.ACTUAL)],
        stages: Object.values(FlowStage).flatMap((stage) => {
          const sum = stages.get(stage);
          return sum ? [{ stage, ...summed([sum]) }] : [];
        }),
        year: [all(2020, Nature.PLANNED)],
      });
    });
  },
);

it('gives both natures in rows of their own under NATURE', async () => {
  const [node] = await client.entities<{ flowTotals: { nature: Nature }[] }>(
    'Actor',
    ['actor:a'],
    'flowTotals(groupBy: [NATURE]) { nature }',
  );
  expect(node?.flowTotals).toEqual([{ nature: Nature.ACTUAL }, { nature: Nature.PLANNED }]);
});

it('is one statement for any number of actors, and one more for the sources', async () => {
  for (const count of [1, 1000]) {
    const ids = Array.from({ length: count }, (_, index) => IDS[index] ?? `actor:number-${index}`);
    db.statements.reset();
    await client.entities(
      'Actor',
      ids,
      'flowTotals(filter: { year: 2020 }, groupBy: [STAGE, REGION]) { tonnes }',
    );
    expect(db.statements.labels).toEqual(['flows.actorTotalsBOTH']);
    db.statements.reset();
    await client.entities('Actor', ids, 'flowTotals(direction: IN) { tonnes sources { title } }');
    expect(db.statements.labels).toEqual(['flows.actorTotalsIN', 'flows.actorTotalSourcesIN']);
  }
});

it('names the documents behind each row', async () => {
  const [node, nobody] = await client.entities<{
    flowTotals: { stage: FlowStage; sources: { title: string }[] }[];
  }>('Actor', ['actor:a', 'actor:nobody'], 'flowTotals(groupBy: [STAGE]) { stage sources { title } }');
  expect(nobody?.flowTotals).toEqual([]);
  for (const { stage, sources } of node?.flowTotals ?? []) {
    const cited = FLOWS.filter(
      (flow) => flow.stage === stage && flow.nature === Nature.ACTUAL && isOf('actor:a', null)(flow),
    ).map(({ source }) => `Titre ${source}`);
    expect(sources.map(({ title }) => title)).toEqual(expect.arrayContaining([...new Set(cited)]));
  }
});

it('refuses a filter on an unknown territory, after an empty answer', async () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Actor {
    flowTotals(filter: { territory: "commune:99999" }) { tonnes } } } }`;
  expect(await client.mistakes(query, { of: [{ __typename: 'Actor', id: 'actor:a' }] })).toMatchObject([
    { code: 'BAD_USER_INPUT', argument: 'filter.territory' },
  ]);
});
