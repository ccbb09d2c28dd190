import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../../platform/errors';
import { lockDirectory } from './lock-directory';
import { settle, type MergeUndo } from './merge-actors';
import { createTouchedActors, touchActors } from './touched-actors';

/** A merge as it is kept. */
export interface MergeRecord {
  id: string;
  kept_id: string;
  merged_id: string;
  undo: MergeUndo;
  undone_at: Date | null;
}

/**
 * Reads a merge that can be undone.
 * @throws OperatorError when there is none, or when a later one stands on it
 */
export async function undoableMerge(runner: QueryRunner, id: string): Promise<MergeRecord> {
  const [merge] = (await runner.query('SELECT * FROM actor_merge WHERE id = $1', [id])) as MergeRecord[];
  if (!merge) throw new OperatorError(`Il n’y a pas de fusion n° ${id}.`);
  if (merge.undone_at) throw new OperatorError(`La fusion n° ${id} est déjà défaite.`);
  const [later] = (await runner.query(
    'SELECT id FROM actor_merge WHERE merged_id = $1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1',
    [merge.kept_id],
  )) as { id: string }[];
  if (later) {
    throw new OperatorError(
      `${merge.kept_id} a été fusionné depuis (fusion n° ${later.id}).`,
      `Défaites d’abord celle-là : maillon merge --undo ${later.id}`,
    );
  }
  return merge;
}

/**
 * Undoes a merge, in the caller's transaction: the merged actor is there again under its id and slug, with its rows;
 * what registers said of them since goes back with them.
 */
export async function undoMerge(runner: QueryRunner, id: string): Promise<MergeRecord> {
  await lockDirectory(runner);
  const merge = await undoableMerge(runner, id);
  const { kept_id: kept, merged_id: merged, undo } = merge;
  await createTouchedActors(runner);
  await touchActors(
    runner,
    'SELECT $1::text UNION SELECT actor_id FROM actor_network WHERE network_id = $1',
    [kept],
  );
  await runner.query('INSERT INTO actor SELECT * FROM jsonb_populate_record(NULL::actor, $1::jsonb)', [
    JSON.stringify(undo.actor),
  ]);
  await runner.query('UPDATE actor SET modified_at = now() WHERE id = $1', [merged]);
  await touchActors(runner, 'SELECT $1::text', [merged]);
  await runner.query(
    `UPDATE register_entry e SET actor_id = $1, matched_by = r.matched_by
     FROM jsonb_to_recordset($3::jsonb) AS r (source text, external_id text, matched_by text)
     WHERE e.actor_id = $2 AND e.source = r.source AND e.external_id = r.external_id`,
    [merged, kept, JSON.stringify(undo.entries)],
  );
  for (const table of ['actor_statement', 'identifier_doubt']) {
    await runner.query(
      `UPDATE ${table} t SET actor_id = $1 FROM unnest($3::text[], $4::text[]) AS r (source, external_id)
       WHERE t.actor_id = $2 AND t.source = r.source AND t.external_id = r.external_id`,
      [
        merged,
        kept,
        undo.records.map(([source]) => source),
        undo.records.map(([, externalId]) => externalId),
      ],
    );
  }
  await putBack(runner, 'actor_source', ['source', 'locator'], undo.sources, undo.added.sources);
  await putBack(runner, 'actor_area', ['territory', 'source'], undo.areas, undo.added.areas);
  await putBack(runner, 'project_actor', ['project_id', 'role'], undo.projects, undo.added.projects);
  await runner.query(
    `DELETE FROM duplicate_candidate c USING jsonb_to_recordset($1::jsonb) AS r (first_id text, second_id text)
     WHERE c.first_id = r.first_id AND c.second_id = r.second_id`,
    [JSON.stringify(undo.added.candidates)],
  );
  await runner.query(
    `INSERT INTO duplicate_candidate SELECT * FROM jsonb_populate_recordset(NULL::duplicate_candidate, $1::jsonb) c
     WHERE EXISTS (SELECT FROM actor WHERE id = c.first_id) AND EXISTS (SELECT FROM actor WHERE id = c.second_id)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(undo.candidates)],
  );
  await runner.query('DELETE FROM actor_redirect WHERE old_id = $1', [merged]);
  await runner.query('UPDATE actor_redirect SET actor_id = $1 WHERE old_id = ANY ($2::text[])', [
    merged,
    undo.redirects,
  ]);
  await runner.query('UPDATE actor_merge SET undone_at = now() WHERE id = $1', [id]);
  await settle(runner);
  return merge;
}

/** Gives rows back that were copied to the kept actor, and takes the copies away. */
async function putBack(
  runner: QueryRunner,
  table: string,
  own: readonly string[],
  rows: readonly Record<string, unknown>[],
  added: readonly Record<string, unknown>[],
): Promise<void> {
  const same = ['actor_id', ...own].map((column) => `t.${column} = r.${column}`).join(' AND ');
  await runner.query(
    `DELETE FROM ${table} t USING jsonb_populate_recordset(NULL::${table}, $1::jsonb) r WHERE ${same}`,
    [JSON.stringify(added)],
  );
  const holds = own.includes('source') ? 'WHERE r.source IN (SELECT slug FROM source)' : '';
  await runner.query(
    `INSERT INTO ${table} SELECT r.* FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) r ${holds} ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
