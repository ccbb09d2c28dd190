import type { QueryRunner } from 'typeorm';

/**
 * Notes that two actors are two, for good.
 * @returns whether they were listed
 */
export async function dismissDuplicate(
  runner: Pick<QueryRunner, 'query'>,
  one: string,
  other: string,
): Promise<boolean> {
  const rows = (await runner.query(
    `WITH dismissed AS (
       UPDATE duplicate_candidate SET dismissed_at = COALESCE(dismissed_at, now())
       WHERE first_id = LEAST($1, $2) COLLATE "C" AND second_id = GREATEST($1, $2) COLLATE "C" RETURNING 1
     ) SELECT * FROM dismissed`,
    [one, other],
  )) as unknown[];
  return rows.length > 0;
}
