import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../platform/vocabulary/instrument';
import { Nature } from '../../../platform/vocabulary/nature';
import { encodeCursor } from '../../../platform/pagination/cursor';
import { anAward } from './award-factory';
import { openFinancing, type FinancingHarness } from './financing-harness';

let financing: FinancingHarness;
const key = (id: string) => financing.keys.get(id) ?? null;

beforeAll(async () => {
  financing = await openFinancing();
  await financing.db.dataSource.query(
    `INSERT INTO funding_scheme (id, rank, name, description, source, locator)
     VALUES ('scheme:pna', 0, 'PNA', 'Programme', 'essai', 'p. 1')`,
  );
  await financing.write(
    anAward('dated', {
      amount: '1000.50',
      date: '2021-06-01',
      scheme: 'scheme:pna',
      recipient: 'actor:afls',
      project: 'project:marseille',
      territory: key('commune:31555'),
      share: '0.85',
      expenses: ['INVESTMENT' as never],
    }),
    anAward('period', {
      amount: '20',
      periodStart: '2020-10-01',
      periodEnd: '2022-03-31',
      funder: 'actor:dgcs',
      funderCategory: FunderCategory.STATE,
      territory: key('departement:31'),
    }),
    anAward('undated', {
      funder: null,
      funderCategory: FunderCategory.CITIZENS,
      instrument: Instrument.CROWDFUNDING,
    }),
    anAward('undated-two', { recipient: 'actor:afls', territory: key('commune:41018') }),
    anAward('same-day', { date: '2021-06-01', territory: key('epci:200030385') }),
    anAward('planned', { nature: Nature.PLANNED, amount: '5', date: '2023-01-01' }),
  );
});
afterAll(() => financing.close());

const ids = (connection: { nodes: { id: string }[] }) =>
  connection.nodes.map(({ id }) => id.slice('award:'.length));

async function listed(filter: string): Promise<string[]> {
  const { data, errors } = await financing.ask(`{ awards(filter: {${filter}}) { nodes { id } } }`);
  expect(errors).toEqual([]);
  return ids(data.awards);
}

describe('award', () => {
  test('gives every field, and its sources', async () => {
    const { data, errors, statements } = await financing.ask(`{ award(id: "award:dated") {
      id funder { id } funderCategory recipient { id } project { id } scheme { id name sources { locator } }
      instrument nature amount share date periodStart periodEnd expenses
      sources { title publisher date url licence locator } } }`);
    expect(errors).toEqual([]);
    expect(data.award).toEqual({
      id: 'award:dated',
      funder: { id: 'actor:departement-13' },
      funderCategory: 'DEPARTEMENT',
      recipient: { id: 'actor:afls' },
      project: { id: 'project:marseille' },
      scheme: { id: 'scheme:pna', name: 'PNA', sources: [{ locator: 'p. 1' }] },
      instrument: 'GRANT',
      nature: 'ACTUAL',
      amount: '1000.50',
      share: 0.85,
      date: '2021-06-01',
      periodStart: null,
      periodEnd: null,
      expenses: ['INVESTMENT'],
      sources: [
        {
          title: 'Source essai',
          publisher: 'Maillon',
          date: null,
          url: null,
          licence: null,
          locator: 'ligne dated',
        },
      ],
    });
    expect(statements).toHaveLength(4);
  });

  test('a funder named without a sum has a null amount', async () => {
    const { data } = await financing.ask(
      '{ award(id: "award:undated") { amount funder { id } scheme { id } } }',
    );
    expect(data.award).toEqual({ amount: null, funder: null, scheme: null });
  });

  test('is null for an id that nobody holds, refused for one of bad form', async () => {
    const { data, errors } = await financing.ask('{ award(id: "award:nobody") { id } }');
    expect([data.award, errors]).toEqual([null, []]);
    expect(await financing.refusal('{ award(id: "nobody") { id } }')).toMatch('`id`');
    expect(await financing.refusal('{ award(id: "actor:afls") { id } }')).toMatch('award:');
  });
});

