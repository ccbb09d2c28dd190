import type { QueryRunner } from 'typeorm';

type Runner = Pick<QueryRunner, 'query'>;

/** Notes what is wrong with the identifiers of the stage by themselves; what is noted and no longer so goes. */
export async function writeFlaws(runner: Runner, source: string): Promise<void> {
  const flaws = (['siret', 'rna'] as const).map(
    (
      name,
    ) => `SELECT actor_id, external_id, '${name.toUpperCase()}' AS identifier, ${name} AS value, ${name}_flaw AS reason
      FROM staged_entry WHERE ${name}_flaw IS NOT NULL`,
  );
  await runner.query(`CREATE TEMP TABLE flaw ON COMMIT DROP AS ${flaws.join(' UNION ALL ')}`);
  await runner.query(
    `DELETE FROM identifier_doubt d WHERE d.source = $1 AND d.reason IN ('WRONG_FORM', 'WRONG_KEY')
       AND EXISTS (SELECT FROM staged_entry s WHERE s.external_id = d.external_id)
       AND NOT EXISTS (SELECT FROM flaw f WHERE f.actor_id = d.actor_id AND f.external_id = d.external_id
         AND f.identifier = d.identifier AND f.value = d.value AND f.reason = d.reason)`,
    [source],
  );
  await runner.query(
    `INSERT INTO identifier_doubt (actor_id, source, external_id, identifier, value, reason)
     SELECT actor_id, $1, external_id, identifier, value, reason FROM flaw
     ON CONFLICT (actor_id, source, external_id, identifier) DO UPDATE SET value = EXCLUDED.value, reason = EXCLUDED.reason
     WHERE (identifier_doubt.value, identifier_doubt.reason) IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.reason)`,
    [source],
  );
}

/**
 * Notes for the touched actors the identifiers that pass their check and are doubtful all the same: a SIRET that one
 * register gives to several actors, and one of another legal person than the SIREN that won. After applyStatements.
 */
export async function writeContradictions(runner: Runner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS contradiction');
  await runner.query(
    `CREATE TEMP TABLE contradiction ON COMMIT DROP AS
     WITH sound AS (
       SELECT st.actor_id, st.source, st.external_id, st.value #>> '{}' AS value FROM actor_statement st
       WHERE st.attribute = 'siret' AND NOT EXISTS (
         SELECT FROM identifier_doubt d WHERE d.actor_id = st.actor_id AND d.source = st.source
           AND d.external_id = st.external_id AND d.identifier = 'SIRET' AND d.reason IN ('WRONG_FORM', 'WRONG_KEY'))
     ), shared AS (
       SELECT source, value FROM sound GROUP BY source, value HAVING count(DISTINCT actor_id) > 1
     )
     SELECT s.actor_id, s.source, s.external_id, 'SIRET' AS identifier, s.value,
       CASE WHEN sh.value IS NOT NULL THEN 'SHARED_BY_ROWS' ELSE 'CONTRADICTS' END AS reason
     FROM sound s JOIN touched_actor t ON t.id = s.actor_id JOIN actor a ON a.id = s.actor_id
     LEFT JOIN shared sh ON sh.source = s.source AND sh.value = s.value
     WHERE sh.value IS NOT NULL OR left(s.value, 9) <> a.siren`,
  );
  await runner.query(
    `DELETE FROM identifier_doubt d USING touched_actor t WHERE t.id = d.actor_id
       AND d.reason IN ('SHARED_BY_ROWS', 'CONTRADICTS')
       AND NOT EXISTS (SELECT FROM contradiction c WHERE (c.actor_id, c.source, c.external_id, c.identifier, c.value, c.reason)
         = (d.actor_id, d.source, d.external_id, d.identifier, d.value, d.reason))`,
  );
  await runner.query(
    `INSERT INTO identifier_doubt (actor_id, source, external_id, identifier, value, reason)
     SELECT actor_id, source, external_id, identifier, value, reason FROM contradiction
     ON CONFLICT (actor_id, source, external_id, identifier) DO NOTHING`,
  );
}
