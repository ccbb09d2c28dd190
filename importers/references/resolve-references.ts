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

/** Says what written values stand for, in their order. */
export type Resolve = (written: readonly string[]) => Promise<readonly Resolved[]>;

/** The different values of some columns, in batches. */
export interface DistinctValues {
  /** @param condition SQL over `written` */
  batches(condition?: string): AsyncGenerator<string[], void, undefined>;
}

/**
 * Makes a table of what each distinct value of some columns stands for: `table (written, id, key, fault, detail)`.
 * Rows then join it, so that a million rows cost no more look-ups than they name different things.
 * @param resolver may look at all values before it resolves any
 * @returns notices for the operator
 */
export async function resolveReferences(
  runner: QueryRunner,
  table: string,
  raw: RawTable,
  columns: readonly string[],
  resolver: (values: DistinctValues, notices: string[]) => Resolve | Promise<Resolve>,
): Promise<string[]> {
  await runner.query(`CREATE TEMP TABLE ${table} (written text COLLATE "C" PRIMARY KEY, id text COLLATE "C", key integer,
    fault text, detail text) ON COMMIT DROP`);
  const notices: string[] = [];
  const values = await distinctValues(runner, `${table}_written`, raw, columns);
  const resolve = await resolver(values, notices);
  for await (const written of values.batches()) {
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

async function distinctValues(
  runner: QueryRunner,
  table: string,
  { sql, given }: RawTable,
  columns: readonly string[],
): Promise<DistinctValues> {
  const selects = columns
    .filter((column) => given.has(column))
    .map((column) => `SELECT DISTINCT ${column} FROM ${sql} WHERE ${column} IS NOT NULL`);
  await runner.query(`CREATE TEMP TABLE ${table} (written text COLLATE "C") ON COMMIT DROP`);
  if (selects.length > 0) await runner.query(`INSERT INTO ${table} ${selects.join(' UNION ')}`);
  return {
    async *batches(condition = 'TRUE') {
      const cursor = `${table}_cursor`;
      await runner.query(
        `DECLARE ${cursor} NO SCROLL CURSOR FOR SELECT written FROM ${table} WHERE ${condition}`,
      );
      for (;;) {
        const rows = (await runner.query(`FETCH ${BATCH} FROM ${cursor}`)) as { written: string }[];
        if (rows.length === 0) break;
        yield rows.map(({ written }) => written);
      }
      await runner.query(`CLOSE ${cursor}`);
    },
  };
}
