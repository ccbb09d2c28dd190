import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Nature } from '../../../platform/vocabulary/nature';
import { TERRITORIES } from '../../support/territories';
import { anAward } from './award-factory';
import { openFinancing, type FinancingHarness } from './financing-harness';

let financing: FinancingHarness;

beforeAll(async () => {
  financing = await openFinancing();
  const at = (id: string) => ({ territory: financing.keys.get(id) ?? null });
  await financing.write(
    anAward('blois', { amount: '115', date: '2021-03-01', ...at('commune:41018') }),
    anAward('blois-state', {
      amount: '0.50',
      date: '2020-03-01',
      funderCategory: FunderCategory.STATE,
      ...at('commune:41018'),
    }),
    anAward('straddling', { date: '2021-05-01', ...at('epci:200030385') }),
    anAward('marseille', { amount: '87', recipient: 'actor:afls', ...at('commune:31555') }),
    anAward('planned', { amount: '1000', nature: Nature.PLANNED, ...at('commune:41018') }),
  );
});
afterAll(() => financing.close());

const SUMMARY = `amount awards awardsWithoutAmount perInhabitant sources { title locator }
  byCategory { funderCategory amount awards awardsWithoutAmount year territory { id } sources { title } }`;

async function of(id: string, args = '') {
  const { data, errors } = await financing.entities('Territory', [id], `financing${args} { ${SUMMARY} }`);
  expect(errors).toEqual([]);
  return data._entities[0].financing;
}

