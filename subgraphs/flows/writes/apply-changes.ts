import type { QueryRunner } from 'typeorm';
import { applyRollups } from './apply-rollups';
import { factorSourceSql, factorSql, tonnesSql } from './conversion-sql';
import { flowIdSql } from './flow-id-sql';
import { STAGED_INPUTS, STATED } from './match-staged';
import type { MergeCounts } from './merge-staged';
import { monthPartsSql } from './month-parts-sql';
import { addParts, createParts, dropParts } from './rollup-parts';

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
  const taken = counts.updated + counts.retracted > 0;
  if (taken) {
    await addParts(runner, `flow f JOIN flow_match c ON c.id = f.id AND c.change IN ('UPDATED', 'GONE')`, -1);
    for (const table of ['flow_month', 'flow_input']) {
      await runner.query(
        `DELETE FROM ${table} t USING flow_match m WHERE t.flow_id = m.id AND m.change IN ('UPDATED', 'GONE')`,
      );
    }
    await runner.query(`DELETE FROM flow f USING flow_match m WHERE f.id = m.id AND m.change = 'GONE'`);
    await runner.query(
      `UPDATE flow f SET (${COLUMNS}) = ROW(${VALUES})
       FROM flow_match m JOIN staged_flow s USING (external_id) WHERE f.id = m.id AND m.change = 'UPDATED'`,
    );
  }
  await runner.query(`
    CREATE TEMP TABLE flow_written (
      id text COLLATE "C" NOT NULL, external_id text COLLATE "C" NOT NULL, several_months boolean NOT NULL
    ) ON COMMIT DROP`);
  await runner.query(
    `INSERT INTO flow_written
     SELECT f.id, f.external_id, f.several_months FROM flow f JOIN flow_match m ON m.id = f.id WHERE m.change = 'UPDATED'`,
  );
  const inserted = await insertNew(runner, source);
  await runner.query('ANALYZE flow_written');
  await writeMonths(runner);
  await writeInputs(runner);
  await addParts(runner, 'flow_written w JOIN flow f USING (id)', 1);
  await runner.query('DROP TABLE flow_written');
  if (taken || inserted > 0) await applyRollups(runner, { taken });
  await dropParts(runner);
  return { ...counts, inserted };
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
    `WITH written AS (
       INSERT INTO flow (id, source, external_id, ${COLUMNS})
       SELECT ${flowIdSql('$1::text', 's.external_id', taken)}, $1, s.external_id, ${VALUES}
       FROM staged_flow s
       WHERE NOT EXISTS (SELECT FROM flow_match m WHERE m.external_id = s.external_id)
       RETURNING id, external_id, several_months
     ), kept AS (INSERT INTO flow_written SELECT * FROM written)
     SELECT count(*)::integer AS inserted FROM written`,
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
       FROM flow_written w JOIN flow f USING (id) WHERE w.several_months`)}`,
  );
}

async function writeInputs(runner: QueryRunner): Promise<void> {
  await runner.query(
    `INSERT INTO flow_input (flow_id, batch)
     SELECT w.id, unnest(${STAGED_INPUTS}) FROM flow_written w JOIN staged_flow s USING (external_id)
     WHERE s.input_batches IS NOT NULL`,
  );
}
