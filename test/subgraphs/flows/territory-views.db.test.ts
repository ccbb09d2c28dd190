import 'reflect-metadata';
import { FlowRole } from '../../../platform/vocabulary/flow-role';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { writeCatalogue, type TestFlow, writeTestFlows } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { TERRITORIES, writeTerritoryFixture } from '../../support/territories';
import { attributed, inside } from './oracle';
import { randomFlows } from './random-flows';
import { byKey, ranked } from './view-sums';

const FLOWS = randomFlows(250);
const IDS = [...TERRITORIES.map(({ id }) => id), 'commune:41900'];
const LEVELS = [TerritoryLevel.REGION, TerritoryLevel.DEPARTEMENT, TerritoryLevel.EPCI] as const;
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

describe('flowMatrix', () => {
  // An id sorts before "~", and so does null after any id.
  const NONE = '~';
  const holder = (end: string | null, level: TerritoryLevel) =>
    TERRITORIES.find((each) => each.level === level && inside(end, each.id))?.id ?? NONE;

  it.each(LEVELS)('says who gives to whom, as the rules say: %s', async (level) => {
    for (const [year, stage, nature, first] of [
      [2019, FlowStage.DISTRIBUTED, Nature.ACTUAL, 3],
      [2020, FlowStage.COLLECTED, Nature.PLANNED, 500],
      [2021, FlowStage.PRODUCED, Nature.ACTUAL, 1],
    ] as const) {
      const nodes = await client.entities<{ flowMatrix: Record<string, unknown> }>(
        'Territory',
        IDS,
        `flowMatrix(year: ${year}, level: ${level}, stage: ${stage}, nature: ${nature}, first: ${first}) {
          ${SUMS} totalCount others { ${SUMS} } cells { origin { id } destination { id } ${SUMS} } }`,
      );
      IDS.forEach((id, index) => {
        const wanted = (flow: TestFlow) =>
          flow.stage === stage &&
          flow.nature === nature &&
          (inside(flow.origin, id) || inside(flow.destination, id));
        const { shown, ...rest } = ranked(
          byKey(
            FLOWS,
            year,
            wanted,
            ({ origin, destination }) => `${holder(origin, level)} ${holder(destination, level)}`,
          ),
          first,
        );
        const cells = shown.map(({ key, ...sum }) => {
          const [origin, destination] = key.split(' ').map((end) => (end === NONE ? null : { id: end }));
          return { origin, destination, ...sum };
        });
        expect({ id, ...nodes[index]?.flowMatrix }).toEqual({ id, ...rest, cells });
      });
    }
  });

  it('is of the stage DISTRIBUTED and of realised flows when not told', async () => {
    const [node] = await client.entities<Record<string, unknown>>(
      'Territory',
      ['france'],
      `a: flowMatrix(year: 2020, level: REGION) { ${SUMS} }
       b: flowMatrix(year: 2020, level: REGION, stage: DISTRIBUTED, nature: ACTUAL, first: 100) { ${SUMS} }
       c: flowMatrix(year: 2020, level: REGION, stage: null, nature: null, first: null) { ${SUMS} }`,
    );
    expect(node?.['a']).toEqual(node?.['b']);
    expect(node?.['c']).toEqual(node?.['b']);
  });

  it.each([
    ['level: COMMUNE', 'level', 'received COMMUNE'],
    ['level: PAT', 'level', 'REGION, DEPARTEMENT or EPCI'],
    ['level: FRANCE', 'level', 'received FRANCE'],
    ['level: EPCI, first: 501', 'first', 'from 1 to 500; received 501'],
    ['level: EPCI, first: 0', 'first', 'received 0'],
  ])('refuses %s', async (args, argument, message) => {
    expect(await mistakes(`flowMatrix(year: 2020, ${args}) { tonnes }`)).toEqual([
      { code: 'BAD_USER_INPUT', argument, message: expect.stringContaining(message) as string },
    ]);
  });
});

