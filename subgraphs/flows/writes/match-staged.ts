import type { QueryRunner } from 'typeorm';
import { factorSourceSql, tonnesSql } from './conversion-sql';

/** What a source states of a flow, the same names in `flow` and in `staged_flow`. */
export const STATED = [
  ...['stage', 'nature', 'product', 'quantity', 'unit', 'period_start', 'period_end', 'provider', 'receiver'],
  ...[
    'origin',
    'destination',
    'supply_mode',
    'circuit',
    'organic',
    'batch',
    'project',
    'confidence',
    'locator',
  ],
] as const;

/** SQL for the batches a staged flow was made from, each once, NULL when there is none. */
export const STAGED_INPUTS = `(
  SELECT array_agg(DISTINCT b COLLATE "C" ORDER BY b COLLATE "C") FROM unnest(s.input_batches) AS b WHERE b IS NOT NULL)`;

/** Stored flows of the source, and how the stage stands to them: UPDATED, SAME or GONE. */
export async function createMatches(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE flow_match (
      id text COLLATE "C" NOT NULL,
      external_id text COLLATE "C" NOT NULL,
      change text NOT NULL
    ) ON COMMIT DROP`);
}

export async function dropMatches(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE flow_match');
}

/**
 * Finds the stored version of each staged flow and whether it says the same. The digits of a quantity count; so does
 * a factor of `rules/conversion.ts` that has changed since.
 */
export async function findMatches(runner: QueryRunner, source: string): Promise<void> {
  const stored = STATED.map((name) => `f.${name}`).join(', ');
  const staged = STATED.map((name) => `s.${name}`).join(', ');
  await runner.query(
    `INSERT INTO flow_match (id, external_id, change)
     SELECT f.id, f.external_id, CASE WHEN
         (${stored}, scale(f.quantity), f.tonnes, f.factor_source) IS DISTINCT FROM
         (${staged}, scale(s.quantity), ${tonnesSql('s.quantity', 's.unit', 's.product')}, ${factorSourceSql('s.unit', 's.product')})
         OR ${STAGED_INPUTS} IS DISTINCT FROM
            (SELECT array_agg(i.batch ORDER BY i.batch) FROM flow_input i WHERE i.flow_id = f.id)
       THEN 'UPDATED' ELSE 'SAME' END
     FROM staged_flow s JOIN flow f ON f.source = $1 AND f.external_id = s.external_id`,
    [source],
  );
  await runner.query('ANALYZE flow_match');
}

/** Finds the stored flows of the source that the stage does not hold. */
export async function findGone(runner: QueryRunner, source: string): Promise<void> {
  await runner.query(
    `INSERT INTO flow_match (id, external_id, change)
     SELECT f.id, f.external_id, 'GONE' FROM flow f
     WHERE f.source = $1 AND NOT EXISTS (SELECT FROM staged_flow s WHERE s.external_id = f.external_id)`,
    [source],
  );
  await runner.query('ANALYZE flow_match');
}
