import type { QueryRunner } from 'typeorm';

type Runner = Pick<QueryRunner, 'query'>;

/**
 * All that a partner sees of an actor `a`, as one text. Losing statements and the day of each are left out: that a
 * second register says the same as the first changes nothing for them.
 */
const VISIBLE = `
  md5(concat_ws(E'\\n',
    to_jsonb(a) - 'modified_at',
    (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.position) FROM actor_status s WHERE s.actor_id = a.id),
    (SELECT string_agg(n.network_id, ' ' ORDER BY n.network_id) FROM actor_network n WHERE n.actor_id = a.id),
    (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.source, d.external_id, d.identifier)
       FROM identifier_doubt d WHERE d.actor_id = a.id),
    (SELECT string_agg(DISTINCT r.territory::text, ' ' ORDER BY r.territory::text)
       FROM actor_area r WHERE r.actor_id = a.id),
    (SELECT jsonb_agg(jsonb_build_array(c.source, c.locator) ORDER BY c.source, c.locator)
       FROM actor_source c WHERE c.actor_id = a.id)))`;

/** Makes the empty list of actors that this transaction may change. */
export async function createTouchedActors(runner: Runner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE IF NOT EXISTS touched_actor (
      id text COLLATE "C" PRIMARY KEY,
      -- What was seen of it before; NULL for an actor that is new.
      before text,
      changed boolean NOT NULL DEFAULT FALSE
    ) ON COMMIT DROP`);
  await runner.query('TRUNCATE touched_actor');
}

/**
 * Notes actors, with what is seen of them now; to be done before they are changed.
 * @param ids SQL that selects them
 */
export async function touchActors(
  runner: Runner,
  ids: string,
  parameters: readonly unknown[] = [],
): Promise<void> {
  await runner.query(
    `INSERT INTO touched_actor (id, before)
     SELECT a.id, ${VISIBLE} FROM actor a WHERE a.id IN (${ids})
     ON CONFLICT (id) DO NOTHING`,
    [...parameters],
  );
  await runner.query('ANALYZE touched_actor');
}

/**
 * Tells which of them look different now, and dates those.
 * @returns how many changed, new ones included
 */
export async function dateChangedActors(runner: Runner): Promise<number> {
  const [row] = (await runner.query(
    `WITH differing AS (
       UPDATE touched_actor t SET changed = TRUE FROM actor a
       WHERE a.id = t.id AND t.before IS DISTINCT FROM ${VISIBLE} RETURNING t.id, t.before
     ), dated AS (
       UPDATE actor a SET modified_at = now() FROM differing WHERE a.id = differing.id AND differing.before IS NOT NULL
     )
     SELECT count(*)::int AS changed FROM differing`,
  )) as { changed: number }[];
  return row?.changed ?? 0;
}
