import type { QueryRunner } from 'typeorm';
import { applyRollups } from './apply-rollups';
import { factorSourceSql, factorSql, tonnesSql } from './conversion-sql';
import { flowIdSql } from './flow-id-sql';
import { STAGED_INPUTS, STATED } from './match-staged';
import type { MergeCounts } from './merge-staged';
import { monthPartsSql } from './month-parts-sql';
import { addMonthsSql, addParts, addWholeSql, createParts, dropParts, PART_COLUMNS } from './rollup-parts';

/** Columns that follow from what is stated, with their SQL over `staged_flow s`. */
const DERIVED = {
  tonnes: tonnesSql('s.quantity', 's.unit', 's.product'),
  factor: factorSql('s.unit', 's.product'),
  factor_source: factorSourceSql('s.unit', 's.product'),
};
const COLUMNS = [...STATED, ...Object.keys(DERIVED)].join(', ');
const VALUES = [...STATED.map((name) => `s.${name}`), ...Object.values(DERIVED)].join(', ');

/** Carries out what `flow_match` says, and inserts the staged flows that it does not name. */
export async function applyChanges(runner: QueryRunner, source: string): Promise<MergeCounts> {
  const counts = await countMatches(runner);
  await createParts(runner);
  await runner.query('CREATE TEMP TABLE flow_of_months (id text COLLATE "C" NOT NULL) ON COMMIT DROP');
  const taken = counts.updated + counts.retracted > 0;
  if (taken) {
    await takeAway(runner);
    await updateMatched(runner);
  }
  const inserted = await insertNew(runner, source);
  await runner.query('ANALYZE flow_of_months');
  await writeMonths(runner);
  await writeInputs(runner, source);
  await runner.query(addMonthsSql('flow_of_months w JOIN flow f USING (id)', 1));
  await runner.query('DROP TABLE flow_of_months');
  if (taken || inserted > 0) await applyRollups(runner, { taken });
  await dropParts(runner);
  return { ...counts, inserted };
}

/** Takes what changes out of the sums, and removes what is gone. */
async function takeAway(runner: QueryRunner): Promise<void> {
  await addParts(runner, `flow f JOIN flow_match c ON c.id = f.id AND c.change IN ('UPDATED', 'GONE')`, -1);
  for (const table of ['flow_month', 'flow_input']) {
    await runner.query(
      `DELETE FROM ${table} t USING flow_match m WHERE t.flow_id = m.id AND m.change = 'UPDATED'`,
    );
  }
  // Its months and input batches go with it.
  await runner.query(`DELETE FROM flow f USING flow_match m WHERE f.id = m.id AND m.change = 'GONE'`);
}

async function updateMatched(runner: QueryRunner): Promise<void> {
  await runner.query(
    `UPDATE flow f SET (${COLUMNS}) = ROW(${VALUES})
     FROM flow_match m JOIN staged_flow s USING (external_id) WHERE f.id = m.id AND m.change = 'UPDATED'`,
  );
  const updated = `flow f JOIN flow_match c ON c.id = f.id AND c.change = 'UPDATED'`;
  await runner.query(`INSERT INTO flow_of_months SELECT f.id FROM ${updated} WHERE f.several_months`);
  await runner.query(addWholeSql(updated, 1));
}

async function countMatches(runner: QueryRunner): Promise<Omit<MergeCounts, 'inserted'>> {
  const [row] = (await runner.query(`
    SELECT count(*) FILTER (WHERE change = 'UPDATED')::integer AS updated,
      count(*) FILTER (WHERE change = 'SAME')::integer AS unchanged,
      count(*) FILTER (WHERE change = 'GONE')::integer AS retracted
    FROM flow_match`)) as Omit<MergeCounts, 'inserted'>[];
  return row as Omit<MergeCounts, 'inserted'>;
}

async function insertNew(runner: QueryRunner, source: string): Promise<number> {
  const taken = (await mayShareIds(runner, source))
    ? (plain: string) => `EXISTS (SELECT FROM flow o WHERE o.id = ${plain})`
    : undefined;
  const [row] = (await runner.query(
    `WITH f AS (
       INSERT INTO flow (id, source, external_id, ${COLUMNS})
       SELECT ${flowIdSql('$1::text', 's.external_id', taken)}, $1, s.external_id, ${VALUES}
       FROM staged_flow s
       WHERE NOT EXISTS (SELECT FROM flow_match m WHERE m.external_id = s.external_id)
       RETURNING id, ${PART_COLUMNS.join(', ')}
     ),
     rolled AS (${addWholeSql('f', 1)}),
     kept AS (INSERT INTO flow_of_months SELECT id FROM f WHERE several_months)
     SELECT count(*)::integer AS inserted FROM f`,
    [source],
  )) as { inserted: number }[];
  return row?.inserted ?? 0;
}

/** "a" with the flow "b-c" and "a-b" with the flow "c" would give one id to two flows. */
async function mayShareIds(runner: QueryRunner, source: string): Promise<boolean> {
  const [row] = (await runner.query(
    `SELECT EXISTS (SELECT FROM source WHERE slug <> $1
       AND (starts_with(slug, $1 || '-') OR starts_with($1, slug || '-'))) AS found`,
    [source],
  )) as { found: boolean }[];
  return row?.found === true;
}

async function writeMonths(runner: QueryRunner): Promise<void> {
  await runner.query(
    `INSERT INTO flow_month (flow_id, month, first_day, days, grams, amount)
     ${monthPartsSql(`
       SELECT f.id AS flow_id, f.amount, f.factor IS NOT NULL AS converts, f.period_start, f.period_end
       FROM flow_of_months w JOIN flow f USING (id)`)}`,
  );
}

/**
 * Flows that are as they were keep the batches that they have. The id is asked for row by row: the statistics of `flow` know
 * nothing yet of a source that is being written, and a join would be planned for no rows at all.
 */
async function writeInputs(runner: QueryRunner, source: string): Promise<void> {
  await runner.query(
    `INSERT INTO flow_input (flow_id, batch)
     SELECT (SELECT f.id FROM flow f WHERE f.source = $1 AND f.external_id = s.external_id), unnest(${STAGED_INPUTS})
     FROM staged_flow s
     WHERE s.input_batches IS NOT NULL
       AND NOT EXISTS (SELECT FROM flow_match m WHERE m.external_id = s.external_id AND m.change = 'SAME')`,
    [source],
  );
}
