import 'reflect-metadata';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { Unit } from '../../../platform/vocabulary/unit';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../../../subgraphs/flows/subgraph';
import { testDatabase, type TestDatabase } from '../../support/database';
import { flowRecord, writeCatalogue, type TestFlow, writeTestFlows } from '../../support/flows';
import { SubgraphClient } from '../../support/subgraph-client';
import { overlaps, TERRITORIES, writeTerritoryFixture } from '../../support/territories';
import { attributed, inside, sumBy, tonnes, unconverted, type Sum } from './oracle';
import { randomFlows } from './random-flows';

interface Balance {
  produced: number;
  collected: number;
  transformed: number;
  distributed: number;
  inflow: number;
  local: number;
  undetermined: number;
  outflow: number;
  localShare: number | null;
  organicShare: number | null;
  unconverted: { value: string; unit: Unit }[];
}
const BALANCE = `produced collected transformed distributed inflow local undetermined outflow
  localShare organicShare unconverted { value unit }`;

describe('over random flows', () => {
  const FLOWS = randomFlows(200);
  const IDS = [...TERRITORIES.map(({ id }) => id), 'commune:41900'];
  const YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025];
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

  const sumOf = (year: number, wanted: (flow: TestFlow) => boolean): Sum | undefined =>
    sumBy(FLOWS.filter(wanted), (_, day) => (day.startsWith(`${year}-`) ? 'sum' : null)).get('sum');

  function expectedBalance(id: string, year: number, nature: Nature): Balance {
    const here = (flow: TestFlow) => flow.nature === nature && inside(attributed(flow), id);
    const grams = (wanted: (flow: TestFlow) => boolean) => sumOf(year, wanted)?.grams ?? 0n;
    const at = (stage: FlowStage) => (flow: TestFlow) => here(flow) && flow.stage === stage;
    const distributed = at(FlowStage.DISTRIBUTED);
    const outside = (end: string | null) => end !== null && !overlaps(end, id);
    const inflow = grams((flow) => distributed(flow) && inside(flow.destination, id) && outside(flow.origin));
    const local = grams(
      (flow) => distributed(flow) && inside(flow.destination, id) && inside(flow.origin, id),
    );
    const organic = grams((flow) => distributed(flow) && flow.organic === true);
    const conventional = grams((flow) => distributed(flow) && flow.organic === false);
    const share = (part: bigint, whole: bigint) => (whole === 0n ? null : Number(part) / Number(whole));
    return {
      produced: tonnes(grams(at(FlowStage.PRODUCED))),
      collected: tonnes(grams(at(FlowStage.COLLECTED))),
      transformed: tonnes(grams(at(FlowStage.TRANSFORMED))),
      distributed: tonnes(grams(distributed)),
      inflow: tonnes(inflow),
      local: tonnes(local),
      undetermined: tonnes(grams(distributed) - inflow - local),
      outflow: tonnes(
        grams(
          (flow) =>
            flow.nature === nature &&
            flow.stage === FlowStage.DISTRIBUTED &&
            inside(flow.origin, id) &&
            outside(flow.destination),
        ),
      ),
      localShare: share(local, local + inflow),
      organicShare: share(organic, organic + conventional),
      unconverted: unconverted(sumOf(year, here)?.units ?? new Map()),
    };
  }

  it.each([Nature.ACTUAL, Nature.PLANNED])(
    'balances every territory and year as the rules say: %s',
    async (nature) => {
      for (const year of YEARS) {
        const balances = await client.entities<{ flowBalance: Balance }>(
          'Territory',
          IDS,
          `flowBalance(year: ${year}, nature: ${nature}) { ${BALANCE} }`,
        );
        IDS.forEach((id, index) => {
          expect({ id, year, ...balances[index]?.flowBalance }).toEqual({
            id,
            year,
            ...expectedBalance(id, year, nature),
          });
        });
      }
    },
  );

  it('draws every year and stage of a series, those without a flow included', async () => {
    const series = await client.entities<{ flowSeries: { year: number; stage: FlowStage }[] }>(
      'Territory',
      IDS,
      'flowSeries(from: 2017, to: 2024) { year stage tonnes flows unconverted { value unit } }',
    );
    IDS.forEach((id, index) => {
      const expected = Array.from({ length: 8 }, (_, offset) => 2017 + offset).flatMap((year) =>
        Object.values(FlowStage).map((stage) => {
          const sum = sumOf(
            year,
            (flow) => flow.nature === Nature.ACTUAL && flow.stage === stage && inside(attributed(flow), id),
          );
          return {
            year,
            stage,
            tonnes: tonnes(sum?.grams ?? 0n),
            flows: sum?.flows.size ?? 0,
            unconverted: unconverted(sum?.units ?? new Map()),
          };
        }),
      );
      expect(series[index]?.flowSeries).toEqual(expected);
    });
  });

  it('says the same in a balance, a series and a total', async () => {
    const { flowTotals } = await client.data<{ flowTotals: { tonnes: number }[] }>(
      '{ flowTotals(filter: { territory: "region:24", year: 2020, stages: [DISTRIBUTED] }) { tonnes } }',
    );
    const [region] = await client.entities<{
      flowBalance: { distributed: number };
      flowSeries: { tonnes: number }[];
    }>(
      'Territory',
      ['region:24'],
      'flowBalance(year: 2020) { distributed } flowSeries(stage: DISTRIBUTED, from: 2020, to: 2020) { tonnes }',
    );
    expect(region?.flowBalance.distributed).toBe(flowTotals[0]?.tonnes);
    expect(region?.flowSeries).toEqual([{ tonnes: flowTotals[0]?.tonnes }]);
  });

  it('is one statement for any number of territories, years and natures, and one more for the sources', async () => {
    for (const count of [1, 1000]) {
      const ids = Array.from({ length: count }, (_, index) => IDS[index] ?? `commune:${10000 + index}`);
      db.statements.reset();
      await client.entities(
        'Territory',
        ids,
        `a: flowBalance(year: 2020) { ${BALANCE} } b: flowBalance(year: 2021, nature: PLANNED) { ${BALANCE} }`,
      );
      expect(db.statements.labels).toEqual(['flows.balances']);

      db.statements.reset();
      await client.entities(
        'Territory',
        ids,
        'a: flowSeries(from: 2018, to: 2022) { tonnes } b: flowSeries(stage: PRODUCED, from: 2000, to: 2020) { tonnes }',
      );
      expect(db.statements.labels).toEqual(['flows.series']);

      db.statements.reset();
      await client.entities(
        'Territory',
        ids,
        'flowBalance(year: 2020) { sources { title } } flowSeries(from: 2019, to: 2020) { sources { title } }',
      );
      expect([...db.statements.labels].sort()).toEqual([
        'flows.balanceSources',
        'flows.balances',
        'flows.series',
        'flows.seriesSources',
      ]);
    }
  });

  it('knows nothing of a territory without flows, and says so', async () => {
    const [unknown] = await client.entities<{ flowBalance: Balance }>(
      'Territory',
      ['commune:99999'],
      `flowBalance(year: 2020) { ${BALANCE} }`,
    );
    expect(unknown?.flowBalance).toEqual({
      ...{ produced: 0, collected: 0, transformed: 0, distributed: 0 },
      ...{ inflow: 0, local: 0, undetermined: 0, outflow: 0 },
      ...{ localShare: null, organicShare: null, unconverted: [] },
    });
  });
});

