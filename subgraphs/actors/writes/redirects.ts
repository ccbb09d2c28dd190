import type { QueryRunner } from 'typeorm';

/** The actors kept in place of merged ones, by the merged ids among those asked. */
export async function redirectsOf(
  runner: Pick<QueryRunner, 'query'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = (await runner.query(
    'SELECT old_id, actor_id FROM actor_redirect WHERE old_id = ANY($1::text[])',
    [ids],
  )) as { old_id: string; actor_id: string }[];
  return new Map(rows.map((row) => [row.old_id, row.actor_id]));
}
