import 'reflect-metadata';
import fc from 'fast-check';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { ProductFamily } from '../../../platform/vocabulary/product-family';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import { chooseSources, chooseSums } from '../../../subgraphs/flows/queries/choose-rollup';
import type { FlowCriteria } from '../../../subgraphs/flows/queries/flow-conditions';
import { countFlows } from '../../../subgraphs/flows/queries/flow-pages';
import { flowTotals, flowTotalSources } from '../../../subgraphs/flows/queries/flow-totals';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { PRODUCTS, writeCatalogue, writeTestFlows } from '../../support/flows';
import { writeTerritoryFixture } from '../../support/territories';
import { anyTerritory, randomFlows } from './random-flows';

/** The flows themselves, never a table of sums. */
const RAW = () => undefined;

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
  await writeCatalogue(db.dataSource.manager);
  await writeTestFlows(db.dataSource.manager, randomFlows(250));
});
afterAll(() => db.close());

const EVERYTHING: FlowCriteria = {
  ...{ stages: null, nature: null, families: null, products: null, supplyModes: null, circuits: null },
  ...{ organic: null, from: null, to: null, territory: null, origin: null, destination: null },
  ...{ actor: null, project: null },
};
const { STAGE, NATURE, YEAR, MONTH, FAMILY, PRODUCT, SUPPLY_MODE, CIRCUIT, ORGANIC } = FlowDimension;

const year = fc.integer({ min: 2018, max: 2024 });
const month = fc.integer({ min: 0, max: 83 }).map((number) => new Date(Date.UTC(2018, number, 1)));
const iso = (date: Date) => date.toISOString().slice(0, 10);
const ordered = <T>([a, b]: [T, T]): [T, T] => (a <= b ? [a, b] : [b, a]);
const years = fc.tuple(year, year).map(ordered);
const months = fc.tuple(month, month).map(ordered);
const ends = (from: string, to: string) =>
  fc.constantFrom<Partial<FlowCriteria>>({ from, to }, { from }, { to }, {});
const wholeYears = years.chain(([from, to]) => ends(`${from}-01-01`, `${to}-12-31`));
const wholeMonths = months.chain(([from, to]) =>
  ends(iso(from), iso(new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)))),
);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 });
const anyOf = <T>(values: readonly T[]) => maybe(fc.subarray([...values], { minLength: 1 }));
const shared = {
  stages: anyOf(Object.values(FlowStage)),
  nature: maybe(fc.constantFrom(...Object.values(Nature))),
};
/** A territory that has cells, and the dimensions of territories that it allows; old codes of communes are raw. */
const place = fc
  .tuple(
    maybe(anyTerritory.filter((id) => !id.startsWith('commune:'))),
    fc.option(fc.constantFrom(FlowDimension.REGION, FlowDimension.DEPARTEMENT, FlowDimension.EPCI)),
  )
  .map(([territory, level]) => ({ territory, level }));

/** What each table can be asked, and little else. */
const QUESTIONS = {
  flow_sum_year: {
    filters: fc.record({
      ...shared,
      supplyModes: anyOf(Object.values(SupplyMode)),
      organic: maybe(fc.boolean()),
    }),
    dimensions: [STAGE, NATURE, YEAR, SUPPLY_MODE, ORGANIC],
    period: wholeYears,
  },
  flow_sum_month: {
    filters: fc.record(shared),
    dimensions: [STAGE, NATURE, YEAR, MONTH],
    period: wholeMonths,
  },
  flow_sum_product: {
    filters: fc.record({
      ...shared,
      families: anyOf(Object.values(ProductFamily)),
      products: anyOf(PRODUCTS.map(({ code }) => code)),
      circuits: anyOf(Object.values(Circuit)),
    }),
    dimensions: [STAGE, NATURE, YEAR, FAMILY, PRODUCT, CIRCUIT],
    period: wholeYears,
  },
};

it.each(Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[])(
  'answers what the flows answer, to the gram and the flow, asked of %s',
  async (table) => {
    const { filters, dimensions, period } = QUESTIONS[table];
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        filters,
        period,
        place,
        fc.subarray([...dimensions], { maxLength: 3 }),
        async (filter, days, { territory, level }, own) => {
          const criteria: FlowCriteria = { ...EVERYTHING, ...filter, ...days, territory };
          const groupBy = level === null ? own : [...own, level];
          if (chooseSums(criteria, groupBy)) answered += 1;
          expect(await flowTotals(db.database, criteria, groupBy)).toEqual(
            await flowTotals(db.database, criteria, groupBy, RAW),
          );
          expect(await countFlows(db.database, criteria)).toBe(await countFlows(db.database, criteria, RAW));
        },
      ),
      { numRuns: 100 },
    );
    expect(answered).toBeGreaterThan(40);
  },
  120_000,
);

it('names the sources that the flows name', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record(shared),
      wholeYears,
      place,
      fc.subarray([STAGE, NATURE, YEAR], { maxLength: 3 }),
      async (filter, days, { territory, level }, own) => {
        const criteria: FlowCriteria = { ...EVERYTHING, ...filter, ...days, territory };
        const groupBy = level === null ? own : [...own, level];
        if (chooseSources(criteria, groupBy)) answered += 1;
        expect(await flowTotalSources(db.database, criteria, groupBy)).toEqual(
          await flowTotalSources(db.database, criteria, groupBy, RAW),
        );
      },
    ),
    { numRuns: 100 },
  );
  expect(answered).toBeGreaterThan(40);
}, 120_000);

describe('the choice of a table', () => {
  const table = (criteria: Partial<FlowCriteria>, groupBy: FlowDimension[] = []) =>
    chooseSums({ ...EVERYTHING, ...criteria }, groupBy)?.rollup.table;

  it.each<[string, Partial<FlowCriteria>, FlowDimension[], string | undefined]>([
    ['a whole', {}, [], 'flow_sum_year'],
    ['whole years', { from: '2020-01-01', to: '2021-12-31' }, [YEAR], 'flow_sum_year'],
    ['whole months', { from: '2020-02-01', to: '2020-02-29' }, [], 'flow_sum_month'],
    ['a cut month', { from: '2020-02-02' }, [], undefined],
    ['families by circuit', { territory: 'departement:41' }, [FAMILY, CIRCUIT], 'flow_sum_product'],
    ['months of a family', { families: [ProductFamily.DAIRY] }, [MONTH], undefined],
    ['a commune', { territory: 'commune:41018' }, [], undefined],
    ['an origin', { origin: 'departement:41' }, [], undefined],
    ['régions of the country', { territory: 'france' }, [FlowDimension.REGION], 'flow_sum_year'],
    ['EPCI, which straddle départements', { territory: 'departement:41' }, [FlowDimension.EPCI], undefined],
    ['two levels', {}, [FlowDimension.REGION, FlowDimension.EPCI], undefined],
  ])('for %s', (_, criteria, groupBy, expected) => expect(table(criteria, groupBy)).toBe(expected));
});
