import fc from 'fast-check';
import { fromScaled, toScaled } from '../../../platform/decimal';
import { AwardDimension } from '../../../platform/vocabulary/award-dimension';
import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../platform/vocabulary/instrument';
import { Nature } from '../../../platform/vocabulary/nature';
import type { AwardRecord } from '../../../subgraphs/financing/writes/write-awards';
import { liesIn, TERRITORIES } from '../../support/territories';
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
    expect(await of('funder: "nobody"')).toMatch('`funder`');
    expect(await of('minAmount: "abc"')).toMatch('Decimal');
    expect((await totals(null, [AwardDimension.YEAR, AwardDimension.YEAR])).rows).toHaveLength(1);
  });

  test('random awards: rows add up to the whole, and each equals what TypeScript sums', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(awardArbitrary, { maxLength: 25 }),
        fc.subarray(Object.values(AwardDimension).filter((dimension) => dimension !== AwardDimension.SCHEME)),
        fc.option(fc.constantFrom(...TERRITORIES.map(({ id }) => id))),
        async (drawn, dimensions, territory) => {
          await financing.clear();
          await financing.write(...drawn.map((award, index) => toRecord(award, index)));
          const filter = territory === null ? null : { territory };
          const kept = drawn.filter(
            (award) =>
              award.nature === Nature.ACTUAL &&
              (territory === null || (award.place !== null && liesIn(award.place, territory))),
          );
          const { rows } = await totals(filter, dimensions);
          expect(summary(rows, dimensions)).toEqual(oracle(kept, dimensions));
          const [whole] = (await totals(filter, [])).rows;
          expect(whole.awards).toBe(kept.length);
          expect(toScaled(whole.amount, 2)).toBe(sum(rows.map(({ amount }: { amount: string }) => amount)));
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});

interface DrawnAward {
  amount: string | null;
  year: number | null;
  funder: string | null;
  recipient: string | null;
  category: FunderCategory;
  instrument: Instrument;
  nature: Nature;
  place: string | null;
  twice: boolean;
}

const awardArbitrary: fc.Arbitrary<DrawnAward> = fc.record({
  amount: fc.option(fc.bigInt({ min: 0n, max: 999_999_999_999n }).map((cents) => fromScaled(cents, 2))),
  year: fc.option(fc.integer({ min: 2019, max: 2022 })),
  funder: fc.option(fc.constantFrom('actor:dgcs', 'actor:caf')),
  recipient: fc.option(fc.constantFrom('actor:afls', 'actor:vrac')),
  category: fc.constantFrom(FunderCategory.STATE, FunderCategory.CAF, FunderCategory.COMPANY),
  instrument: fc.constantFrom(Instrument.GRANT, Instrument.LOAN),
  nature: fc.constantFrom(Nature.ACTUAL, Nature.ACTUAL, Nature.PLANNED),
  place: fc.option(fc.constantFrom(...TERRITORIES.map(({ id }) => id))),
  twice: fc.boolean(),
});

function toRecord(award: DrawnAward, index: number): AwardRecord {
  const start = award.year === null ? null : `${award.year}-05-01`;
  return anAward(`n${index}`, {
    amount: award.amount,
    // Half of them by their date, half by a period that runs over into the next year.
    ...(index % 2 === 0
      ? { date: start }
      : { periodStart: start, periodEnd: start === null ? null : `${(award.year ?? 0) + 1}-04-30` }),
    funder: award.funder,
    recipient: award.recipient,
    funderCategory: award.category,
    instrument: award.instrument,
    nature: award.nature,
    territory: award.place === null ? null : (financing.keys.get(award.place) ?? null),
    citations: (award.twice ? ['essai', 'registre'] : ['essai']).map((source) => ({ source, locator: '' })),
  });
}

const sum = (amounts: readonly string[]) =>
  amounts.reduce((total, amount) => total + toScaled(amount, 2), 0n);

const at = (level: string) => (award: DrawnAward) =>
  award.place === null
    ? null
    : (TERRITORIES.find(({ id }) => id.startsWith(level) && liesIn(award.place as string, id))?.id ?? null);

const VALUES: Record<string, (award: DrawnAward) => unknown> = {
  YEAR: ({ year }) => year,
  FUNDER: ({ funder }) => funder,
  FUNDER_CATEGORY: ({ category }) => category,
  INSTRUMENT: ({ instrument }) => instrument,
  REGION: at('region:'),
  DEPARTEMENT: at('departement:'),
  EPCI: at('epci:'),
  RECIPIENT: ({ recipient }) => recipient,
};

/** Sums in TypeScript: what the database must find. */
function oracle(awards: readonly DrawnAward[], dimensions: readonly AwardDimension[]) {
  const groups = new Map<string, DrawnAward[]>();
  if (dimensions.length === 0) groups.set('[]', []);
  for (const award of awards) {
    const name = JSON.stringify(dimensions.map((dimension) => VALUES[dimension]?.(award)));
    groups.set(name, [...(groups.get(name) ?? []), award]);
  }
  return Object.fromEntries(
    [...groups].map(([name, members]) => [
      name,
      {
        amount: fromScaled(sum(members.flatMap(({ amount }) => (amount === null ? [] : [amount]))), 2),
        awards: members.length,
        awardsWithoutAmount: members.filter(({ amount }) => amount === null).length,
      },
    ]),
  );
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are asserted by shape
function summary(rows: any[], dimensions: readonly AwardDimension[]) {
  const fields: Record<string, string> = { FUNDER_CATEGORY: 'funderCategory' };
  return Object.fromEntries(
    rows.map((row) => {
      const values = dimensions.map((dimension) => {
        const value = row[fields[dimension] ?? dimension.toLowerCase()];
        return value?.id ?? value;
      });
      const { amount, awards, awardsWithoutAmount } = row;
      return [JSON.stringify(values), { amount, awards, awardsWithoutAmount }];
    }),
  );
}
