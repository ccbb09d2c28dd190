import 'reflect-metadata';
import { FlowPlace } from '../../../platform/vocabulary/flow-place';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { drawDiagram, type DeclaredGrams } from '../../../subgraphs/flows/rules/diagram';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { writeCatalogue, type TestFlow, writeTestFlows } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { overlaps, TERRITORIES, writeTerritoryFixture } from '../../support/territories';
import { attributed, inside, tonnes } from './oracle';
import { randomFlows } from './random-flows';
import { byKey, summed, type Summed } from './view-sums';

const FLOWS = randomFlows(250);
const IDS = [...TERRITORIES.map(({ id }) => id), 'commune:41900'];
const YEARS = [2019, 2020, 2021];

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

describe('flowDiagram', () => {
  function declaredIn(id: string, year: number, nature: Nature): { cells: DeclaredGrams[]; sum: Summed } {
    const place = (end: string | null) => {
      if (end === null) return FlowPlace.UNKNOWN;
      if (inside(end, id)) return FlowPlace.INSIDE;
      return overlaps(end, id) ? FlowPlace.UNDETERMINED : FlowPlace.OUTSIDE;
    };
    const wanted = (flow: TestFlow) =>
      flow.nature === nature &&
      (flow.stage === FlowStage.PRODUCED
        ? inside(attributed(flow), id)
        : inside(flow.origin, id) || inside(flow.destination, id));
    const sums = byKey(
      FLOWS,
      year,
      wanted,
      ({ stage, origin, destination }) => `${stage} ${place(origin)} ${place(destination)}`,
    );
    const cells = [...sums].map(([key, { grams }]) => {
      const [stage, origin, destination] = key.split(' ') as [FlowStage, FlowPlace, FlowPlace];
      return { stage, origin, destination, grams };
    });
    return { cells, sum: summed([...sums.values()]) };
  }

  it.each([Nature.ACTUAL, Nature.PLANNED])('draws what is declared: %s', async (nature) => {
    for (const year of [...YEARS, 2025]) {
      const nodes = await client.entities<{ flowDiagram: Record<string, unknown> }>(
        'Territory',
        IDS,
        `flowDiagram(year: ${year}, nature: ${nature}) {
          nodes { id kind stage place tonnes } links { source target tonnes basis } unconverted { value unit } }`,
      );
      IDS.forEach((id, index) => {
        const { cells, sum } = declaredIn(id, year, nature);
        const drawn = drawDiagram(cells);
        expect({ id, year, ...nodes[index]?.flowDiagram }).toEqual({
          id,
          year,
          nodes: drawn.nodes.map(({ grams, ...node }) => ({ ...node, tonnes: tonnes(grams) })),
          links: drawn.links.map(({ grams, ...link }) => ({ ...link, tonnes: tonnes(grams) })),
          unconverted: sum.unconverted,
        });
      });
    }
  });

  interface View {
    flowBalance: Record<'produced' | 'distributed' | 'inflow' | 'outflow', number>;
    flowDiagram: {
      nodes: { id: string; label: string; tonnes: number }[];
      links: { source: string; target: string; tonnes: number }[];
    };
  }

  it('agrees with the balance, and conserves mass to the gram', async () => {
    for (const year of YEARS) {
      const views = await client.entities<View>(
        'Territory',
        IDS,
        `flowBalance(year: ${year}) { produced distributed inflow outflow }
         flowDiagram(year: ${year}) { nodes { id label tonnes } links { source target tonnes } }`,
      );
      for (const { flowBalance, flowDiagram } of views) {
        const grams = (value: number | undefined) => Math.round((value ?? 0) * 1e6);
        const node = (id: string) => grams(flowDiagram.nodes.find((each) => each.id === id)?.tonnes);
        const through = (side: 'source' | 'target', id: string) =>
          flowDiagram.links
            .filter((link) => link[side] === id)
            .reduce((sum, link) => sum + grams(link.tonnes), 0);
        for (const { id, tonnes: mass } of flowDiagram.nodes.filter((each) => each.id.startsWith('STAGE_'))) {
          expect([through('target', id), through('source', id)]).toEqual([grams(mass), grams(mass)]);
        }
        expect(node('STAGE_PRODUCED')).toBe(grams(flowBalance.produced));
        expect(node('STAGE_DISTRIBUTED')).toBeGreaterThanOrEqual(
          grams(flowBalance.distributed) + grams(flowBalance.outflow),
        );
        expect(node('ORIGIN_OUTSIDE')).toBeGreaterThanOrEqual(grams(flowBalance.inflow));
        expect(node('DESTINATION_OUTSIDE')).toBeGreaterThanOrEqual(grams(flowBalance.outflow));
      }
    }
  });

  it('is empty where nothing is known, and refuses a year out of range', async () => {
    const [node] = await client.entities<View>(
      'Territory',
      ['commune:99999'],
      'flowDiagram(year: 2020) { nodes { id } links { source } unconverted { value } sources { title } }',
    );
    expect(node?.flowDiagram).toEqual({ nodes: [], links: [], unconverted: [], sources: [] });
    expect(await mistakes('flowDiagram(year: 1789) { nodes { id } }')).toMatchObject([
      { code: 'BAD_USER_INPUT', argument: 'year' },
    ]);
  });
});

async function mistakes(selection: string) {
  const query = `{ _entities(representations: [{ __typename: "Territory", id: "france" }]) { ... on Territory { ${selection} } } }`;
  return client.mistakes(query);
}
