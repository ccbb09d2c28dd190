import type { QueryRunner } from 'typeorm';
import { foldName } from '../../../platform/folded-name';

type Runner = Pick<QueryRunner, 'query'>;

const ROW_SIRET = 's.siret IS NOT NULL AND s.siret_flaw IS NULL';
const ROW_RNA = 's.rna IS NOT NULL AND s.rna_flaw IS NULL';

/** An identifier that some source states of an actor, and that passes its check. */
const stated = (attribute: 'siret' | 'siren' | 'rna'): string => `
  SELECT DISTINCT st.actor_id, st.value #>> '{}' AS value FROM actor_statement st
  WHERE st.attribute = '${attribute}' AND NOT EXISTS (
    SELECT FROM identifier_doubt d WHERE d.actor_id = st.actor_id AND d.source = st.source
      AND d.external_id = st.external_id AND d.identifier = '${attribute.toUpperCase()}'
      AND d.reason IN ('WRONG_FORM', 'WRONG_KEY'))`;

/**
 * Finds the actor of each staged row of a register (docs/decisions/0015). A row that is known keeps its actor. Others
 * are matched by SIRET, then RNA, then SIREN with name and commune; and only where the key stands for one organisation
 * on both sides. Rows that share a SIRET under different names, or an actor that another row of the same register
 * already stands for, are no match: they are left to a person. Rows that are found nowhere keep no actor.
 */
export async function matchEntries(runner: Runner, source: string): Promise<void> {
  await runner.query(
    `UPDATE staged_entry s SET actor_id = e.actor_id, matched_by = e.matched_by
     FROM register_entry e WHERE e.source = $1 AND e.external_id = s.external_id`,
    [source],
  );
  await noteStoredRows(runner, source);
  await makeClusters(runner);
  await createMatchTables(runner, source);
  await match(runner, 'SIRET', siretKeys());
  await match(runner, 'RNA', rnaKeys());
  await match(runner, 'SIREN_NAME_COMMUNE', nameKeys());
}

/** Rows of the register that the file does not hold and that share a SIRET with it: they count as its rows do. */
async function noteStoredRows(runner: Runner, source: string): Promise<void> {
  await runner.query(
    `CREATE TEMP TABLE stored_row (actor_id text COLLATE "C", siret text COLLATE "C", folded_name text COLLATE "C") ON COMMIT DROP`,
  );
  const rows = (await runner.query(
    `SELECT siret.actor_id AS "actorId", siret.value #>> '{}' AS siret, name.value #>> '{}' AS name
     FROM actor_statement siret
     JOIN actor_statement name ON name.actor_id = siret.actor_id AND name.source = siret.source
       AND name.external_id = siret.external_id AND name.attribute = 'name'
     WHERE siret.source = $1 AND siret.attribute = 'siret'
       AND siret.value #>> '{}' IN (SELECT s.siret FROM staged_entry s WHERE ${ROW_SIRET} AND s.actor_id IS NULL)
       AND NOT EXISTS (SELECT FROM staged_entry s WHERE s.external_id = siret.external_id)`,
    [source],
  )) as { actorId: string; siret: string; name: string }[];
  await runner.query('INSERT INTO stored_row SELECT * FROM unnest($1::text[], $2::text[], $3::text[])', [
    rows.map(({ actorId }) => actorId),
    rows.map(({ siret }) => siret),
    rows.map(({ name }) => foldName(name)),
  ]);
}

/** Rows with one SIRET and one name are one organisation: an establishment with two agreements has two rows. */
async function makeClusters(runner: Runner): Promise<void> {
  await runner.query(
    `UPDATE staged_entry s SET cluster = c.cluster
     FROM (SELECT external_id, CASE WHEN ${ROW_SIRET} THEN min(external_id) OVER (PARTITION BY siret, siret_flaw, folded_name)
             ELSE external_id END AS cluster FROM staged_entry s) c
     WHERE c.external_id = s.external_id`,
  );
  await runner.query(
    `UPDATE staged_entry s SET actor_id = k.actor_id, matched_by = 'SIRET'
     FROM (SELECT cluster, min(actor_id) AS actor_id FROM (
             SELECT cluster, actor_id FROM staged_entry WHERE actor_id IS NOT NULL
             UNION ALL
             SELECT s.cluster, r.actor_id FROM staged_entry s
             JOIN stored_row r ON r.siret = s.siret AND r.folded_name = s.folded_name WHERE ${ROW_SIRET}
           ) known GROUP BY cluster HAVING count(DISTINCT actor_id) = 1) k
     WHERE s.cluster = k.cluster AND s.actor_id IS NULL`,
  );
}

