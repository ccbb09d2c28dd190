import { Search1767000000005 } from '../../../migrations/actors/0005-search';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { refreshPlaces, refreshSearchDocuments } from '../../../subgraphs/actors/writes/search-documents';
import { loadedDatabase, type TestDatabase } from '../../support/database';

let db: TestDatabase;

beforeAll(async () => {
  db = await loadedDatabase();
});

afterAll(() => db.close());

const DOCUMENTS = `SELECT count(*)::int AS documents, count(latitude)::int AS placed,
  (SELECT count(*)::int FROM search_word) AS words FROM actor_search`;

test('writing all documents again changes nothing', async () => {
  const before = await db.dataSource.query<object[]>(DOCUMENTS);
  await db.dataSource.transaction((manager) => refreshSearchDocuments(manager));
  expect(await db.dataSource.query<object[]>(DOCUMENTS)).toEqual(before);
});

test('actors without coordinates of their own move with their commune', async () => {
  await db.dataSource.transaction(async (manager) => {
    await manager.query(`UPDATE territory SET latitude = 47.5, longitude = 1.25 WHERE id = 'commune:41018'`);
    await refreshPlaces(manager);
  });
  const places = await db.dataSource.query<object[]>(
    `SELECT DISTINCT s.latitude, s.longitude, s.band FROM actor_search s JOIN actor a ON a.id = s.actor_id
       JOIN territory t ON t.key = a.territory WHERE t.id = 'commune:41018'`,
  );
  expect(places).toEqual([{ latitude: 47.5, longitude: 1.25, band: 1187 }]);
});

test('the migration goes back, and forth again with a document for each actor there is', async () => {
  expect(actorsStorage.migrations).toContain(Search1767000000005);
  const runner = db.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    const migration = new Search1767000000005();
    await migration.down(runner);
    await migration.up(runner);
    const [found] = (await runner.query(DOCUMENTS)) as { documents: number; placed: number; words: number }[];
    const [actors] = (await runner.query('SELECT count(*)::int AS count FROM actor')) as { count: number }[];
    expect(found?.documents).toBe(actors?.count);
    expect(found?.placed).toBeGreaterThan(0);
    expect(found?.words).toBeGreaterThan(100);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});
