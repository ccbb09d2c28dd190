import type { QueryRunner } from 'typeorm';
import { CONVERSION_SOURCES } from '../rules/conversion';
import { applyChanges } from './apply-changes';
import { writeSources } from './citation';
import { lockFlows } from './lock-flows';
import { createMatches, dropMatches, findGone, findMatches } from './match-staged';
import { refuseUnfit } from './refuse-unfit';

/** What a merge did with the rows of the stage, and with stored flows that the stage does not hold. */
export interface MergeCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  retracted: number;
}

export interface MergeOptions {
  /** Slug of a row of `source`. */
  source: string;
  /** Whether flows of the source that the stage does not hold are retracted. */
  replace: boolean;
}

/**
 * Makes the table that flows are brought in through, empty; it lives until the transaction ends.
 * Texts of provider, receiver and project are global ids; origin and destination are keys of `territory`.
 */
export async function createStage(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE IF NOT EXISTS staged_flow (
      line bigint,
      external_id text COLLATE "C" NOT NULL,
      stage text NOT NULL,
      nature text NOT NULL,
      product text COLLATE "C" NOT NULL,
      quantity numeric NOT NULL,
      unit text NOT NULL,
      period_start date NOT NULL,
      period_end date NOT NULL,
      provider text COLLATE "C",
      receiver text COLLATE "C",
      origin integer,
      destination integer,
      supply_mode text,
      circuit text,
      organic boolean,
      batch text COLLATE "C",
      input_batches text[],
      project text COLLATE "C",
      confidence text NOT NULL,
      locator text NOT NULL DEFAULT ''
    ) ON COMMIT DROP`);
  await runner.query('TRUNCATE staged_flow');
}

/**
 * The only writer of flows. Brings what is staged into the flows of a source, in the caller's transaction: inserts
 * what is new, updates what differs, leaves the rest untouched, and keeps months and input batches in step.
 * @throws Error naming what is wrong with the stage; the caller's transaction is then to be rolled back
 */
export async function mergeStagedFlows(runner: QueryRunner, options: MergeOptions): Promise<MergeCounts> {
  await lockFlows(runner);
  await writeSources(
    runner.manager,
    CONVERSION_SOURCES.map((source) => ({ ...source, kind: 'FACTOR' })),
  );
  await runner.query('ANALYZE staged_flow');
  await refuseUnfit(runner, options.source);
  await createMatches(runner);
  await findMatches(runner, options.source);
  if (options.replace) await findGone(runner, options.source);
  const counts = await applyChanges(runner, options.source);
  await dropMatches(runner);
  return counts;
}

/**
 * Retracts every flow of a source, in the caller's transaction; the row of `source` stays, for the caller to remove.
 * @returns how many flows there were
 */
export async function retractSource(runner: QueryRunner, source: string): Promise<number> {
  await createStage(runner);
  const { retracted } = await mergeStagedFlows(runner, { source, replace: true });
  return retracted;
}
