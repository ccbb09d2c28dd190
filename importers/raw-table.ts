import type { QueryRunner } from 'typeorm';

/** Table of the rows as they were read: all text, gone with the transaction. */
const TABLE = 'import_raw';
const TRIMMED = 'import_trimmed';

/** The staged rows of a file, as SQL that other statements read from. */
export interface RawTable {
  /** Name of the table. */
  sql: string;
  /** Columns that the file has. */
  given: ReadonlySet<string>;
  rows: number;
}

/** Makes the table that a file is copied into. Bytes compare faster than words, and nothing here is sorted for readers. */
export async function createRawTable(runner: QueryRunner, columns: readonly string[]): Promise<void> {
  const list = columns.map((name) => `${name} text COLLATE "C"`).join(', ');
  await runner.query(`CREATE TEMP TABLE ${TABLE} (line bigint NOT NULL, ${list}) ON COMMIT DROP`);
}

/** The statement that a file is streamed to; `header` names its columns in their order. */
export function copyRawSql(header: readonly string[], delimiter: string): string {
  const columns = header.join(', ');
  return `COPY ${TABLE} (line, ${columns}) FROM STDIN
    WITH (FORMAT csv, DELIMITER E'${delimiter === '\t' ? '\\t' : delimiter}', FORCE_NULL (${columns}), ENCODING 'UTF8')`;
}

/**
 * The rows as other statements read them.
 * @param padded whether some value has spaces around it: they are then taken off all, once
 */
export async function readRawTable(
  runner: QueryRunner,
  columns: readonly string[],
  header: readonly string[],
  { rows, padded }: { rows: number; padded: boolean },
): Promise<RawTable> {
  const given = new Set(header);
  if (!padded) return { sql: TABLE, given, rows };
  const list = columns.map((name) =>
    given.has(name) ? `NULLIF(btrim(${name}, E' \\t'), '') AS ${name}` : name,
  );
  await runner.query(
    `CREATE TEMP TABLE ${TRIMMED} ON COMMIT DROP AS SELECT line, ${list.join(', ')} FROM ${TABLE}`,
  );
  await runner.query(`DROP TABLE ${TABLE}`);
  return { sql: TRIMMED, given, rows };
}
