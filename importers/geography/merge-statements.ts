import type { QueryRunner } from 'typeorm';
import type { MergeCounts } from '../subject';
import type { WriteScope } from './subject';

/** A table of what sources say of territories (platform/imported-territory-tables.ts). */
export interface StatementTable {
  name: 'pat_listing' | 'pat_commune' | 'commune_location';
  /** Columns that name a row inside its source. */
  key: readonly string[];
  /** What it says, with types; such tables have the day too. */
  values: Readonly<Record<string, string>>;
}

export const PAT_LISTING: StatementTable = { name: 'pat_listing', key: ['code'], values: { name: 'text' } };
export const PAT_COMMUNE: StatementTable = { name: 'pat_commune', key: ['pat', 'commune'], values: {} };
export const COMMUNE_LOCATION: StatementTable = {
  name: 'commune_location',
  key: ['commune'],
  values: { latitude: 'float8', longitude: 'float8' },
};

/** Makes a source say what a file says, in one statement that writes only what differs. */
export async function mergeStatements(
  runner: QueryRunner,
  table: StatementTable,
  rows: readonly object[],
  { source, replace, date }: WriteScope,
): Promise<MergeCounts> {
  const values = Object.keys(table.values);
  const dated = values.length > 0;
  const definition = [
    ...table.key.map((column) => `${column} text`),
    ...values.map((column) => `${column} ${table.values[column]}`),
  ];
  const list = (columns: readonly string[], prefix = ''): string =>
    columns.map((column) => `${prefix}${column}`).join(', ');
  const same = `old.source = $1 AND (${list(table.key, 'old.')}) = (${list(table.key, 'incoming.')})`;
  const day = `COALESCE($4::date, current_date)`;
  const changed = dated
    ? `UPDATE ${table.name} AS old SET (${list(values)}, stated_on) = ROW(${list(values, 'incoming.')}, ${day})
       FROM incoming WHERE ${same} AND (${list(values, 'old.')}) IS DISTINCT FROM (${list(values, 'incoming.')})
       RETURNING 1`
    : 'SELECT 1 WHERE FALSE AND $4::date IS NULL';
  const columns = [...table.key, ...values];
  const [counts] = (await runner.query(
    `WITH incoming AS MATERIALIZED (
       SELECT * FROM json_to_recordset($2::json) AS row(${definition.join(', ')})
     ), gone AS (
       DELETE FROM ${table.name} AS old
       WHERE $3 AND old.source = $1 AND NOT EXISTS (SELECT FROM incoming WHERE ${same}) RETURNING 1
     ), changed AS (
       ${changed}
     ), fresh AS (
       INSERT INTO ${table.name} (source, ${list(columns)}${dated ? ', stated_on' : ''})
       SELECT $1, ${list(columns)}${dated ? `, ${day}` : ''} FROM incoming
       WHERE NOT EXISTS (SELECT FROM ${table.name} AS old WHERE ${same})
       RETURNING 1
     )
     SELECT (SELECT count(*) FROM fresh)::int AS inserted, (SELECT count(*) FROM changed)::int AS updated,
       (SELECT count(*) FROM gone)::int AS retracted, (SELECT count(*) FROM incoming)::int AS incoming`,
    [source, JSON.stringify(rows), replace, date ?? null],
  )) as (Omit<MergeCounts, 'unchanged'> & { incoming: number })[];
  if (!counts) throw new Error('the counts of a merge are one row');
  if (dated && date !== undefined) {
    await runner.query(`UPDATE ${table.name} SET stated_on = $2 WHERE source = $1 AND stated_on <> $2`, [
      source,
      date,
    ]);
  }
  const { inserted, updated, retracted, incoming } = counts;
  return { inserted, updated, unchanged: incoming - inserted - updated, retracted };
}

/** Takes away all that a source says in a table. */
export async function retractStatements(
  runner: QueryRunner,
  table: StatementTable,
  source: string,
): Promise<number> {
  const [gone] = (await runner.query(
    `WITH gone AS (DELETE FROM ${table.name} WHERE source = $1 RETURNING 1) SELECT count(*)::int AS rows FROM gone`,
    [source],
  )) as { rows: number }[];
  return gone?.rows ?? 0;
}
