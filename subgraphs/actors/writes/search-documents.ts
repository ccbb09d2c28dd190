import { searchDocument, type SearchParts } from '../rules/search-words';

const BATCH = 5_000;

/** A connection inside the transaction that changed the actors. */
interface Runner {
  query(text: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * Writes anew what actors are found by: their words and their place. To be called in the transaction that changed names,
 * acronyms, networks, seats or coordinates, after the change.
 * @param actorIds the actors changed; all of them when left out
 */
export async function refreshSearchDocuments(manager: Runner, actorIds?: readonly string[]): Promise<void> {
  const ids = actorIds === undefined ? await everyActor(manager) : await withMembers(manager, actorIds);
  for (let from = 0; from < ids.length; from += BATCH) {
    await refresh(manager, ids.slice(from, from + BATCH));
  }
  // Entries that wait for the index would be read through by each search.
  await manager.query(`SELECT gin_clean_pending_list(i.oid::regclass) FROM pg_class i
    WHERE i.oid IN (to_regclass('actor_search_by_words'), to_regclass('actor_search_by_keys'), to_regclass('search_word_by_trigrams'))`);
  // Words that no document holds any more find nothing: they go when all is written anew.
  if (actorIds === undefined) {
    await manager.query(
      // All documents are read once: to look each word up in the index would read its many actors a hundred thousand times.
      `DELETE FROM search_word w USING
         (SELECT word FROM search_word EXCEPT SELECT unnest(tsvector_to_array(words)) FROM actor_search) AS gone (word)
        WHERE w.word = gone.word`,
    );
  }
}

/**
 * Places the actors of moved communes anew; words stay. To be called when coordinates of communes have changed.
 */
export async function refreshPlaces(manager: Runner): Promise<void> {
  await manager.query(
    `UPDATE actor_search s SET latitude = p.latitude, longitude = p.longitude
       FROM (${PLACES}) p
      WHERE p.id = s.actor_id
        AND (s.latitude, s.longitude) IS DISTINCT FROM (p.latitude, p.longitude)`,
  );
}

/** Its own coordinates, else those of the commune of its seat. */
const PLACES = `
  SELECT a.id,
         CASE WHEN a.latitude IS NOT NULL THEN a.latitude WHEN t.level = 'COMMUNE' THEN t.latitude END AS latitude,
         CASE WHEN a.latitude IS NOT NULL THEN a.longitude WHEN t.level = 'COMMUNE' THEN t.longitude END AS longitude
    FROM actor a LEFT JOIN territory t ON t.key = a.territory`;

async function everyActor(manager: Runner): Promise<string[]> {
  const rows = (await manager.query('SELECT id FROM actor ORDER BY id')) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** Members are found by the name of their network: they change with it. */
async function withMembers(manager: Runner, actorIds: readonly string[]): Promise<string[]> {
  const rows = (await manager.query(
    `SELECT id FROM unnest($1::text[]) AS asked (id)
      UNION SELECT actor_id FROM actor_network WHERE network_id = ANY ($1)`,
    [actorIds],
  )) as { id: string }[];
  return rows.map(({ id }) => id);
}

async function refresh(manager: Runner, ids: readonly string[]): Promise<void> {
  const rows = (await manager.query(
    `SELECT a.id, a.name, a.acronym, place.latitude, place.longitude,
            ARRAY(SELECT DISTINCT st.value #>> '{}' FROM actor_statement st
                   WHERE st.actor_id = a.id AND st.attribute = 'name' AND st.value #>> '{}' <> a.name
                   ORDER BY 1) AS "otherNames",
            ARRAY(SELECT concat_ws(' ', n.name, n.acronym) FROM actor_network m JOIN actor n ON n.id = m.network_id
                   WHERE m.actor_id = a.id ORDER BY n.id) AS networks,
            ARRAY(SELECT concat_ws(' ', t.name, CASE WHEN t.level = 'DEPARTEMENT' THEN t.code END)
                    FROM territory_closure c JOIN territory t ON t.key = c.ancestor
                   WHERE c.descendant = a.territory AND (t.level IN ('COMMUNE', 'DEPARTEMENT') OR t.key = a.territory)
                   ORDER BY t.level_rank DESC, t.id) AS places
       FROM actor a JOIN (${PLACES}) place ON place.id = a.id
      WHERE a.id = ANY ($1)`,
    [ids],
  )) as (SearchParts & { id: string; latitude: number | null; longitude: number | null })[];
  const documents = rows.map((row) => ({ ...row, ...searchDocument(row) }));
  await manager.query(
    `INSERT INTO actor_search (actor_id, keys, title, text, latitude, longitude)
     SELECT d.id, string_to_array(d.keys, '|'), d.title, d.text, d.latitude, d.longitude
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[])
         AS d (id, keys, title, text, latitude, longitude)
     ON CONFLICT (actor_id) DO UPDATE
        SET keys = EXCLUDED.keys, title = EXCLUDED.title, text = EXCLUDED.text,
            latitude = EXCLUDED.latitude, longitude = EXCLUDED.longitude
      WHERE (actor_search.keys, actor_search.title, actor_search.text, actor_search.latitude, actor_search.longitude)
            IS DISTINCT FROM (EXCLUDED.keys, EXCLUDED.title, EXCLUDED.text, EXCLUDED.latitude, EXCLUDED.longitude)`,
    [
      documents.map(({ id }) => id),
      // Folded words hold letters, digits and spaces only: the bar cannot be one of theirs.
      documents.map(({ keys }) => keys.join('|')),
      documents.map(({ title }) => title),
      documents.map(({ text }) => text),
      documents.map(({ latitude }) => latitude),
      documents.map(({ longitude }) => longitude),
    ],
  );
  await manager.query(`INSERT INTO search_word SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`, [
    [...new Set(documents.flatMap(({ text }) => text.split(' ').filter((word) => word !== '')))],
  ]);
}
