import { loadedDatabase, type TestDatabase } from '../support/database';
import { inOneProcess, overHttp, overProcesses, type Answer, type WholeChain } from '../support/whole-chain';
import { CROSSINGS, examples } from './operations';

let db: TestDatabase;
let oneProcess: WholeChain;
let http: WholeChain;
let processes: WholeChain;

beforeAll(async () => {
  db = await loadedDatabase();
  [oneProcess, http, processes] = await Promise.all([inOneProcess(db), overHttp(db), overProcesses(db)]);
}, 180_000);

afterAll(async () => {
  await Promise.all([oneProcess, http, processes].map((chain) => chain.close()));
  await db.close();
});

test.each([...examples(), ...CROSSINGS])(
  '$name: one process, HTTP and three processes answer alike',
  async ({ query, variables }) => {
    const answer = inOrder(await oneProcess.ask(query, variables));
    expect(answer.data ?? answer.errors).toBeTruthy();
    expect(inOrder(await http.ask(query, variables))).toEqual(answer);
    expect(inOrder(await processes.ask(query, variables))).toEqual(answer);
  },
);

test.each(examples())('the example $name answers without an error', async ({ query, variables }) => {
  const { data, errors } = await oneProcess.ask(query, variables);
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data).length).toBeGreaterThan(200);
});

test.each([
  ['a day at the root', '{ flows(filter: { from: "2021-02-30" }) { totalCount } }', 'A Date is a day'],
  [
    'a day of another subgraph',
    '{ projects(first: 1) { nodes { flows(filter: { to: "nope" }) { totalCount } } } }',
    'A Date is a day',
  ],
  [
    'an amount of another subgraph',
    '{ actors(first: 1) { nodes { awardsGiven(filter: { minAmount: "much" }) { totalCount } } } }',
    'A Decimal is an exact number',
  ],
])('%s that is none is refused where it stands', async (_, query, hint) => {
  for (const chain of [oneProcess, http]) {
    const { data, errors } = await chain.ask(query);
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(hint),
        locations: [{ line: 1 }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  }
});

/** The order of errors is nobody's promise: they come as subgraphs answer. */
function inOrder(answer: Answer): Answer {
  const errors = answer.errors?.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  return errors ? { ...answer, errors } : answer;
}
