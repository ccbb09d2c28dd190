import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../../platform/errors';
import { applyStatements } from './apply-statements';
import { closeActors } from './close-actors';
import { findDuplicates } from './find-duplicates';
import { writeContradictions } from './identifier-doubts';
import { lockDirectory } from './lock-directory';
import { createTouchedActors, dateChangedActors, touchActors } from './touched-actors';

export type Rows = Record<string, unknown>[];

/** What it takes to undo a merge: the rows of the merged actor as they were, and what was put in their place. */
export interface MergeUndo {
  actor: Record<string, unknown>;
  entries: { source: string; external_id: string; matched_by: string }[];
  /** Records whose statements and doubts went over: [source, external id]. */
  records: [source: string, externalId: string][];
  sources: Rows;
  areas: Rows;
  projects: Rows;
  candidates: Rows;
  /** Of the above, what the kept actor did not have. */
  added: { sources: Rows; areas: Rows; projects: Rows; candidates: Rows };
  /** Ids of earlier merges into the merged actor. */
  redirects: string[];
  /** What other schemas moved; written before they commit. */
  references?: Record<string, unknown>;
}

/** Where rows of an actor are copied to the kept one unless it has them already. */
const COPIED = [
  { list: 'sources', table: 'actor_source', own: 'source, locator' },
  { list: 'areas', table: 'actor_area', own: 'territory, source' },
  { list: 'projects', table: 'project_actor', own: 'project_id, role, position' },
] as const;

/**
 * Merges an actor into another, in the caller's transaction: its rows go over, its id and slug lead to the one kept, and
 * all that it takes to undo this is noted. References in other schemas are the caller's, afterwards: until then they lead
 * to the kept actor too. Asked again for a pair that is merged, it only says so.
 * @returns id of the merge
 */
export async function mergeActors(
  runner: QueryRunner,
  keptId: string,
  mergedId: string,
): Promise<{ id: string; already: boolean }> {
  await lockDirectory(runner);
  if (keptId === mergedId) {
    throw new OperatorError('Un acteur ne se fusionne pas avec lui-même.', 'Donnez deux acteurs.');
  }
  const [done] = (await runner.query(
    `SELECT m.id FROM actor_redirect r JOIN actor_merge m ON m.id = r.merge_id WHERE r.old_id = $1 AND r.actor_id = $2`,
    [mergedId, keptId],
  )) as { id: string }[];
  if (done) return { id: done.id, already: true };
  for (const id of [keptId, mergedId]) await requireActor(runner, id);
  await createTouchedActors(runner);
  await touchActors(
    runner,
    'SELECT unnest($1::text[]) UNION SELECT actor_id FROM actor_network WHERE network_id = $2',
    [[keptId, mergedId], mergedId],
  );
  const undo = await moveRows(runner, keptId, mergedId);
  const [merge] = (await runner.query(
    'INSERT INTO actor_merge (kept_id, merged_id, undo) VALUES ($1, $2, $3) RETURNING id',
    [keptId, mergedId, JSON.stringify(undo)],
  )) as { id: string }[];
  await runner.query('DELETE FROM actor WHERE id = $1', [mergedId]);
  await runner.query(
    'INSERT INTO actor_redirect (old_id, old_slug, actor_id, merge_id) VALUES ($1, $2, $3, $4)',
    [mergedId, undo.actor['slug'], keptId, merge?.id],
  );
  await settle(runner);
  return { id: merge?.id ?? '', already: false };
}

/** Works out again what follows from the statements of the touched actors. */
export async function settle(runner: QueryRunner): Promise<void> {
  await runner.query('DELETE FROM touched_actor WHERE id NOT IN (SELECT id FROM actor)');
  await applyStatements(runner);
  await writeContradictions(runner);
  await closeActors(runner);
  await dateChangedActors(runner);
  await findDuplicates(runner);
}

