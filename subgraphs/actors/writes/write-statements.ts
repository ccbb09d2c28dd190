import type { QueryRunner } from 'typeorm';

type Runner = Pick<QueryRunner, 'query'>;

/** Makes the table that statements of one source are brought in through; it lives until the transaction ends. */
export async function createStatementStage(runner: Runner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS staged_statement');
  await runner.query(`
    CREATE TEMP TABLE staged_statement (
      actor_id text COLLATE "C" NOT NULL,
      external_id text COLLATE "C" NOT NULL,
      attribute text COLLATE "C" NOT NULL,
      value jsonb NOT NULL,
      stated_on date NOT NULL,
      PRIMARY KEY (actor_id, attribute, external_id)
    ) ON COMMIT DROP`);
}

/**
 * Makes the statements of a source those of the stage: what is so already is left alone.
 * @param scope SQL over `st`: which stored statements the stage speaks for
 */
export async function writeStatements(runner: Runner, source: string, scope: string): Promise<void> {
  await runner.query('ANALYZE staged_statement');
  await runner.query(
    `DELETE FROM actor_statement st WHERE st.source = $1 AND ${scope} AND NOT EXISTS (
       SELECT FROM staged_statement s WHERE s.actor_id = st.actor_id AND s.external_id = st.external_id
         AND s.attribute = st.attribute)`,
    [source],
  );
  await runner.query(
    `INSERT INTO actor_statement AS st (actor_id, source, external_id, attribute, value, stated_on)
     SELECT actor_id, $1, external_id, attribute, value, stated_on FROM staged_statement
     ON CONFLICT (actor_id, attribute, source, external_id) DO UPDATE
     SET value = EXCLUDED.value, stated_on = EXCLUDED.stated_on
     WHERE (st.value, st.stated_on) IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.stated_on)`,
    [source],
  );
}
