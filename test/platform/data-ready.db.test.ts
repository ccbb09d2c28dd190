import { openDatabase } from '../../platform/database';
import { readConnection } from '../../platform/roles';
import { missingData } from '../../platform/subgraph/data-ready';
import { flowsStorage } from '../../subgraphs/flows/storage';
import { emptyDatabase, roleAddress, testDatabase } from '../support/database';

const reading = (url: string) => openDatabase({ ...readConnection('flows', url), max: 1 });

it('tells an empty database from one that holds data', async () => {
  const test = await testDatabase(flowsStorage);
  try {
    expect(await missingData('flows', test.database)).toEqual(['the data of flows is not loaded']);
    await test.dataSource.query(
      "INSERT INTO territory (key, id, level, code, name, commune_count) VALUES (1, 'france', 'FRANCE', 'FR', 'France', 0)",
    );
    expect(await missingData('flows', test.database)).toEqual([]);
  } finally {
    await test.close();
  }
});

it('tells a database without its tables, and one that is not there', async () => {
  const reasons = ['the database of flows does not answer, or is not migrated'];
  const empty = await emptyDatabase();
  const bare = reading(empty.url);
  expect(await missingData('flows', bare)).toEqual(reasons);
  await bare.close();
  await empty.close();
  const gone = reading(empty.url);
  expect(await missingData('flows', gone)).toEqual(reasons);
  await gone.close();
});

it('does not wait for one that is held up', async () => {
  const test = await testDatabase(flowsStorage);
  const database = reading(roleAddress(test.url, 'flows'));
  const holder = test.dataSource.createQueryRunner();
  try {
    await holder.startTransaction();
    await holder.query('LOCK TABLE territory IN ACCESS EXCLUSIVE MODE');
    expect(await missingData('flows', database)).toEqual(['the database of flows takes too long to answer']);
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
    await database.close();
    await test.close();
  }
});
