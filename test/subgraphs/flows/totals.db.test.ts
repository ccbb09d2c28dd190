import 'reflect-metadata';
import fc from 'fast-check';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { ProductFamily } from '../../../platform/vocabulary/product-family';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import type { FlowFilter } from '../../../subgraphs/flows/schema/flow.input';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { PRODUCTS, writeCatalogue, type TestFlow, writeTestFlows } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { writeTerritoryFixture } from '../../support/territories';
import { attributed, DIMENSION, inside, sumBy, tonnes, unconverted } from './oracle';
import { ACTORS, anyDay, anyTerritory, PROJECTS, randomFlows } from './random-flows';

const FLOWS = randomFlows(150);
const QUERY = `query ($filter: FlowFilter, $groupBy: [FlowDimension!]!) {
  flowTotals(filter: $filter, groupBy: $groupBy) {
    stage nature year month family product { code name family } supplyMode circuit organic
    region { id } departement { id } epci { id } provider { id }
    tonnes flows unconverted { value unit }
  }
}`;

type Total = Record<string, unknown> & { tonnes: number; flows: number };

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

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2, nil: undefined });
const anyOf = <T>(values: readonly T[]) => maybe(fc.subarray([...values], { minLength: 1 }));

const period: fc.Arbitrary<FlowFilter> = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 2018, max: 2024 }).map((year) => ({ year })),
  fc.tuple(anyDay, anyDay).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a })),
  anyDay.map((from) => ({ from })),
  anyDay.map((to) => ({ to })),
);
const conditions = fc.record({
  stages: anyOf(Object.values(FlowStage)),
  nature: maybe(fc.constantFrom(...Object.values(Nature))),
  families: anyOf(Object.values(ProductFamily)),
  products: anyOf(PRODUCTS.map(({ code }) => code)),
  supplyModes: anyOf(Object.values(SupplyMode)),
  circuits: anyOf(Object.values(Circuit)),
  organic: maybe(fc.boolean()),
  territory: maybe(anyTerritory),
  origin: fc.option(anyTerritory, { freq: 1, nil: undefined }),
  destination: fc.option(anyTerritory, { freq: 1, nil: undefined }),
  actor: maybe(fc.constantFrom(...ACTORS)),
  project: maybe(fc.constantFrom(...PROJECTS)),
});
/** A few conditions at a time: all at once would match nothing. */
const filter: fc.Arbitrary<FlowFilter> = fc
  .tuple(
    conditions,
    period,
    fc.subarray(
      [
        'stages',
        'nature',
        'families',
        'products',
        'supplyModes',
        'circuits',
        'organic',
        'territory',
        'origin',
        'destination',
        'actor',
        'project',
      ] as const,
      { maxLength: 4 },
    ),
  )
  .map(([all, days, kept]) => ({ ...days, ...Object.fromEntries(kept.map((name) => [name, all[name]])) }));
const groupBy = fc.shuffledSubarray(Object.values(FlowDimension), { maxLength: 4 });

function matches(flow: TestFlow, asked: FlowFilter, dimensions: readonly FlowDimension[]): boolean {
  const family = PRODUCTS.find(({ code }) => code === flow.product)?.family as ProductFamily;
  const nature = asked.nature ?? (dimensions.includes(FlowDimension.NATURE) ? flow.nature : Nature.ACTUAL);
  return (
    flow.nature === nature &&
    (asked.stages?.includes(flow.stage) ?? true) &&
    (asked.families?.includes(family) ?? true) &&
    (asked.products?.includes(flow.product) ?? true) &&
    (asked.supplyModes?.includes(flow.supplyMode as SupplyMode) ?? true) &&
    (asked.circuits?.includes(flow.circuit as Circuit) ?? true) &&
    (asked.organic === undefined || asked.organic === flow.organic) &&
    (!asked.territory || inside(attributed(flow), asked.territory)) &&
    (!asked.origin || inside(flow.origin, asked.origin)) &&
    (!asked.destination || inside(flow.destination, asked.destination)) &&
    (!asked.actor || [flow.provider, flow.receiver].includes(asked.actor)) &&
    (!asked.project || flow.project === asked.project)
  );
}

function expected(asked: FlowFilter, dimensions: readonly FlowDimension[]): Total[] {
  const from = asked.year ? `${asked.year}-01-01` : (asked.from ?? '');
  const to = asked.year ? `${asked.year}-12-31` : (asked.to ?? '9');
  const rows = new Map<string, Record<string, unknown>>();
  const sums = sumBy(
    FLOWS.filter((flow) => matches(flow, asked, dimensions)),
    (flow, day) => {
      if (day < from || day > to) return null;
      const values = Object.assign({}, ...dimensions.map((name) => DIMENSION[name](flow, day))) as object;
      const row = { ...NOTHING, ...values };
      const key = JSON.stringify(row);
      rows.set(key, row);
      return key;
    },
  );
  if (dimensions.length === 0 && sums.size === 0)
    return [{ ...NOTHING, tonnes: 0, flows: 0, unconverted: [] }];
  return [...sums].map(([key, sum]) => ({
    ...rows.get(key),
    tonnes: tonnes(sum.grams),
    flows: sum.flows.size,
    unconverted: unconverted(sum.units),
  }));
}

