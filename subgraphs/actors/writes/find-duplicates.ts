import type { QueryRunner } from 'typeorm';

/** Names of one commune that are at least as alike as this are shown to a person. */
const SIMILARITY = 0.6;

/** A number that more actors bear stands for none of them: fourteen zeros, say. All bear their doubt, none is paired. */
const MOST_BEARERS = 10;

/** Why two actors may be one, and how much that weighs; reasons add up as independent evidence does. */
export const DUPLICATE_REASONS = {
  SAME_SIRET: 0.8,
  SAME_RNA: 0.7,
  SAME_SIREN_NAME_COMMUNE: 0.8,
  SAME_NAME_COMMUNE: 0.6,
  SIMILAR_NAME_COMMUNE: 0.3,
} as const;

/** Pairs of bearers of one number, of which one changed. */
const NUMBERS = `
  SELECT mine.actor_id AS one, theirs.actor_id AS other, CASE mine.attribute WHEN 'siret' THEN 'SAME_SIRET' ELSE 'SAME_RNA' END AS reason
  FROM shared_number mine JOIN touched_actor t ON t.id = mine.actor_id AND t.changed
  JOIN shared_number theirs ON theirs.attribute = mine.attribute AND theirs.value = mine.value
    AND theirs.actor_id <> mine.actor_id`;

/** From so many actors of a commune on, comparing every two of them costs more than to find which may be alike. */
const CROWD = 20;

/** Actors that stand in a commune with others, of which one changed. */
const COMPARED_NAMES = `
  CREATE TEMP TABLE compared_name ON COMMIT DROP AS
  SELECT a.id, a.sort_name, a.siren, a.territory, COALESCE(t.changed, FALSE) AS changed, place.crowded
  FROM (
    SELECT there.territory, count(*) > ${CROWD} AS crowded FROM actor there
    JOIN territory commune ON commune.key = there.territory AND commune.level = 'COMMUNE'
    LEFT JOIN touched_actor touched ON touched.id = there.id
    GROUP BY there.territory HAVING count(*) > 1 AND bool_or(touched.changed)
  ) place JOIN actor a ON a.territory = place.territory LEFT JOIN touched_actor t ON t.id = a.id`;

/**
 * In crowded communes, of each name its rarest trigrams: so many that a name as alike as SIMILARITY has one of them among
 * its own. Thousands stand in a city, and millions of pairs to compare are minutes.
 */
const TELLING_TRIGRAMS = `
  CREATE TEMP TABLE telling_trigram ON COMMIT DROP AS
  WITH held AS MATERIALIZED (
    SELECT id, territory, changed, cardinality(trigrams) AS many, trigram
    FROM (SELECT id, territory, changed, show_trgm(sort_name) AS trigrams FROM compared_name WHERE crowded) named
    CROSS JOIN LATERAL unnest(trigrams) AS e (trigram)
  ), frequency AS (SELECT trigram, count(*) AS names FROM held GROUP BY trigram)
  SELECT id, territory, changed, trigram FROM (
    SELECT held.*, row_number() OVER (PARTITION BY id ORDER BY names, trigram) AS place
    FROM held JOIN frequency USING (trigram)
  ) ranked WHERE place <= many - ceil(many * ${SIMILARITY}) + 1`;

/** Pairs to compare, once each. */
const PAIRS = `
  SELECT mine.id AS first_id, theirs.id AS second_id FROM compared_name mine
  JOIN compared_name theirs ON theirs.territory = mine.territory AND theirs.id > mine.id
  WHERE NOT mine.crowded AND NOT theirs.crowded AND (mine.changed OR theirs.changed)
  UNION
  SELECT mine.id, theirs.id FROM telling_trigram mine
  JOIN telling_trigram theirs ON theirs.territory = mine.territory AND theirs.trigram = mine.trigram
    AND theirs.id > mine.id
  WHERE mine.changed OR theirs.changed`;

const NAMES = `
  SELECT one.id, other.id,
    CASE WHEN one.sort_name <> other.sort_name THEN 'SIMILAR_NAME_COMMUNE'
      WHEN one.siren = other.siren THEN 'SAME_SIREN_NAME_COMMUNE' ELSE 'SAME_NAME_COMMUNE' END
  FROM (${PAIRS}) pair
  JOIN compared_name one ON one.id = pair.first_id JOIN compared_name other ON other.id = pair.second_id
  WHERE similarity(one.sort_name, other.sort_name) >= ${SIMILARITY}`;

const WEIGHTS = Object.entries(DUPLICATE_REASONS)
  .map(([reason, weight]) => `('${reason}', ${weight})`)
  .join(', ');

/**
 * Lists pairs that may be one organisation, of which at least one changed; a person decides. What a person dismissed
 * stays so, and pairs that no longer look alike are taken off.
 * @returns how many pairs are new
 */
export async function findDuplicates(runner: Pick<QueryRunner, 'query'>): Promise<number> {
  await runner.query('DROP TABLE IF EXISTS found_pair, shared_number, compared_name, telling_trigram');
  await runner.query(
    `CREATE TEMP TABLE shared_number ON COMMIT DROP AS
     SELECT DISTINCT st.actor_id, st.attribute, st.value #>> '{}' AS value FROM actor_statement st
     JOIN (SELECT attribute, value FROM actor_statement WHERE attribute IN ('siret', 'rna')
       GROUP BY attribute, value HAVING count(DISTINCT actor_id) BETWEEN 2 AND ${MOST_BEARERS}) shared
       ON shared.attribute = st.attribute AND shared.value = st.value`,
  );
  await runner.query('ANALYZE shared_number, touched_actor');
  await runner.query(COMPARED_NAMES);
  await runner.query('ANALYZE compared_name');
  await runner.query(TELLING_TRIGRAMS);
  await runner.query('ANALYZE telling_trigram');
  await runner.query(
    `CREATE TEMP TABLE found_pair ON COMMIT DROP AS
     WITH reason_of AS (
       SELECT DISTINCT LEAST(one, other) AS first_id, GREATEST(one, other) AS second_id, reason
       FROM (${NUMBERS} UNION ALL ${NAMES}) f (one, other, reason)
     )
     SELECT first_id, second_id, array_agg(reason ORDER BY reason) AS reasons,
       round((1 - exp(sum(ln(1 - weight))))::numeric, 3) AS score
     FROM reason_of JOIN (VALUES ${WEIGHTS}) AS w (name, weight) ON w.name = reason
     GROUP BY first_id, second_id`,
  );
  await runner.query(
    `DELETE FROM duplicate_candidate c USING touched_actor t
     WHERE t.changed AND t.id IN (c.first_id, c.second_id) AND c.dismissed_at IS NULL
       AND NOT EXISTS (SELECT FROM found_pair f WHERE f.first_id = c.first_id AND f.second_id = c.second_id)`,
  );
  const [row] = (await runner.query(
    `WITH written AS (
       INSERT INTO duplicate_candidate AS c (first_id, second_id, reasons, score)
       SELECT first_id, second_id, reasons, score FROM found_pair
       ON CONFLICT (first_id, second_id) DO UPDATE SET reasons = EXCLUDED.reasons, score = EXCLUDED.score
       WHERE (c.reasons, c.score) IS DISTINCT FROM (EXCLUDED.reasons, EXCLUDED.score)
       RETURNING xmax = 0 AS new
     ) SELECT count(*) FILTER (WHERE new)::int AS found FROM written`,
  )) as { found: number }[];
  return row?.found ?? 0;
}
