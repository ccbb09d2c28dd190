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

const IDENTIFIER = (attribute: 'siret' | 'rna', reason: keyof typeof DUPLICATE_REASONS): string => `
  SELECT mine.actor_id AS one, theirs.actor_id AS other, '${reason}' AS reason
  FROM actor_statement mine JOIN touched_actor t ON t.id = mine.actor_id AND t.changed
  JOIN actor_statement theirs ON theirs.attribute = mine.attribute AND theirs.value = mine.value
    AND theirs.actor_id <> mine.actor_id
  WHERE mine.attribute = '${attribute}' AND mine.value IN (
    SELECT value FROM actor_statement WHERE attribute = '${attribute}'
    GROUP BY value HAVING count(DISTINCT actor_id) BETWEEN 2 AND ${MOST_BEARERS})`;

const NAMES = `
  SELECT one.id, other.id,
    CASE WHEN one.sort_name <> other.sort_name THEN 'SIMILAR_NAME_COMMUNE'
      WHEN one.siren = other.siren THEN 'SAME_SIREN_NAME_COMMUNE' ELSE 'SAME_NAME_COMMUNE' END
  FROM touched_actor t JOIN actor one ON one.id = t.id AND t.changed
  JOIN territory place ON place.key = one.territory AND place.level = 'COMMUNE'
  JOIN actor other ON other.territory = one.territory AND other.id <> one.id
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
  await runner.query('DROP TABLE IF EXISTS found_pair');
  await runner.query(
    `CREATE TEMP TABLE found_pair ON COMMIT DROP AS
     WITH reason_of AS (
       SELECT DISTINCT LEAST(one, other) AS first_id, GREATEST(one, other) AS second_id, reason
       FROM (${IDENTIFIER('siret', 'SAME_SIRET')} UNION ALL ${IDENTIFIER('rna', 'SAME_RNA')} UNION ALL ${NAMES}) f (one, other, reason)
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
