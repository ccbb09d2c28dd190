import type { QueryRunner } from 'typeorm';
import { createStatementStage, writeStatements } from './write-statements';

type Runner = Pick<QueryRunner, 'query'>;

/** What became of the rows of a register. */
export interface EntryCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  /** Rows that the register no longer holds. */
  retracted: number;
  /** Rows that had left and are back. */
  returned: number;
}

/** Notes the rows of the stage as those of the register, with what each says of its actor. */
export async function writeEntries(
  runner: Runner,
  source: string,
  { replace, sameFile }: { replace: boolean; sameFile: boolean },
): Promise<EntryCounts> {
  await createStatementStage(runner);
  await runner.query(
    `INSERT INTO staged_statement (actor_id, external_id, attribute, value, stated_on)
     SELECT s.actor_id, s.external_id, said.key, said.value, s.stated_on
     FROM staged_entry s CROSS JOIN LATERAL jsonb_each(s.statements) said`,
  );
  const counts = await countEntries(runner, source);
  await runner.query(
    `INSERT INTO register_entry AS e (source, external_id, actor_id, matched_by, stated_on)
     SELECT $1, external_id, actor_id, matched_by, stated_on FROM staged_entry
     ON CONFLICT (source, external_id) DO UPDATE
     SET stated_on = EXCLUDED.stated_on, left_at = NULL, last_seen_at = now()
     WHERE NOT $2 OR e.left_at IS NOT NULL`,
    [source, sameFile],
  );
  const retracted = replace ? await noteLeft(runner, source) : 0;
  await writeStatements(runner, source, 'st.external_id IN (SELECT external_id FROM staged_entry)');
  await runner.query(
    `DELETE FROM actor_source c WHERE c.source = $1 AND NOT EXISTS (
       SELECT FROM register_entry e WHERE e.source = $1 AND e.actor_id = c.actor_id AND e.external_id = c.locator)`,
    [source],
  );
  await runner.query(
    `INSERT INTO actor_source (actor_id, source, locator)
     SELECT actor_id, $1, external_id FROM staged_entry ON CONFLICT DO NOTHING`,
    [source],
  );
  return { ...counts, retracted };
}

async function countEntries(runner: Runner, source: string): Promise<Omit<EntryCounts, 'retracted'>> {
  const [row] = (await runner.query(
    `WITH compared AS (
       SELECT e.external_id IS NULL AS new, e.left_at IS NOT NULL AS returned, e.left_at IS NOT NULL
         OR e.stated_on IS DISTINCT FROM s.stated_on OR s.statements IS DISTINCT FROM (
           SELECT jsonb_object_agg(st.attribute, st.value) FROM actor_statement st
           WHERE st.actor_id = e.actor_id AND st.source = e.source AND st.external_id = e.external_id) AS changed
       FROM staged_entry s LEFT JOIN register_entry e ON e.source = $1 AND e.external_id = s.external_id
     )
     SELECT count(*) FILTER (WHERE new)::int AS inserted, count(*) FILTER (WHERE NOT new AND changed)::int AS updated,
       count(*) FILTER (WHERE NOT new AND NOT changed)::int AS unchanged, count(*) FILTER (WHERE returned)::int AS returned
     FROM compared`,
    [source],
  )) as Omit<EntryCounts, 'retracted'>[];
  return row as Omit<EntryCounts, 'retracted'>;
}

async function noteLeft(runner: Runner, source: string): Promise<number> {
  const [row] = (await runner.query(
    `WITH gone AS (
       UPDATE register_entry e SET left_at = now() WHERE e.source = $1 AND e.left_at IS NULL
         AND NOT EXISTS (SELECT FROM staged_entry s WHERE s.external_id = e.external_id) RETURNING 1
     ) SELECT count(*)::int AS gone FROM gone`,
    [source],
  )) as { gone: number }[];
  return row?.gone ?? 0;
}
