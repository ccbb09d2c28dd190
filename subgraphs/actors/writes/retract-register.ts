import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../../platform/errors';
import { applyStatements } from './apply-statements';
import { closeActors } from './close-actors';
import { findDuplicates } from './find-duplicates';
import { writeContradictions } from './identifier-doubts';
import { createTouchedActors, dateChangedActors, touchActors } from './touched-actors';

/** Tables that hold what a register brought, each row under its source. */
const BROUGHT = ['register_entry', 'actor_statement', 'identifier_doubt', 'actor_area', 'actor_source'];

/**
 * Takes out all that a register brought, in the caller's transaction: what others say of its actors comes forward, and
 * actors that nobody else knows go. Other schemas may name those: see `actorsOnlyIn`.
 * @returns how many rows there were
 */
export async function retractRegister(runner: QueryRunner, source: string): Promise<number> {
  const [held] = (await runner.query(
    'SELECT count(*)::int AS rows FROM register_entry WHERE source = $1 AND left_at IS NULL',
    [source],
  )) as { rows: number }[];
  await refuseMerged(runner, source);
  await createTouchedActors(runner);
  await touchActors(runner, 'SELECT actor_id FROM register_entry WHERE source = $1', [source]);
  const gone = await actorsOnlyIn(runner, source);
  for (const table of BROUGHT) await runner.query(`DELETE FROM ${table} WHERE source = $1`, [source]);
  await runner.query('DELETE FROM touched_actor WHERE id = ANY($1::text[])', [gone]);
  await runner.query('DELETE FROM actor WHERE id = ANY($1::text[])', [gone]);
  await applyStatements(runner);
  await writeContradictions(runner);
  await closeActors(runner);
  await dateChangedActors(runner);
  await findDuplicates(runner);
  return held?.rows ?? 0;
}

/** Ids of the actors that only this source knows: they go with it. */
export async function actorsOnlyIn(
  runner: Pick<QueryRunner, 'query'>,
  source: string,
): Promise<string[]> {
  const rows = (await runner.query(
    `SELECT DISTINCT e.actor_id AS id FROM register_entry e WHERE e.source = $1
       AND NOT EXISTS (SELECT FROM actor_source c WHERE c.actor_id = e.actor_id AND c.source <> $1)
       AND NOT EXISTS (SELECT FROM actor_statement st WHERE st.actor_id = e.actor_id AND st.source <> $1)
     ORDER BY 1`,
    [source],
  )) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** What a merge moved can only be undone while it is there. */
async function refuseMerged(runner: QueryRunner, source: string): Promise<void> {
  const rows = (await runner.query(
    `SELECT DISTINCT m.id FROM actor_merge m JOIN register_entry e ON e.source = $1 AND e.actor_id = m.kept_id
     WHERE m.undone_at IS NULL ORDER BY m.id LIMIT 5`,
    [source],
  )) as { id: string }[];
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id).join(', ');
  throw new OperatorError(
    `La source "${source}" a des acteurs fusionnés (fusions ${ids}) : la retirer perdrait de quoi les rétablir.`,
    'Défaites-les d’abord : maillon merge --undo <numéro>',
  );
}
