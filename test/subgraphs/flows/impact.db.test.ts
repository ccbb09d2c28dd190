import 'reflect-metadata';
import { Nature } from '../../../platform/vocabulary/nature';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import {
  writeMeasures,
  writeProjectTerritories,
  type MeasureRecord,
} from '../../../subgraphs/flows/writes/write-measures';
import { testDatabase, type TestDatabase } from '../../support/database';
import { measureRecord, writeCatalogue } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { liesIn, writeTerritoryFixture } from '../../support/territories';

/** Projects, where they act, and the narrowest territory that holds all of it. */
const PROJECTS: Record<string, { territories: string[]; narrowest: string | null }> = {
  'project:blois': { territories: ['commune:41900'], narrowest: 'commune:41018' },
  'project:straddling': { territories: ['commune:41018', 'commune:37261'], narrowest: 'epci:200030385' },
  'project:pat': { territories: ['departement:41', 'commune:37050'], narrowest: 'pat:blois' },
  'project:far': { territories: ['departement:41', 'commune:31555'], narrowest: 'france' },
  'project:region': { territories: ['region:76', 'commune:31555'], narrowest: 'region:76' },
  'project:nowhere': { territories: [], narrowest: null },
};
const INDICATORS = ['beneficiaires', 'foyers', 'repas-par-jour'];

/** Every project with several figures an indicator: dated, undated, planned. */
const MEASURES: MeasureRecord[] = Object.keys(PROJECTS).flatMap((project) =>
  INDICATORS.flatMap((indicator) =>
    [
      { nature: Nature.ACTUAL, periodStart: '2021-01-01', periodEnd: '2021-12-31' },
      { nature: Nature.ACTUAL, periodStart: '2019-07-01', periodEnd: '2020-06-30' },
      { nature: Nature.ACTUAL, periodStart: null, periodEnd: null },
      { nature: Nature.PLANNED, periodStart: '2022-01-01', periodEnd: null },
    ].map((dated, index) =>
      measureRecord({
        ...dated,
        id: `measure:${project.slice(8)}-${indicator}-${index}`,
        project,
        indicator,
        value: `${index + 1}.50`,
      }),
    ),
  ),
);

interface Page {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}
const PAGE = 'nodes { id } pageInfo { hasNextPage endCursor } totalCount';

let db: TestDatabase;
let client: SubgraphClient<FlowsContext>;

beforeAll(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
  await writeCatalogue(db.dataSource.manager);
  await writeProjectTerritories(
    db.dataSource.manager,
    'rapport',
    new Map(Object.entries(PROJECTS).map(([project, { territories }]) => [project, territories])),
  );
  await writeMeasures(db.dataSource.manager, MEASURES);
  client = new SubgraphClient(await createFlowsSubgraph(), db.database);
});
afterAll(() => db.close());

function expectedIds(wanted: (measure: MeasureRecord) => boolean): string[] {
  const key = ({ indicator, periodStart, id }: MeasureRecord) =>
    [indicator, periodStart ?? '~', id].join(' ');
  return MEASURES.filter(wanted)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ id }) => id);
}
const actual = ({ nature }: MeasureRecord) => nature === Nature.ACTUAL;
const countsIn = (measure: MeasureRecord, territory: string) => {
  const narrowest = PROJECTS[measure.project]?.narrowest ?? null;
  return narrowest !== null && liesIn(narrowest, territory);
};

async function walk(read: (after: string | null) => Promise<Page>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await read(after);
    ids.push(...page.nodes.map(({ id }) => id));
    if (!page.pageInfo.hasNextPage) {
      expect(page.totalCount).toBe(ids.length);
      return ids;
    }
    after = page.pageInfo.endCursor;
  }
}

const read = (filter: object | null, first: number) => async (after: string | null) =>
  (
    await client.data<{ impactMeasures: Page }>(
      `query ($filter: ImpactFilter, $first: Int, $after: String) {
        impactMeasures(filter: $filter, first: $first, after: $after) { ${PAGE} } }`,
      { filter, first, after },
    )
  ).impactMeasures;