const NOTHING = {
  stage: null,
  nature: null,
  year: null,
  month: null,
  family: null,
  product: null,
  supplyMode: null,
  circuit: null,
  organic: null,
  region: null,
  departement: null,
  epci: null,
  provider: null,
};

const sorted = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(row, Object.keys(SHAPE).sort())).sort();
const SHAPE = {
  ...NOTHING,
  tonnes: 0,
  flows: 0,
  unconverted: [],
  id: '',
  code: '',
  name: '',
  value: '',
  unit: '',
};

async function totals(asked: FlowFilter, dimensions: readonly FlowDimension[]): Promise<Total[]> {
  const { flowTotals } = await client.data<{ flowTotals: Total[] }>(QUERY, {
    filter: asked,
    groupBy: dimensions,
  });
  return flowTotals;
}

it('says what the rules say, for any filter and any grouping', async () => {
  await fc.assert(
    fc.asyncProperty(filter, groupBy, async (asked, dimensions) => {
      expect(sorted(await totals(asked, dimensions))).toEqual(sorted(expected(asked, dimensions)));
    }),
    { numRuns: 150 },
  );
}, 120_000);

it('adds up to the whole over any cut of the calendar', async () => {
  const all = await totals({}, []);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(anyDay, { minLength: 1, maxLength: 5 }), async (days) => {
      const cuts = days.sort();
      const ranges: FlowFilter[] = [...cuts, undefined].map((start, index) => ({
        ...(index > 0 ? { from: cuts[index - 1] } : {}),
        ...(start === undefined ? {} : { to: dayBefore(start) }),
      }));
      const parts = await Promise.all(ranges.map(async (range) => (await totals(range, []))[0]));
      const grams = parts.reduce((sum, part) => sum + BigInt(Math.round((part?.tonnes ?? 0) * 1e6)), 0n);
      expect(grams).toBe(BigInt(Math.round((all[0]?.tonnes ?? 0) * 1e6)));
    }),
    { numRuns: 25 },
  );
}, 60_000);

it('sums months to years, years to the whole', async () => {
  const grams = (rows: Total[]) => rows.reduce((sum, row) => sum + BigInt(Math.round(row.tonnes * 1e6)), 0n);
  const [whole, years, months] = await Promise.all([
    totals({}, []),
    totals({}, [FlowDimension.YEAR]),
    totals({}, [FlowDimension.MONTH]),
  ]);
  expect(grams(years)).toBe(grams(whole));
  for (const year of years)
    expect(grams(months.filter((month) => month['year'] === year['year']))).toBe(grams([year]));
});

it('keeps a stable order: dimensions in the order of the vocabulary, values ascending, null last', async () => {
  const rows = await totals({ nature: Nature.ACTUAL }, [
    FlowDimension.EPCI,
    FlowDimension.YEAR,
    FlowDimension.STAGE,
    FlowDimension.STAGE,
  ]);
  const stages = Object.values(FlowStage) as string[];
  const position = (row: Total) => [
    stages.indexOf(row['stage'] as string),
    row['year'],
    (row['epci'] as { id: string } | null)?.id ?? '~',
  ];
  const keys = rows.map((row) => JSON.stringify(position(row)));
  expect(keys).toEqual([...keys].sort());
  expect(new Set(keys).size).toBe(keys.length);
});

it('gives exactly one row without dimensions, of zeros where nothing matches, and none with dimensions', async () => {
  const nothing: FlowFilter = { project: 'project:nobody' };
  expect(await totals(nothing, [])).toEqual([{ ...NOTHING, tonnes: 0, flows: 0, unconverted: [] }]);
  expect(await totals(nothing, [FlowDimension.STAGE])).toEqual([]);
  expect(await totals({ stages: [] }, [FlowDimension.STAGE])).toEqual([]);
});

it('names the narrowest level asked for as the territory of a row', async () => {
  const { flowTotals } = await client.data<{ flowTotals: Record<string, { id: string } | null>[] }>(
    '{ flowTotals(groupBy: [REGION, DEPARTEMENT, EPCI]) { territory { id } region { id } departement { id } epci { id } } }',
  );
  for (const row of flowTotals)
    expect(row['territory']).toEqual(row['epci'] ?? row['departement'] ?? row['region']);
});

it('names the documents behind each row, in one more statement for all rows', async () => {
  db.statements.reset();
  const { flowTotals } = await client.data<{
    flowTotals: { stage: FlowStage; sources: { title: string; locator: null }[] }[];
  }>('{ flowTotals(groupBy: [STAGE]) { stage sources { title publisher date locator } } }');
  expect(db.statements.labels).toEqual(['flows.totals', 'flows.totalSources']);
  for (const { stage, sources } of flowTotals) {
    const cited = FLOWS.filter((flow) => flow.stage === stage && flow.nature === Nature.ACTUAL);
    expect(sources.map(({ title }) => title)).toEqual(
      expect.arrayContaining([...new Set(cited.map(({ source }) => `Titre ${source}`))]),
    );
    expect(sources.every(({ locator }) => locator === null)).toBe(true);
    expect(new Set(sources.map(({ title }) => title)).size).toBe(sources.length);
  }
});

it('is one statement, whatever the filter and the grouping', async () => {
  db.statements.reset();
  await totals(
    { territory: 'region:24', from: '2020-02-03', to: '2021-05-06' },
    Object.values(FlowDimension),
  );
  expect(db.statements.labels).toEqual(['flows.totals']);
});

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