async function requireActor(runner: QueryRunner, id: string): Promise<void> {
  const [row] = (await runner.query(
    `SELECT a.id, r.actor_id AS target FROM (SELECT $1::text AS asked) q
     LEFT JOIN actor a ON a.id = q.asked LEFT JOIN actor_redirect r ON r.old_id = q.asked`,
    [id],
  )) as { id: string | null; target: string | null }[];
  if (row?.id) return;
  if (row?.target)
    throw new OperatorError(`${id} est déjà fusionné avec ${row.target}.`, `Donnez ${row.target}.`);
  throw new OperatorError(
    `L’annuaire n’a pas d’acteur ${id}.`,
    'Donnez l’identifiant ou le nom court (slug) que "maillon duplicates" montre.',
  );
}

async function moveRows(runner: QueryRunner, keptId: string, mergedId: string): Promise<MergeUndo> {
  const rows = async (text: string, values: unknown[] = [mergedId]): Promise<Rows> =>
    (
      (await runner.query(`SELECT to_jsonb(t) AS row FROM (${text}) t`, values)) as {
        row: Record<string, unknown>;
      }[]
    ).map(({ row }) => row);
  const [actor = {}] = await rows('SELECT * FROM actor WHERE id = $1');
  const entries = (await rows(
    'SELECT source, external_id, matched_by FROM register_entry WHERE actor_id = $1 ORDER BY 1, 2',
  )) as MergeUndo['entries'];
  const records = await rows(
    `SELECT source, external_id FROM actor_statement WHERE actor_id = $1 UNION SELECT source, external_id FROM identifier_doubt
     WHERE actor_id = $1 UNION SELECT source, external_id FROM register_entry WHERE actor_id = $1 ORDER BY 1, 2`,
  );
  const candidates = await rows('SELECT * FROM duplicate_candidate WHERE $1 IN (first_id, second_id)');
  const undo: MergeUndo = {
    actor,
    entries,
    records: records.map((row) => [String(row['source']), String(row['external_id'])]),
    ...{ sources: [], areas: [], projects: [], candidates },
    added: { sources: [], areas: [], projects: [], candidates: [] },
    redirects: [],
  };
  await runner.query(`UPDATE register_entry SET actor_id = $2, matched_by = 'BY_HAND' WHERE actor_id = $1`, [
    mergedId,
    keptId,
  ]);
  for (const table of ['actor_statement', 'identifier_doubt'])
    await runner.query(`UPDATE ${table} SET actor_id = $2 WHERE actor_id = $1`, [mergedId, keptId]);
  for (const { list, table, own } of COPIED) {
    undo[list] = await rows(`SELECT * FROM ${table} WHERE actor_id = $1`);
    undo.added[list] = await changedRows(
      runner,
      `INSERT INTO ${table} (actor_id, ${own}) SELECT $2, ${own} FROM ${table} WHERE actor_id = $1
       ON CONFLICT DO NOTHING RETURNING *`,
      [mergedId, keptId],
    );
    await runner.query(`DELETE FROM ${table} WHERE actor_id = $1`, [mergedId]);
  }
  undo.added.candidates = await changedRows(
    runner,
    `INSERT INTO duplicate_candidate (first_id, second_id, reasons, score, found_at, dismissed_at)
     SELECT LEAST(other, $2), GREATEST(other, $2), reasons, score, found_at, dismissed_at
     FROM (SELECT CASE WHEN first_id = $1 THEN second_id ELSE first_id END AS other, c.* FROM duplicate_candidate c
       WHERE $1 IN (first_id, second_id)) c WHERE other <> $2 ON CONFLICT DO NOTHING RETURNING *`,
    [mergedId, keptId],
  );
  const redirects = await changedRows(
    runner,
    'UPDATE actor_redirect SET actor_id = $2 WHERE actor_id = $1 RETURNING old_id',
    [mergedId, keptId],
  );
  undo.redirects = redirects.map((row) => String(row['old_id']));
  return undo;
}

async function changedRows(runner: QueryRunner, text: string, values: unknown[]): Promise<Rows> {
  const found = (await runner.query(
    `WITH changed AS (${text}) SELECT to_jsonb(changed) AS row FROM changed`,
    values,
  )) as { row: Record<string, unknown> }[];
  return found.map(({ row }) => row);
}
