import type { QueryRunner } from 'typeorm';
import type { Fault } from './faults';
import type { FramingFault } from './input/framing-fault';
import type { RawTable } from './raw-table';
import type { ImportContext, ImportSubject, RowPlan } from './subject';

const SLICE = 5000;
const CUT = 80;

/** Makes the table that everything wrong with a file is gathered in. */
export async function createFaultTable(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE import_fault (
      line bigint NOT NULL, col text NOT NULL, value text, code text NOT NULL, detail text
    ) ON COMMIT DROP`);
}

/** Takes in what was wrong with the form of records. */
export async function addFramingFaults(
  runner: QueryRunner,
  faults: readonly FramingFault[],
  header: readonly string[],
): Promise<void> {
  for (let start = 0; start < faults.length; start += SLICE) {
    const slice = faults.slice(start, start + SLICE);
    await runner.query(
      `INSERT INTO import_fault SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])`,
      [
        slice.map(({ line }) => line),
        slice.map(({ field }) => (field === undefined ? '' : (header[field] ?? ''))),
        slice.map(({ value }) => value.slice(0, CUT)),
        slice.map(({ code }) => code),
        slice.map(({ detail }) => detail),
      ],
    );
  }
}

/**
 * Stages the rows that have nothing wrong, in one statement, and tells what is wrong with the others only when there
 * are some: a file without faults is read once.
 */
export async function stageRows(
  runner: QueryRunner,
  subject: ImportSubject,
  context: ImportContext,
): Promise<void> {
  const { raw } = context;
  const plan = subject.plan(context);
  const values = Object.entries(plan.values).filter(
    ([column, sql]) => raw.given.has(column) || hasDefault(sql),
  );
  const checks = plan.checks.filter(({ column }) => raw.given.has(column));
  const [staged] = (await runner.query(
    `WITH staged AS (
       INSERT INTO ${subject.stage} (line, ${values.map(([column]) => column).join(', ')})
       SELECT r.line, ${values.map(([, sql]) => sql).join(', ')}
       FROM ${raw.sql} AS r ${plan.joins}
       WHERE COALESCE(${checks.map(({ fault }) => fault).join(', ')}) IS NULL
       RETURNING 1
     ) SELECT count(*)::int AS rows FROM staged`,
  )) as { rows: number }[];
  if (staged?.rows !== raw.rows) await tellFaults(runner, subject.stage, raw, plan, checks);
  await tellDuplicates(runner, raw);
}

/** A column that the file has not still has a value when its SQL gives one for NULL. */
function hasDefault(sql: string): boolean {
  return sql.startsWith('COALESCE(');
}

async function tellFaults(
  runner: QueryRunner,
  stage: string,
  raw: RawTable,
  plan: RowPlan,
  checks: RowPlan['checks'],
): Promise<void> {
  const rows = checks.map(
    ({ column, fault, detail }) =>
      `('${column}', r.${column}, ${fault}, CASE WHEN (${fault}) IS NOT NULL THEN ${detail ?? "''"} END)`,
  );
  // Materialised, so that the many expressions are worked out for the faulty rows alone.
  await runner.query(
    `WITH r AS MATERIALIZED (
       SELECT * FROM ${raw.sql} AS r WHERE NOT EXISTS (SELECT FROM ${stage} AS good WHERE good.line = r.line)
     )
     INSERT INTO import_fault (line, col, value, code, detail)
     SELECT r.line, checked.col, left(checked.value, ${CUT}), checked.code, checked.detail
     FROM r ${plan.joins}
     CROSS JOIN LATERAL (VALUES ${rows.join(',\n')}) AS checked (col, value, code, detail)
     WHERE checked.code IS NOT NULL`,
  );
}

async function tellDuplicates(runner: QueryRunner, raw: RawTable): Promise<void> {
  await runner.query(
    `WITH repeated AS (
       SELECT external_id, min(line) AS first FROM ${raw.sql} AS r WHERE external_id IS NOT NULL
       GROUP BY external_id HAVING count(*) > 1
     )
     INSERT INTO import_fault (line, col, value, code, detail)
     SELECT r.line, 'external_id', left(r.external_id, ${CUT}), 'DUPLICATE_EXTERNAL_ID', repeated.first
     FROM ${raw.sql} AS r JOIN repeated USING (external_id) WHERE r.line > repeated.first`,
  );
}

export async function countFaults(runner: QueryRunner): Promise<number> {
  const [row] = (await runner.query('SELECT count(*)::int AS faults FROM import_fault')) as {
    faults: number;
  }[];
  return row?.faults ?? 0;
}

/** All faults in the order of the file, in batches. */
export async function* readFaults(runner: QueryRunner): AsyncGenerator<Fault[], void, undefined> {
  await runner.query(`
    DECLARE import_faults NO SCROLL CURSOR FOR
    SELECT line::int, col AS "column", COALESCE(value, '') AS value, code, COALESCE(detail, '') AS detail
    FROM import_fault ORDER BY import_fault.line, col COLLATE "C", code COLLATE "C"`);
  for (;;) {
    const rows = (await runner.query(`FETCH ${SLICE} FROM import_faults`)) as Fault[];
    if (rows.length === 0) return;
    yield rows;
  }
}
