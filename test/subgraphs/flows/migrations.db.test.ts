import 'reflect-metadata';
import { createLogger } from '../../../platform/log';
import { migrateDown, migrateUp, ownerDataSource } from '../../../platform/migrator';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { emptyDatabase } from '../../support/database';

const log = createLogger({ level: 'silent' });
const OBJECTS = `
  SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'flows' AND c.relname !~ '^migrations' AND c.relname !~ 'migrations_pkey$|^PK_'
  ORDER BY 1`;

it('goes forward, back to an empty schema, and forward again to the same tables', async () => {
  const database = await emptyDatabase();
  const dataSource = await ownerDataSource(flowsStorage, database.url).initialize();
  try {
    await migrateUp(dataSource, flowsStorage, { log });
    const first = await dataSource.query(OBJECTS);
    expect(first).toContainEqual({ relname: 'flow_month' });
    await migrateDown(dataSource, flowsStorage, { log, all: true });
    expect(await dataSource.query(OBJECTS)).toEqual([]);
    await migrateUp(dataSource, flowsStorage, { log });
    expect(await dataSource.query(OBJECTS)).toEqual(first);
  } finally {
    await dataSource.destroy();
    await database.close();
  }
});

it('describes every table to TypeORM as it is', async () => {
  const database = await emptyDatabase();
  const dataSource = await ownerDataSource(flowsStorage, database.url).initialize();
  try {
    await migrateUp(dataSource, flowsStorage, { log });
    for (const { tableName, columns } of dataSource.entityMetadatas) {
      const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
      await expect(dataSource.query(`SELECT ${names} FROM ${tableName} LIMIT 0`)).resolves.toEqual([]);
    }
  } finally {
    await dataSource.destroy();
    await database.close();
  }
});
