import 'reflect-metadata';
import { projectFile } from '../../../reference/gt4-2022/format';
import { loadFlows } from '../../../reference/gt4-2022/load-flows';
import type { Report } from '../../../reference/gt4-2022/read';
import { ProductFamily } from '../../../platform/vocabulary/product-family';
import { Unit } from '../../../platform/vocabulary/unit';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { flowRecord, writeTestFlows } from '../../support/flows';
import { writeTerritoryFixture } from '../../support/territories';

type FlowsReport = Pick<Report, 'source' | 'products' | 'indicators' | 'projects'>;

const FLOW = {
  key: 'production-2021',
  stage: 'PRODUCED',
  nature: 'ACTUAL',
  product: 'legumes',
  quantity: '1.3',
  unit: 'TONNE',
  periodStart: '2021-01-01',
  periodEnd: '2021-09-30',
  provider: 'jardin',
  origin: 'commune:41018',
  confidence: 'REPORTED',
  locator: 'p. 12, fiche Jardin',
};
const MEASURE = {
  key: 'postes',
  indicator: 'postes-en-insertion',
  value: '15',
  unit: 'postes',
  nature: 'PLANNED',
  confidence: 'REPORTED',
  locator: 'p. 13, fiche Jardin',
};

function report(flows: object[] = [FLOW], measures: object[] = [MEASURE]): FlowsReport {
  return {
    source: { slug: 'gt4-2022', title: 'Rapport', publisher: 'Comité', date: '2022-09-07' },
    products: [
      { code: 'legumes', name: 'Légumes', family: ProductFamily.FRUIT_VEGETABLES },
      { code: 'lait', name: 'Lait', family: ProductFamily.DAIRY },
    ],
    indicators: [
      { code: 'postes-en-insertion', name: 'Postes', unit: 'postes', definition: 'Postes ouverts.' },
    ],
    projects: [
      projectFile.parse({
        sheet: 1,
        slug: 'jardin',
        title: 'Jardin',
        summary: 'Un jardin.',
        status: 'ACTIVE',
        chainLinks: ['PRODUCTION'],
        territories: ['commune:41018', 'commune:37261'],
        carriers: ['jardin'],
        locator: 'p. 12',
        flows,
        measures,
      }),
    ],
  };
}

let db: TestDatabase;

beforeEach(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
});
afterEach(() => db.close());

const load = (loaded: FlowsReport) => db.dataSource.transaction((manager) => loadFlows(manager, loaded));
const rows = <Row>(text: string) => db.dataSource.query<Row[]>(text);

const TABLES = [
  ...['source', 'product', 'flow', 'flow_month', 'flow_input'],
  ...['indicator', 'measure', 'measure_source', 'project_territory'],
];

/** Every row, to see that a second load changes nothing. */
async function everything(): Promise<string> {
  const all = await Promise.all(
    TABLES.map((table) => rows(`SELECT t::text FROM ${table} AS t ORDER BY t::text`)),
  );
  return JSON.stringify(all);
}

it('writes flows and measures under stable ids, each with its locator', async () => {
  await load(report());
  expect(
    await rows(`SELECT f.id, f.provider, f.project, f.tonnes, t.id AS attributed, f.source, f.locator
      FROM flow f JOIN territory t ON t.key = f.attributed`),
  ).toEqual([
    {
      id: 'flow:gt4-2022-jardin-production-2021',
      provider: 'actor:jardin',
      project: 'project:jardin',
      tonnes: '1.300000',
      attributed: 'commune:41018',
      source: 'gt4-2022',
      locator: 'p. 12, fiche Jardin',
    },
  ]);
  expect(
    await rows(`SELECT m.id, m.project, m.value, t.id AS territory, s.locator
      FROM measure m JOIN territory t ON t.key = m.territory JOIN measure_source s ON s.measure_id = m.id`),
  ).toEqual([
    {
      id: 'measure:gt4-2022-jardin-postes',
      project: 'project:jardin',
      value: '15',
      territory: 'epci:200030385',
      locator: 'p. 13, fiche Jardin',
    },
  ]);
});

it('changes nothing when loaded again', async () => {
  await load(report());
  const before = await everything();
  await load(report());
  expect(await everything()).toBe(before);
});

it('takes away what the report no longer states, and only that', async () => {
  await load(report());
  await db.dataSource.query(`
    INSERT INTO source (slug, title, publisher) VALUES ('other', 'Autre', 'Éditeur');
    INSERT INTO product (code, name, family, source) VALUES ('miel', 'Miel', 'GROCERY', 'other')`);
  await writeTestFlows(db.dataSource.manager, [
    flowRecord({ source: 'other', externalId: '1', product: 'miel', quantity: '3', unit: Unit.PIECE }),
  ]);
  const next = report([{ ...FLOW, key: 'production-2022' }], []);
  await load({ ...next, products: next.products.slice(0, 1), indicators: [] });
  expect(await rows('SELECT id FROM flow ORDER BY id')).toEqual([
    { id: 'flow:gt4-2022-jardin-production-2022' },
    { id: 'flow:other-1' },
  ]);
  expect(await rows('SELECT id FROM measure')).toEqual([]);
  expect(await rows('SELECT code FROM product ORDER BY code')).toEqual([
    { code: 'legumes' },
    { code: 'miel' },
  ]);
  expect(await rows('SELECT code FROM indicator')).toEqual([]);
});

it('leaves everything as it was when a figure is broken', async () => {
  await load(report());
  const before = await everything();
  await expect(load(report([{ ...FLOW, quantity: '2', origin: 'commune:99999' }]))).rejects.toThrow(
    /jardin-production-2021 names the territory "commune:99999"/,
  );
  expect(await everything()).toBe(before);
});