describe('topProducts and topActors', () => {
  it('rank by mass what is attributed to a territory, and sum the rest', async () => {
    for (const [year, stage, nature, first] of [
      [2019, FlowStage.DISTRIBUTED, Nature.ACTUAL, 2],
      [2021, null, Nature.ACTUAL, 100],
      [null, FlowStage.PRODUCED, Nature.PLANNED, 1],
      [null, null, Nature.ACTUAL, 3],
    ] as const) {
      const actors = `${SUMS} totalCount others { ${SUMS} } nodes { actor { id } share ${SUMS} }`;
      const args = `${year === null ? '' : `year: ${year},`} stage: ${stage}, nature: ${nature}, first: ${first}`;
      const nodes = await client.entities<Record<string, unknown>>(
        'Territory',
        IDS,
        `topProducts(${args}) { ${SUMS} totalCount others { ${SUMS} } nodes { product { code } share ${SUMS} } }
         providers: topActors(${args}) { ${actors} } receivers: topActors(${args}, role: RECEIVER) { ${actors} }`,
      );
      IDS.forEach((id, index) => {
        const wanted = (flow: TestFlow) =>
          flow.nature === nature && (stage === null || flow.stage === stage) && inside(attributed(flow), id);
        const expected = (key: (flow: TestFlow) => string, node: (key: string) => object) => {
          const { shown, ...whole } = ranked(byKey(FLOWS, year, wanted, key), first);
          const all = Math.round(whole.tonnes * 1e6);
          return {
            ...whole,
            nodes: shown.map(({ key: thing, ...sum }) => ({
              ...node(thing),
              share: all === 0 ? null : Math.round(sum.tonnes * 1e6) / all,
              ...sum,
            })),
          };
        };
        expect({ id, ...nodes[index] }).toEqual({
          id,
          topProducts: expected(
            ({ product }) => product,
            (code) => ({ product: { code } }),
          ),
          providers: expected(
            ({ provider }) => provider ?? '',
            (actor) => ({ actor: { id: actor } }),
          ),
          receivers: expected(
            ({ receiver }) => receiver ?? '',
            (actor) => ({ actor: { id: actor } }),
          ),
        });
      });
    }
  });

  it('names products, and providers when no role is told', async () => {
    const [node] = await client.entities<Record<string, { nodes: object[] }>>(
      'Territory',
      ['france'],
      `topProducts(first: 1) { nodes { product { code name family } } }
       a: topActors { nodes { actor { id } tonnes } } b: topActors(role: ${FlowRole.PROVIDER}, first: 10) { nodes { actor { id } tonnes } }`,
    );
    expect(node?.['topProducts']?.nodes).toEqual([
      { product: { code: expect.any(String), name: expect.any(String), family: expect.any(String) } },
    ]);
    expect(node?.['a']).toEqual(node?.['b']);
  });

  it.each([
    'topProducts(first: 0)',
    'topActors(first: 101)',
    'topActors(year: 1899)',
    'topProducts(year: 2101)',
  ])('refuses %s', async (field) => {
    expect(await mistakes(`${field} { tonnes }`)).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

it('is one statement a question for any number of territories and arguments, and one more for the sources', async () => {
  const matrix = 'year: 2020, level:';
  for (const count of [1, 1000]) {
    const ids = Array.from({ length: count }, (_, index) => IDS[index] ?? `commune:${10000 + index}`);
    const labels = async (selection: string) => {
      db.statements.reset();
      await client.entities('Territory', ids, selection);
      return [...db.statements.labels].sort();
    };
    expect(
      await labels(
        `a: flowMatrix(${matrix} REGION) { tonnes } b: flowMatrix(${matrix} EPCI, first: 7) { tonnes }`,
      ),
    ).toEqual(['flows.matrices']);
    expect(
      await labels(
        'a: flowDiagram(year: 2020) { nodes { id } } b: flowDiagram(year: 2021, nature: PLANNED) { nodes { id } }',
      ),
    ).toEqual(['flows.diagrams']);
    expect(await labels('a: topProducts { tonnes } b: topProducts(year: 2020, first: 2) { tonnes }')).toEqual(
      ['flows.topProducts'],
    );
    expect(
      await labels('a: topActors { tonnes } b: topActors(year: 2020, role: RECEIVER) { tonnes }'),
    ).toEqual(['flows.topActors']);
    expect(
      await labels(`flowMatrix(${matrix} REGION) { sources { title } } flowDiagram(year: 2020) { sources { title } }
        topProducts { sources { title } } topActors { sources { title } }`),
    ).toEqual([
      ...['flows.diagramSources', 'flows.diagrams', 'flows.matrices', 'flows.matrixSources'],
      ...['flows.rankingSources', 'flows.topActors', 'flows.topProducts'],
    ]);
  }
});

it('names the documents behind each sum', async () => {
  const sources = '{ sources { title locator } }';
  const views = await client.entities<Record<string, { sources: { title: string; locator: null }[] }>>(
    'Territory',
    IDS,
    `flowMatrix(year: 2020, level: REGION) ${sources} flowDiagram(year: 2020) ${sources} topProducts(year: 2020) ${sources}`,
  );
  const SOURCES = ['Titre rapport', 'Titre registre'];
  const cited = (year: number, wanted: (flow: TestFlow) => boolean) => {
    const [sum] = byKey(
      FLOWS,
      year,
      (flow) => flow.nature === Nature.ACTUAL && wanted(flow),
      () => 'all',
    ).values();
    return [...(sum?.sources ?? [])].map((slug) => `Titre ${slug}`).sort();
  };
  IDS.forEach((id, index) => {
    const titles = (field: string) =>
      views[index]?.[field]?.sources.map(({ title }) => title).filter((title) => SOURCES.includes(title));
    const touching = ({ origin, destination }: TestFlow) => inside(origin, id) || inside(destination, id);
    expect(titles('flowMatrix')).toEqual(
      cited(2020, (flow) => flow.stage === FlowStage.DISTRIBUTED && touching(flow)),
    );
    expect(titles('topProducts')).toEqual(cited(2020, (flow) => inside(attributed(flow), id)));
    expect(titles('flowDiagram')).toEqual(
      cited(2020, (flow) =>
        flow.stage === FlowStage.PRODUCED ? inside(attributed(flow), id) : touching(flow),
      ),
    );
  });
});

async function mistakes(selection: string) {
  const query = `{ _entities(representations: [{ __typename: "Territory", id: "france" }]) { ... on Territory { ${selection} } } }`;
  return client.mistakes(query);
}
