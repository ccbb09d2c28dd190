import type { QueryRunner } from 'typeorm';

/**
 * Closes the touched actors that every register which held them has dropped, and opens those again that one holds;
 * an actor that no register ever held is neither. It closed on the day that the last of them dropped it.
 */
export async function closeActors(runner: Pick<QueryRunner, 'query'>): Promise<void> {
  await runner.query(
    `UPDATE actor a SET closed_on = held.closed_on
     FROM (SELECT t.id, CASE WHEN bool_and(e.left_at IS NOT NULL) THEN max(e.left_at)::date END AS closed_on
           FROM touched_actor t LEFT JOIN register_entry e ON e.actor_id = t.id GROUP BY t.id) held
     WHERE a.id = held.id AND a.closed_on IS DISTINCT FROM held.closed_on`,
  );
}
