import type { QueryRunner } from 'typeorm';
import type { FaultCode } from '../faults';
import type { RawTable } from '../raw-table';

/** What a written reference stands for: an id or a key, or a fault. */
export interface Resolved {
  id?: string;
  key?: number;
  fault?: FaultCode;
  /** Completes the reason of the fault. */
  detail?: string;
  /** Told to the operator when the value is taken all the same. */
  notice?: string;
}

/** Values in one look-up: bounds the memory, whatever the file holds. */
const BATCH = 5000;

/**
 * Makes a table of what each distinct value of some columns stands for: `table (written, id, key, fault, detail)`.
 * Rows then join it, so that a million rows cost no more look-ups than they name different things.
 * @param resolve answers for each value, in order
 */
export async function resolveReferences(
  runner: QueryRunner,
  table: string,
  raw: RawTable,
  columns: readonly string[],
  resolve: (written: readonly string[]) => Promise<readonly Resolved[]>,
): Promise<string[]> {
  await runner.query(`CREATE TEMP TABLE ${table} (written text COLLATE "C" PRIMARY KEY, id text COLLATE "C", key integer,
    fault text, detail text) ON COMMIT DROP`);
  const notices: string[] = [];
  for await (const written of distinctValues(runner, table, raw, columns)) {
    const found = await resolve(written);
    await runner.query(
      `INSERT INTO ${table} SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[])`,
      [
        written,
        found.map(({ id }) => id),
        found.map(({ key }) => key),
        found.map(({ fault }) => fault),
        found.map(({ detail }) => detail),
      ],
    );
    for (const { notice } of found) if (notice !== undefined) notices.push(notice);
  }
  await runner.query(`ANALYZE ${table}`);
  return notices;
}

/** The different values of some columns, in batches. */
export async function* distinctValues(
  runner: QueryRunner,
  name: string,
  { sql, given }: RawTable,
  columns: readonly string[],
  condition = 'TRUE',
): AsyncGenerator<string[], void, undefined> {
  const selects = columns
    .filter((column) => given.has(column))
    .map((column) => `SELECT DISTINCT ${column} AS written FROM ${sql} AS r WHERE ${column} IS NOT NULL`);
  if (selects.length === 0) return;
  await runner.query(
    `DECLARE ${name}_values NO SCROLL CURSOR FOR SELECT written FROM (${selects.join(' UNION ')}) AS v WHERE ${condition}`,
  );
  for (;;) {
    const rows = (await runner.query(`FETCH ${BATCH} FROM ${name}_values`)) as { written: string }[];
    if (rows.length === 0) break;
    yield rows.map(({ written }) => written);
  }
  await runner.query(`CLOSE ${name}_values`);
}