describe('awards', () => {
  test('come latest first, the undated last, ties by id, realised ones alone', async () => {
    expect(await listed('')).toEqual(['dated', 'same-day', 'period', 'undated', 'undated-two']);
    expect(await listed('nature: PLANNED')).toEqual(['planned']);
  });

  test.each([1, 2, 3])('%i a page: no gap, no repeat, the same count on each page', async (first) => {
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data } = await financing.ask(
        `query ($first: Int, $after: String) { awards(first: $first, after: $after) {
           nodes { id } edges { cursor node { id } } totalCount
           pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { first, after },
      );
      seen.push(...ids(data.awards));
      expect(data.awards.totalCount).toBe(5);
      expect(data.awards.pageInfo.hasPreviousPage).toBe(after !== null);
      expect(data.awards.pageInfo.endCursor).toBe(data.awards.edges.at(-1).cursor);
      after = data.awards.pageInfo.endCursor;
      if (!data.awards.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(['dated', 'same-day', 'period', 'undated', 'undated-two']);
  });

  test('are kept by each condition of the filter, and by all of them together', async () => {
    expect(await listed('year: 2021')).toEqual(['dated', 'same-day']);
    expect(await listed('year: 2020')).toEqual(['period']);
    // An award over several years belongs to the first alone.
    expect(await listed('year: 2022')).toEqual([]);
    expect(await listed('funder: "actor:dgcs"')).toEqual(['period']);
    expect(await listed('funderCategories: [STATE, CITIZENS]')).toEqual(['period', 'undated']);
    expect(await listed('funderCategories: []')).toEqual([]);
    expect(await listed('recipient: "actor:afls"')).toEqual(['dated', 'undated-two']);
    expect(await listed('project: "project:marseille"')).toEqual(['dated']);
    expect(await listed('scheme: "scheme:pna"')).toEqual(['dated']);
    expect(await listed('scheme: "scheme:unheard-of"')).toEqual([]);
    expect(await listed('instruments: [CROWDFUNDING]')).toEqual(['undated']);
    expect(await listed('minAmount: "20.00"')).toEqual(['dated', 'period']);
    expect(await listed('minAmount: "20.01"')).toEqual(['dated']);
    expect(await listed('minAmount: 20')).toEqual(['dated', 'period']);
    expect(await listed('recipient: "actor:afls", year: 2021, territory: "france"')).toEqual(['dated']);
  });

  test('count in the territory they are attributed to and in those around it, never inside', async () => {
    expect(await listed('territory: "departement:31"')).toEqual(['dated', 'period']);
    expect(await listed('territory: "commune:31555"')).toEqual(['dated']);
    // An old code is the commune of today.
    expect(await listed('territory: "commune:41900"')).toEqual(['undated-two']);
    // The straddling EPCI lies in the région and in neither département.
    expect(await listed('territory: "region:24"')).toEqual(['same-day', 'undated-two']);
    expect(await listed('territory: "departement:41"')).toEqual(['undated-two']);
    expect(await listed('territory: "commune:37050"')).toEqual([]);
    expect(await listed('territory: "pat:blois"')).toEqual(['undated-two']);
  });

  test('a page is one statement, its count another, its sources one for all', async () => {
    const page = await financing.ask('{ awards(filter: { territory: "france" }) { nodes { id } } }');
    expect(page.statements).toEqual(['financing.awards.page']);
    const whole = await financing.ask(
      '{ awards { totalCount nodes { sources { title } scheme { name } } } }',
    );
    expect([...whole.statements].sort()).toEqual([
      'financing.awards.count',
      'financing.awards.page',
      'financing.schemes.byId',
      'financing.sources.bySlug',
      'financing.sources.ofAwards',
    ]);
  });
});

describe('misuse of awards', () => {
  const forged = (...cursor: unknown[]) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

  test.each([
    ['first: 0', '`first`'],
    ['first: 101', '`first`'],
    ['first: -1', '`first`'],
    ['after: "forged"', '`after`'],
    ['after: ""', '`after`'],
    [`after: "${forged('awards:latest', '2021-02-30', 'award:x')}"`, '`after`'],
    [`after: "${forged('awards:latest', '2021-01-01', 'x', 'y')}"`, '`after`'],
    [`after: "${forged('actors.NAME', '2021-01-01', 'award:x')}"`, '`after`'],
    ['filter: { funder: "dgcs" }', '`filter.funder`'],
    ['filter: { funder: "" }', '`filter.funder`'],
    ['filter: { recipient: "award:x" }', '`filter.recipient`'],
    ['filter: { project: "actor:x" }', '`filter.project`'],
    ['filter: { scheme: "SCHEME:PNA" }', '`filter.scheme`'],
    ['filter: { territory: "41018" }', '`filter.territory`'],
    ['filter: { territory: "commune:99999" }', '`territory`'],
    ['filter: { territory: "commune:13999" }', 'unknown'],
    ['filter: { year: 0 }', '`filter.year` must be a year from 1900 to 2100'],
    ['filter: { year: -5 }', '`filter.year`'],
    ['filter: { year: 2147483647 }', '`filter.year`'],
    [`after: "${forged('awards:latest', '0000-01-01', 'award:x')}"`, '`after`'],
    ['filter: { minAmount: "abc" }', 'Decimal'],
    ['filter: { minAmount: "1e9" }', 'Decimal'],
  ])('%s is refused', async (args, named) => {
    expect(await financing.refusal(`{ awards(${args}) { nodes { id } } }`)).toMatch(named);
  });

  test('a bad amount in a variable is refused alike', async () => {
    const source = 'query ($least: Decimal) { awards(filter: { minAmount: $least }) { nodes { id } } }';
    expect(await financing.refusal(source, { least: 'abc' })).toMatch('Decimal');
    expect(await financing.refusal(source, { least: 12.5 })).toMatch('Decimal');
    expect(await financing.refusal(source, { least: 2 ** 53 })).toMatch('Decimal');
  });

  test('a cursor whose id is none is refused, well encoded or not', async () => {
    for (const id of ["award:'; DROP TABLE award; --", 'award:\u0000', 'actor:x', '']) {
      const after = encodeCursor('awards:latest', ['2021-06-01', id]);
      const source = 'query ($after: String) { awards(after: $after) { nodes { id } } }';
      expect(await financing.refusal(source, { after })).toMatch('`after`');
    }
  });
});