describe('Territory.financing', () => {
  test('sums what is attributed there and inside, with its categories and sources', async () => {
    expect(await of('region:24')).toEqual({
      amount: '115.50',
      awards: 3,
      awardsWithoutAmount: 1,
      perInhabitant: '0.03',
      sources: [{ title: 'Source essai', locator: null }],
      byCategory: [
        {
          funderCategory: 'DEPARTEMENT',
          amount: '115.00',
          awards: 2,
          awardsWithoutAmount: 1,
          year: null,
          territory: null,
          sources: [{ title: 'Source essai' }],
        },
        {
          funderCategory: 'STATE',
          amount: '0.50',
          awards: 1,
          awardsWithoutAmount: 0,
          year: null,
          territory: null,
          sources: [{ title: 'Source essai' }],
        },
      ],
    });
  });

  test('counts up, never down; a straddling EPCI counts in the région and in no département', async () => {
    const amounts = async (...ids: string[]) => Promise.all(ids.map(async (id) => (await of(id)).awards));
    expect(await amounts('france', 'region:24', 'departement:41', 'commune:41018')).toEqual([4, 3, 2, 2]);
    expect(await amounts('epci:200030385', 'commune:37261', 'commune:41003', 'departement:37')).toEqual([
      3, 0, 0, 0,
    ]);
    expect(await amounts('pat:blois')).toEqual([2]);
  });

  test('one year, or all of them with what has no date', async () => {
    expect(await of('commune:41018', '(year: 2021)')).toMatchObject({ amount: '115.00', awards: 1 });
    expect(await of('commune:41018', '(year: 2019)')).toMatchObject({
      amount: '0.00',
      awards: 0,
      byCategory: [],
    });
    expect(await of('commune:31555')).toMatchObject({ amount: '87.00', awards: 1 });
  });

  test('by inhabitant is rounded half up, and null where the population is unknown', async () => {
    // 115.50 / 1 000 and 87 / 1 000
    expect((await of('commune:41018')).perInhabitant).toBe('0.12');
    expect((await of('commune:31555')).perInhabitant).toBe('0.09');
    await financing.db.dataSource.query(
      `UPDATE territory SET population = CASE id WHEN 'commune:41003' THEN 700 END
       WHERE id IN ('commune:41003', 'commune:31001')`,
    );
    await financing.write(
      anAward('averdon', { amount: '3.50', territory: financing.keys.get('commune:41003') ?? null }),
      anAward('aix', { amount: '10', territory: financing.keys.get('commune:31001') ?? null }),
    );
    // 3.50 / 700 = 0.005
    expect((await of('commune:41003')).perInhabitant).toBe('0.01');
    expect(await of('commune:31001')).toMatchObject({ amount: '10.00', perInhabitant: null });
    await financing.db.dataSource.query(`DELETE FROM award WHERE id IN ('award:averdon', 'award:aix')`);
  });

  test('by inhabitant is not 0.00 where no award states an amount, and is where there is no award', async () => {
    await financing.write(
      anAward('unstated', { amount: null, territory: financing.keys.get('commune:41003') ?? null }),
    );
    expect(await of('commune:41003')).toMatchObject({
      awards: 1,
      awardsWithoutAmount: 1,
      perInhabitant: null,
    });
    await financing.db.dataSource.query(`DELETE FROM award WHERE id = 'award:unstated'`);
    expect(await of('commune:41003')).toMatchObject({ awards: 0, perInhabitant: '0.00' });
  });

  test.each([0, -1, 1899, 2101])('the year %d is refused', async (year) => {
    const { data, errors } = await financing.entities(
      'Territory',
      ['france'],
      `financing(year: ${year}) { amount }`,
    );
    expect(data._entities).toEqual([null]);
    expect(errors).toMatchObject([
      {
        message: `\`year\` must be a year from 1900 to 2100; received ${year}.`,
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  test('an old code gives the commune of today; an id unknown here gives zeros', async () => {
    expect(await of('commune:41900')).toEqual(await of('commune:41018'));
    expect(await of('commune:99999')).toEqual({
      amount: '0.00',
      awards: 0,
      awardsWithoutAmount: 0,
      perInhabitant: null,
      sources: [],
      byCategory: [],
    });
  });

  test('one statement for one territory and for a thousand, and one for all their sources', async () => {
    const ids = TERRITORIES.map(({ id }) => id);
    const many = Array.from({ length: 1000 }, (_, index) => ids[index] ?? `commune:${10000 + index}`);
    for (const asked of [ids.slice(0, 1), many]) {
      const { data, errors, statements } = await financing.entities(
        'Territory',
        asked,
        `financing { ${SUMMARY} } awards { totalCount nodes { id sources { title } } }`,
      );
      expect(errors).toEqual([]);
      expect(data._entities).toHaveLength(asked.length);
      expect([...statements].sort()).toEqual([
        'financing.awards.countOfTERRITORY',
        'financing.awards.ofTERRITORY',
        'financing.sources.bySlug',
        'financing.sources.ofAwards',
        'financing.territories.summary',
      ]);
    }
  });
});

describe('Territory.awards', () => {
  test('are the rows behind the sum', async () => {
    const { data } = await financing.entities(
      'Territory',
      ['region:24', 'commune:41018'],
      'awards { totalCount nodes { id } }',
    );
    expect(data._entities.map((territory: { awards: object }) => territory.awards)).toEqual([
      {
        totalCount: 3,
        nodes: [{ id: 'award:straddling' }, { id: 'award:blois' }, { id: 'award:blois-state' }],
      },
      { totalCount: 2, nodes: [{ id: 'award:blois' }, { id: 'award:blois-state' }] },
    ]);
  });

  test('pages of many owners are cut each at its own place', async () => {
    const page = 'awards(first: 1) { nodes { id } pageInfo { hasNextPage endCursor } }';
    const { data } = await financing.entities('Territory', ['region:24', 'commune:31555'], page);
    const [wide, narrow] = data._entities;
    expect(wide.awards).toMatchObject({
      nodes: [{ id: 'award:straddling' }],
      pageInfo: { hasNextPage: true },
    });
    expect(narrow.awards).toMatchObject({
      nodes: [{ id: 'award:marseille' }],
      pageInfo: { hasNextPage: false },
    });
    const next = await financing.entities(
      'Territory',
      ['region:24'],
      `awards(first: 5, after: "${wide.awards.pageInfo.endCursor}") { nodes { id } }`,
    );
    expect(next.data._entities[0].awards.nodes).toEqual([{ id: 'award:blois' }, { id: 'award:blois-state' }]);
  });

  test('refuses a filter that names an unknown territory, a bad page, a forged cursor', async () => {
    for (const args of ['filter: { territory: "commune:99999" }', 'first: 0', 'first: 101', 'after: "x"']) {
      const { errors } = await financing.entities(
        'Territory',
        ['france'],
        `awards(${args}) { nodes { id } }`,
      );
      expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});

describe('awards of actors', () => {
  test('given and received, under the filter of the caller as well', async () => {
    const { data, errors } = await financing.entities(
      'Actor',
      ['actor:departement-13', 'actor:afls', 'actor:nobody'],
      `awardsGiven { totalCount nodes { id } } awardsReceived { totalCount nodes { id } }
       planned: awardsGiven(filter: { nature: PLANNED }) { totalCount }
       none: awardsGiven(filter: { funder: "actor:afls" }) { totalCount }`,
    );
    expect(errors).toEqual([]);
    const [funder, recipient, nobody] = data._entities;
    expect(funder.awardsGiven.totalCount).toBe(4);
    expect(funder.planned.totalCount).toBe(1);
    expect(funder.none.totalCount).toBe(0);
    expect(recipient.awardsReceived).toEqual({ totalCount: 1, nodes: [{ id: 'award:marseille' }] });
    expect(recipient.awardsGiven).toEqual({ totalCount: 0, nodes: [] });
    expect(nobody.awardsReceived).toEqual({ totalCount: 0, nodes: [] });
  });

  test('one statement for one actor and for a thousand', async () => {
    const many = ['actor:afls', ...Array.from({ length: 999 }, (_, index) => `actor:n${index}`)];
    for (const asked of [many.slice(0, 1), many]) {
      const { statements } = await financing.entities('Actor', asked, 'awardsReceived { nodes { id } }');
      expect(statements).toEqual(['financing.awards.ofRECIPIENT']);
    }
  });
});