async function createMatchTables(runner: Runner, source: string): Promise<void> {
  // SIRETs that the register gives to two names: nobody knows whose they are.
  await runner.query(
    `CREATE TEMP TABLE shared_siret ON COMMIT DROP AS
     SELECT siret FROM (SELECT s.siret, s.folded_name FROM staged_entry s WHERE ${ROW_SIRET}
       UNION SELECT siret, folded_name FROM stored_row) named GROUP BY siret HAVING count(*) > 1`,
  );
  // An actor takes one organisation of a register, not two that the register tells apart.
  await runner.query(
    `CREATE TEMP TABLE taken_actor ON COMMIT DROP AS
     SELECT DISTINCT actor_id FROM register_entry WHERE source = $1`,
    [source],
  );
  await runner.query('ANALYZE staged_entry');
}

interface Keys {
  /** SQL of (cluster, key): what rows without an actor, and with one, are known by. */
  rows: string;
  /** SQL of (actor_id, key). */
  actors: string;
  /** SQL that refuses a pair of cluster `s` and actor `k`. */
  refused?: string;
}

function siretKeys(): Keys {
  return {
    rows: `SELECT s.cluster, s.siret AS key FROM staged_entry s
      WHERE ${ROW_SIRET} AND s.siret NOT IN (SELECT siret FROM shared_siret)`,
    actors: `SELECT actor_id, value AS key FROM (${stated('siret')}) bearer`,
  };
}

function rnaKeys(): Keys {
  return {
    rows: `SELECT s.cluster, s.rna AS key FROM staged_entry s WHERE ${ROW_RNA}`,
    actors: `SELECT actor_id, value AS key FROM (${stated('rna')}) bearer`,
    // One number and two legal persons: one of them is wrong.
    refused: `s.siren IS NOT NULL AND EXISTS (SELECT FROM (${stated('siren')}) other WHERE other.actor_id = k.actor_id)
      AND NOT EXISTS (SELECT FROM (${stated('siren')}) other WHERE other.actor_id = k.actor_id AND other.value = s.siren)`,
  };
}

function nameKeys(): Keys {
  return {
    rows: `SELECT s.cluster, s.siren || ' ' || s.territory || ' ' || s.folded_name AS key FROM staged_entry s
      WHERE s.siren IS NOT NULL AND s.territory LIKE 'commune:%'`,
    actors: `SELECT bearer.actor_id, bearer.value || ' ' || (seat.value #>> '{}') || ' ' || a.sort_name AS key
      FROM (${stated('siren')}) bearer JOIN actor a ON a.id = bearer.actor_id
      JOIN actor_statement seat ON seat.actor_id = a.id AND seat.attribute = 'territory'
      WHERE seat.value #>> '{}' LIKE 'commune:%'`,
    refused: `${ROW_RNA} AND EXISTS (SELECT FROM (${stated('rna')}) other WHERE other.actor_id = k.actor_id
      AND other.value <> s.rna)`,
  };
}

/** Gives each cluster without an actor the one that bears its key, where the key stands for one on either side. */
async function match(runner: Runner, by: string, { rows, actors, refused = 'FALSE' }: Keys): Promise<void> {
  await runner.query(
    `WITH row_key AS MATERIALIZED (SELECT DISTINCT cluster, key FROM (${rows}) r WHERE key IS NOT NULL),
     one_row AS (SELECT key, min(cluster) AS cluster FROM row_key GROUP BY key HAVING count(*) = 1),
     one_actor AS (SELECT key, min(actor_id) AS actor_id FROM (SELECT DISTINCT actor_id, key FROM (${actors}) a) b
       WHERE key IN (SELECT key FROM row_key) GROUP BY key HAVING count(*) = 1),
     pair AS (
       SELECT o.cluster, min(k.actor_id) AS actor_id FROM one_row o JOIN one_actor k USING (key)
       WHERE k.actor_id NOT IN (SELECT actor_id FROM taken_actor)
       GROUP BY o.cluster HAVING count(DISTINCT k.actor_id) = 1
     ), fit AS (
       SELECT min(p.cluster) AS cluster, p.actor_id FROM pair p
       WHERE NOT EXISTS (SELECT FROM staged_entry s JOIN pair k ON k.cluster = s.cluster
         WHERE s.cluster = p.cluster AND (s.actor_id IS NOT NULL OR (${refused})))
       -- Two organisations of the register that both point at one actor point at none.
       GROUP BY p.actor_id HAVING count(*) = 1
     )
     UPDATE staged_entry s SET actor_id = fit.actor_id, matched_by = '${by}' FROM fit WHERE fit.cluster = s.cluster`,
  );
  await runner.query(
    `INSERT INTO taken_actor SELECT DISTINCT actor_id FROM staged_entry
     WHERE matched_by = '${by}' AND actor_id NOT IN (SELECT actor_id FROM taken_actor)`,
  );
}
