import { foldName } from '../../../platform/folded-name';
import { findDuplicates } from '../../../subgraphs/actors/writes/find-duplicates';
import { createTouchedActors } from '../../../subgraphs/actors/writes/touched-actors';
import { loadedDatabase, type TestDatabase } from '../../support/database';

let db: TestDatabase;

beforeAll(async () => {
  db = await loadedDatabase();
});

afterAll(() => db.close());

const SORTS = ['Épicerie solidaire', 'Ferme', 'Les Jardins', 'Association', 'Cantine'];
const PLACES = [
  'du Val',
  'du Vallon',
  'de la Source',
  'des Sources',
  'Sainte-Marthe',
  'St Marthe',
  'du Port',
  '***',
];

/** A hundred and sixty names, many of them alike, some the same: a crowd for one commune; the first eight for a small one. */
const NAMES = ['A', '', ' 2', ' solidaires'].flatMap((end) =>
  PLACES.flatMap((place) => SORTS.map((sort) => `${sort} ${place}${end}`)),
);

test.each([
  ['a crowded commune', 'commune:13055', NAMES],
  ['a small one', 'commune:41018', NAMES.slice(0, 8)],
])('finds every pair of names that are alike in %s', async (_, commune, names) => {
  const runner = db.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await createTouchedActors(runner);
    await runner.query(
      `WITH made AS (
         INSERT INTO actor (id, slug, name, kinds, chain_links, territory, sort_name, search_name)
         SELECT 'actor:double-' || n, 'double-' || n, name, '{}', '{}', (SELECT key FROM territory WHERE id = $1), folded, folded
         FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS a (name, folded, n) RETURNING id)
       -- One in three changed: a pair needs one of them only.
       INSERT INTO touched_actor (id, changed) SELECT id, right(id, 1) IN ('3', '6', '9') FROM made`,
      [commune, names, names.map(foldName)],
    );
    await findDuplicates(runner);
    const found = (await runner.query(
      'SELECT first_id, second_id FROM duplicate_candidate ORDER BY first_id, second_id',
    )) as object[];
    // Every two of them compared.
    const alike = (await runner.query(
      `SELECT one.id AS first_id, other.id AS second_id
       FROM actor one JOIN actor other ON other.territory = one.territory AND other.id > one.id
       WHERE similarity(one.sort_name, other.sort_name) >= 0.6
         AND EXISTS (SELECT FROM touched_actor t WHERE t.changed AND t.id IN (one.id, other.id))
       ORDER BY 1, 2`,
    )) as object[];
    expect(alike.length).toBeGreaterThanOrEqual(names.length / 4);
    expect(found).toEqual(alike);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
});