describe('impactMeasures', () => {
  it.each([1, 5, 100])('lists every realised figure once, undated last, by pages of %i', async (first) => {
    expect(await walk(read(null, first))).toEqual(expectedIds(actual));
  });

  it.each<[object, (measure: MeasureRecord) => boolean]>([
    [{ nature: 'PLANNED' }, (measure) => !actual(measure)],
    [{ indicators: ['foyers'] }, (measure) => actual(measure) && measure.indicator === 'foyers'],
    [{ indicators: [] }, () => false],
    [{ project: 'project:pat' }, (measure) => actual(measure) && measure.project === 'project:pat'],
    [{ year: 2020 }, (measure) => actual(measure) && measure.periodStart === '2019-07-01'],
    [{ year: 2022, nature: 'PLANNED' }, (measure) => !actual(measure)],
    [{ year: 2023, nature: 'PLANNED' }, () => false],
    ...[
      'france',
      'region:24',
      'departement:41',
      'pat:blois',
      'commune:41018',
      'commune:41900',
      'epci:200030385',
    ].map((territory): [object, (measure: MeasureRecord) => boolean] => [
      { territory },
      (measure) => actual(measure) && countsIn(measure, territory),
    ]),
  ])('keeps %j', async (filter, wanted) => {
    expect(await walk(read(filter, 7))).toEqual(expectedIds(wanted));
  });

  it('serves every field', async () => {
    const { impactMeasures } = await client.data<{ impactMeasures: { nodes: object[] } }>(`{
      impactMeasures(filter: { project: "project:blois", year: 2021 }, first: 1) { nodes {
        id project { id } indicator { code name unit definition } value unit nature periodStart periodEnd confidence
        sources { title locator }
      } } }`);
    expect(impactMeasures.nodes).toEqual([
      {
        id: 'measure:blois-beneficiaires-0',
        project: { id: 'project:blois' },
        indicator: {
          code: 'beneficiaires',
          name: 'beneficiaires',
          unit: 'unité',
          definition: 'Ce que compte beneficiaires.',
        },
        value: '1.50',
        unit: 'personnes',
        nature: 'ACTUAL',
        periodStart: '2021-01-01',
        periodEnd: '2021-12-31',
        confidence: 'REPORTED',
        sources: [{ title: 'Titre rapport', locator: 'p. 1' }],
      },
    ]);
  });
});

describe('Territory.impact', () => {
  it('pages through what counts in the territory', async () => {
    for (const id of ['france', 'region:24', 'commune:41018', 'commune:37050']) {
      const walked = await walk(async (after) => {
        const [node] = await client.entities<{ impact: Page }>(
          'Territory',
          [id],
          `impact(first: 4${after === null ? '' : `, after: "${after}"`}) { ${PAGE} }`,
        );
        return (node as { impact: Page }).impact;
      });
      expect(walked).toEqual(expectedIds((measure) => actual(measure) && countsIn(measure, id)));
    }
  });

  it('filters by indicator, nature and year', async () => {
    const [france] = await client.entities<{ impact: Page }>(
      'Territory',
      ['france'],
      `impact(indicators: ["foyers"], nature: PLANNED, year: 2022, first: 100) { ${PAGE} }`,
    );
    expect(france?.impact.nodes.map(({ id }) => id)).toEqual(
      expectedIds(
        (measure) => !actual(measure) && measure.indicator === 'foyers' && countsIn(measure, 'france'),
      ),
    );
  });

  it('is one statement for 1 and for 1,000 territories, one more for the counts', async () => {
    for (const count of [1, 1000]) {
      const ids = Array.from({ length: count }, (_, index) =>
        index === 0 ? 'france' : `commune:${10000 + index}`,
      );
      db.statements.reset();
      await client.entities('Territory', ids, 'impact(first: 5) { nodes { id indicator { name } } }');
      expect(db.statements.labels).toEqual(['measures.pagesOfTerritories']);
      db.statements.reset();
      await client.entities('Territory', ids, 'impact(first: 5) { totalCount }');
      expect(db.statements.labels).toEqual(['measures.pagesOfTerritories', 'measures.countsOfTerritories']);
    }
  });
});

describe('Project.impact', () => {
  it('lists realised and planned figures, each with its nature', async () => {
    const [project] = await client.entities<{ impact: { id: string }[] }>(
      'Project',
      ['project:pat'],
      'impact { id nature }',
    );
    expect(project?.impact.map(({ id }) => id)).toEqual(
      expectedIds((measure) => measure.project === 'project:pat'),
    );
  });

  it('is one statement for 1 and for 1,000 projects, one more for the sources', async () => {
    for (const count of [1, 1000]) {
      const ids = Array.from(
        { length: count },
        (_, index) => Object.keys(PROJECTS)[index] ?? `project:x${index}`,
      );
      db.statements.reset();
      await client.entities('Project', ids, 'impact { id sources { title } }');
      expect(db.statements.labels).toEqual(['measures.ofProjects', 'flows.sourcesOfMeasures']);
    }
  });
});