describe('over one flow', () => {
  let db: TestDatabase;
  let client: SubgraphClient<FlowsContext>;

  beforeEach(async () => {
    db = await testDatabase(flowsStorage);
    await writeTerritoryFixture(db.dataSource);
    await writeCatalogue(db.dataSource.manager);
    client = new SubgraphClient(await createFlowsSubgraph(), db.database);
  });
  afterEach(() => db.close());

  async function balances(flow: Partial<TestFlow>, ids: string[]): Promise<Balance[]> {
    await writeTestFlows(db.dataSource.manager, [flowRecord(flow)]);
    const nodes = await client.entities<{ flowBalance: Balance }>(
      'Territory',
      ids,
      `flowBalance(year: 2021) { ${BALANCE} }`,
    );
    return nodes.map(({ flowBalance }) => flowBalance);
  }

  it('is inflow where it arrives, outflow where it leaves, local where both ends lie', async () => {
    const [to, from, straddling, region] = await balances(
      { origin: 'commune:37261', destination: 'commune:41003' },
      ['departement:41', 'departement:37', 'epci:200030385', 'region:24'],
    );
    expect(to).toMatchObject({ distributed: 12, inflow: 12, local: 0, outflow: 0, localShare: 0 });
    expect(from).toMatchObject({ distributed: 0, inflow: 0, local: 0, outflow: 12, localShare: null });
    expect(straddling).toMatchObject({ distributed: 0, outflow: 12 });
    expect(region).toMatchObject({ distributed: 12, inflow: 0, local: 12, outflow: 0, localShare: 1 });
  });

  it('takes an origin known only as a wider territory neither for local nor for inflow', async () => {
    const [commune, region] = await balances({ origin: 'region:24', destination: 'commune:41018' }, [
      'commune:41018',
      'region:24',
    ]);
    expect(commune).toMatchObject({
      distributed: 12,
      inflow: 0,
      local: 0,
      undetermined: 12,
      localShare: null,
    });
    expect(region).toMatchObject({ distributed: 12, local: 12, undetermined: 0, localShare: 1 });
  });

  it('counts a flow known at région level in the région and in France, in no commune', async () => {
    const [commune, region, france] = await balances({ destination: 'region:24' }, [
      'commune:41018',
      'region:24',
      'france',
    ]);
    expect([commune?.distributed, region?.distributed, france?.distributed]).toEqual([0, 12, 12]);
  });

  it('does not let goods leave at the stage of production: they leave once, when distributed', async () => {
    const [from] = await balances(
      { stage: FlowStage.PRODUCED, origin: 'commune:37261', destination: 'commune:41003' },
      ['departement:37'],
    );
    expect(from).toMatchObject({ produced: 12, outflow: 0 });
  });

  it('shows a basket under unconverted, exactly, part by part of the year', async () => {
    const [balance] = await balances(
      {
        unit: Unit.BASKET,
        quantity: '731',
        periodStart: '2020-01-01',
        periodEnd: '2021-12-31',
        destination: 'france',
      },
      ['france'],
    );
    expect(balance).toMatchObject({ distributed: 0, unconverted: [{ value: '365', unit: Unit.BASKET }] });
  });

  it('takes the organic share from the flows that state it', async () => {
    await writeTestFlows(db.dataSource.manager, [
      flowRecord({ externalId: 'bio', quantity: '1', organic: true, destination: 'france' }),
      flowRecord({ externalId: 'non', quantity: '3', organic: false, destination: 'france' }),
    ]);
    const [balance] = await balances({ externalId: 'silent', destination: 'france' }, ['france']);
    expect(balance).toMatchObject({ distributed: 16, organicShare: 0.25 });
  });
});
