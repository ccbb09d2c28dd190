import type { QueryRunner } from 'typeorm';
import { analyzeDirectory } from './analyze-directory';
import { applyStatements } from './apply-statements';
import { closeActors } from './close-actors';
import { findDuplicates } from './find-duplicates';
import { writeContradictions, writeFlaws } from './identifier-doubts';
import { lockDirectory } from './lock-directory';
import { matchEntries } from './match-entries';
import { makeNewActors } from './new-actors';
import { createTouchedActors, dateChangedActors, touchActors } from './touched-actors';
import { writeEntries, type EntryCounts } from './write-entries';

/** How the rows of a register are brought in. */
export interface RegisterRules {
  /** Rows that the stage does not hold have left the register. */
  replace: boolean;
  /** The file is the one of last time: it was not seen again. */
  sameFile: boolean;
  /** Gives staged rows their cluster, and the actor they stand for; by identifiers, unless the register knows better. */
  match?: (runner: QueryRunner, source: string) => Promise<void>;
  /** Writes what hangs on the actors of the stage and is no statement. */
  relate?: (runner: QueryRunner, source: string) => Promise<void>;
}

/** What a register did to the directory. */
export interface RegisterCounts extends EntryCounts {
  /** Actors that the register made, and those of other sources that it knew again, by how. */
  newActors: number;
  matched: { by: string; rows: number }[];
  /** Actors that look different now. */
  changedActors: number;
  closedActors: number;
  /** Doubtful identifiers that the register holds. */
  doubts: { identifier: string; reason: string; rows: number }[];
  /** Pairs listed for a person to decide, new with this file. */
  newDuplicates: number;
}

/**
 * The only writer of registers. Brings the rows of `staged_entry` into the directory as those of a source, in the
 * caller's transaction: finds or makes their actors, notes what each row says, lets the better source win, closes
 * what every register dropped, and lists what a person has to decide. The same rows again change nothing.
 */
export async function mergeRegister(
  runner: QueryRunner,
  source: string,
  { match = matchEntries, relate, ...options }: RegisterRules,
): Promise<RegisterCounts> {
  await lockDirectory(runner);
  await runner.query('ANALYZE staged_entry');
  await analyzeDirectory(runner);
  await match(runner, source);
  await createTouchedActors(runner);
  await touchActors(
    runner,
    `SELECT actor_id FROM staged_entry WHERE actor_id IS NOT NULL
     UNION SELECT actor_id FROM register_entry WHERE source = $1`,
    [source],
  );
  const matched = await countMatches(runner, source);
  const newActors = await makeNewActors(runner, source);
  const entries = await writeEntries(runner, source, options);
  await writeFlaws(runner, source);
  await relate?.(runner, source);
  await analyzeDirectory(runner);
  await applyStatements(runner);
  await writeContradictions(runner);
  await closeActors(runner);
  const changedActors = await dateChangedActors(runner);
  const newDuplicates = await findDuplicates(runner);
  const [closed] = (await runner.query(
    'SELECT count(*)::int AS closed FROM actor a JOIN touched_actor t USING (id) WHERE t.changed AND a.closed_on IS NOT NULL',
  )) as { closed: number }[];
  return {
    ...entries,
    newActors,
    matched,
    changedActors,
    closedActors: closed?.closed ?? 0,
    doubts: await countDoubts(runner, source),
    newDuplicates,
  };
}

/** Rows that were found in the directory and were not known before. */
async function countMatches(runner: QueryRunner, source: string): Promise<RegisterCounts['matched']> {
  return (await runner.query(
    `SELECT s.matched_by AS by, count(*)::int AS rows FROM staged_entry s WHERE s.actor_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM register_entry e WHERE e.source = $1 AND e.external_id = s.external_id)
     GROUP BY s.matched_by ORDER BY s.matched_by`,
    [source],
  )) as RegisterCounts['matched'];
}

async function countDoubts(runner: QueryRunner, source: string): Promise<RegisterCounts['doubts']> {
  return (await runner.query(
    `SELECT identifier, reason, count(*)::int AS rows FROM identifier_doubt WHERE source = $1
     GROUP BY identifier, reason ORDER BY identifier, reason`,
    [source],
  )) as RegisterCounts['doubts'];
}
