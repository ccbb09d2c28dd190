import { openDatabase, type Database } from '../../platform/database';
import { readConnection } from '../../platform/roles';
import { NAMED_TEXTS } from '../../platform/statement-names';
import { flowsStorage } from '../../subgraphs/flows/storage';
import { roleAddress, testDatabase, type TestDatabase } from '../support/database';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await testDatabase(flowsStorage);
  database = openDatabase({ ...readConnection('flows', roleAddress(test.url, 'flows')), max: 1 });
});
afterAll(async () => {
  await database.close();
  await test.close();
});

const prepared = async (): Promise<number> => {
  const [row] = await database.rows<{ count: number }>(
    'prepared.count',
    'SELECT count(*) AS count FROM pg_prepared_statements',
    [],
  );
  return row!.count;
};

it('keeps few plans on a connection, however many shapes a question takes', async () => {
  const before = await prepared();
  for (let shape = 0; shape < 5 * NAMED_TEXTS; shape += 1) {
    const columns = Array.from({ length: shape + 1 }, (_, index) => `$1::int + ${index} AS c${index}`);
    const [row] = await database.rows<Record<string, number>>('shapes', `SELECT ${columns.join(', ')}`, [7]);
    expect(row![`c${shape}`]).toBe(7 + shape);
  }
  expect((await prepared()) - before).toBe(NAMED_TEXTS);
});

it('plans a question of one shape once', async () => {
  const before = await prepared();
  for (let time = 0; time < 3; time += 1) await database.rows('once', 'SELECT $1::text AS text', ['a']);
  expect((await prepared()) - before).toBe(1);
});
