import type { QueryRunner } from 'typeorm';

/** Table of the rows as they were read: all text, gone with the transaction. */
const TABLE = 'import_raw';

/** The staged rows of a file, as SQL that other statements read from. */
export interface RawTable {
  /** To stand after FROM, before an alias. */
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

/** @param padded whether some value has spaces around it, which are then taken off all */
export function rawTable(
  columns: readonly string[],
  header: readonly string[],
  { rows, padded }: { rows: number; padded: boolean },
): RawTable {
  const given = new Set(header);
  if (!padded) return { sql: TABLE, given, rows };
  const list = columns.map((name) =>
    given.has(name) ? `NULLIF(btrim(${name}, E' \\t'), '') AS ${name}` : name,
  );
  return { sql: `(SELECT line, ${list.join(', ')} FROM ${TABLE})`, given, rows };
}
