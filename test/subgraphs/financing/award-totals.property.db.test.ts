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

async function totals(filter: object | null, groupBy: readonly AwardDimension[]) {
  const { data, errors } = await financing.ask(
    `query ($filter: AwardFilter, $by: [AwardDimension!]!) { awardTotals(filter: $filter, groupBy: $by) {
       year funder { id } funderCategory instrument region { id } departement { id } epci { id } recipient { id }
       amount awards awardsWithoutAmount } }`,
    { filter, by: groupBy },
  );
  expect(errors).toEqual([]);
  return { rows: data.awardTotals };
}

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
