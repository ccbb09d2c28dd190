import { AwardDimension } from '../../../platform/vocabulary/award-dimension';
import { Nature } from '../../../platform/vocabulary/nature';
import { anAward } from './award-factory';
import { openFinancing, type FinancingHarness } from './financing-harness';

let financing: FinancingHarness;
beforeAll(async () => {
  financing = await openFinancing();
});
afterAll(() => financing.close());
beforeEach(() => financing.clear());

const ROW = `year funder { id } funderCategory scheme { id } instrument territory { id } region { id }
  departement { id } epci { id } recipient { id } amount awards awardsWithoutAmount sources { title locator }`;

async function totals(filter: object | null, groupBy: readonly AwardDimension[]) {
  const { data, errors, statements } = await financing.ask(
    `query ($filter: AwardFilter, $by: [AwardDimension!]!) { awardTotals(filter: $filter, groupBy: $by) { ${ROW} } }`,
    { filter, by: groupBy },
  );
  expect(errors).toEqual([]);
  return { rows: data.awardTotals, statements };
}

describe('awardTotals', () => {
  test('without dimensions is exactly one row, of zeros when nothing is kept', async () => {
    const nothing = {
      year: null,
      funder: null,
      funderCategory: null,
      scheme: null,
      instrument: null,
      territory: null,
      region: null,
      departement: null,
      epci: null,
      recipient: null,
      amount: '0.00',
      awards: 0,
      awardsWithoutAmount: 0,
      sources: [],
    };
    expect((await totals(null, [])).rows).toEqual([nothing]);
    const byDefault = await financing.ask(`{ awardTotals { ${ROW} } }`);
    expect(byDefault.data.awardTotals).toEqual([nothing]);
    expect((await totals(null, [AwardDimension.YEAR])).rows).toEqual([]);
  });

  test('counts awards without an amount and adds nothing for them', async () => {
    await financing.write(
      anAward('one', { amount: '0.10' }),
      anAward('two', { amount: '0.20' }),
      anAward('three'),
    );
    expect((await totals(null, [])).rows).toMatchObject([
      { amount: '0.30', awards: 3, awardsWithoutAmount: 1 },
    ]);
  });

  test('an award with two sources, or two places in one, counts once; the sums name each source once', async () => {
    await financing.write(
      anAward('one', {
        amount: '10',
        citations: [
          { source: 'essai', locator: 'p. 1' },
          { source: 'essai', locator: 'p. 2' },
          { source: 'registre', locator: 'ligne 9' },
        ],
      }),
      anAward('two', { amount: '5' }),
    );
    expect((await totals(null, [])).rows).toMatchObject([
      {
        amount: '15.00',
        awards: 2,
        sources: [
          { title: 'Source essai', locator: null },
          { title: 'Source registre', locator: null },
        ],
      },
    ]);
  });

  test('never mixes realised and planned', async () => {
    await financing.write(
      anAward('one', { amount: '1' }),
      anAward('two', { amount: '9', nature: Nature.PLANNED }),
    );
    expect((await totals({}, [])).rows).toMatchObject([{ amount: '1.00', awards: 1 }]);
    expect((await totals({ nature: 'PLANNED' }, [])).rows).toMatchObject([{ amount: '9.00', awards: 1 }]);
  });

  test('an award over several years counts whole in its first, an undated one in none; unknown comes last', async () => {
    await financing.write(
      anAward('long', { amount: '900', periodStart: '2020-07-01', periodEnd: '2023-06-30' }),
      // The date of the decision wins over the period.
      anAward('decided', {
        amount: '50',
        date: '2022-12-31',
        periodStart: '2023-01-01',
        periodEnd: '2023-12-31',
      }),
      anAward('undated', { amount: '7' }),
    );
    const { rows } = await totals(null, [AwardDimension.YEAR]);
    expect(rows.map(({ year, amount }: { year: number; amount: string }) => [year, amount])).toEqual([
      [2020, '900.00'],
      [2022, '50.00'],
      [null, '7.00'],
    ]);
    expect((await totals({ year: 2021 }, [])).rows).toMatchObject([{ amount: '0.00', awards: 0 }]);
  });

  test('groups by enclosing territories; outside of them stays a row of its own', async () => {
    const at = (id: string, territory: string | null) =>
      anAward(id, {
        amount: '1',
        territory: territory === null ? null : (financing.keys.get(territory) ?? null),
      });
    await financing.write(
      at('toulouse', 'commune:31555'),
      at('straddling', 'epci:200030385'),
      at('pat', 'pat:blois'),
      at('averdon', 'commune:41003'),
      at('region', 'region:76'),
      at('france', 'france'),
      at('nowhere', null),
    );
    const { rows } = await totals(null, [
      AwardDimension.REGION,
      AwardDimension.DEPARTEMENT,
      AwardDimension.EPCI,
    ]);
    const id = (territory: { id: string } | null) => territory?.id ?? null;
    expect(
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are asserted by shape
      rows.map((row: any) => [
        id(row.region),
        id(row.departement),
        id(row.epci),
        id(row.territory),
        row.awards,
      ]),
    ).toEqual([
      ['region:24', 'departement:41', null, 'departement:41', 1],
      ['region:24', null, 'epci:200030385', 'epci:200030385', 1],
      ['region:24', null, null, 'region:24', 1],
      ['region:76', 'departement:31', 'epci:243100518', 'epci:243100518', 1],
      ['region:76', null, null, 'region:76', 1],
      [null, null, null, null, 2],
    ]);
  });

  test('is one statement for any dimensions, and one more for the sources of all rows', async () => {
    await financing.write(anAward('one', { date: '2021-01-01' }), anAward('two', { date: '2022-01-01' }));
    const { statements } = await totals({ territory: 'france' }, Object.values(AwardDimension));
    // Nothing was kept in France (no territory): one more statement asks whether France is known.
    expect(statements).toEqual(['financing.awards.totals', 'financing.territories.known']);
    expect((await totals(null, Object.values(AwardDimension))).statements).toEqual([
      'financing.awards.totals',
      'financing.sources.bySlug',
    ]);
  });

  test('refuses an unknown territory, a bad id, a bad amount; ignores a repeated dimension', async () => {
    await financing.write(anAward('one', { date: '2021-01-01' }));
    const of = (filter: string) => financing.refusal(`{ awardTotals(filter: {${filter}}) { amount } }`);
    expect(await of('territory: "commune:99998"')).toMatch('`territory`');
    expect(await of('territory: "region:98"')).toMatch('unknown');
    expect(await of('funder: "nobody"')).toMatch('`filter.funder`');
    expect(await of('minAmount: "abc"')).toMatch('Decimal');
    expect((await totals(null, [AwardDimension.YEAR, AwardDimension.YEAR])).rows).toHaveLength(1);
  });
});
