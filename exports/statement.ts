import type { ExportColumn, ExportSelection, ExportTable } from '../platform/export-table';

/** A statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The rows of a table that a filter keeps, in its order.
 * @param rows how many there are
 * @param render SQL of a column as a format wants it
 */
export function rowsStatement(
  table: ExportTable,
  { conditions, base = table.base }: ExportSelection,
  rows: number,
  render: (column: ExportColumn) => string,
): Statement {
  const columns = table.columns.map((column) => `${render(column)} AS "${column.name}"`);
  return {
    text: `SELECT ${columns.join(',\n  ')}
FROM ${base} ${table.joins(rows)}
WHERE ${conditions.where}
ORDER BY ${table.order}`,
    values: conditions.values,
  };
}

/** How many rows that is. */
export function countStatement(
  table: ExportTable,
  { conditions, base = table.base }: ExportSelection,
): Statement {
  return {
    text: `SELECT count(*) AS count FROM ${base} WHERE ${conditions.where}`,
    values: conditions.values,
  };
}

/** Columns as one text each: lists and objects as JSON, truth as a word that every reader knows. */
export function asText({ type, sql }: ExportColumn): string {
  if (type === 'boolean') return `(${sql})::text`;
  return type === 'list' ? `coalesce(array_to_json(${sql})::text, '[]')` : sql;
}

/** Columns as they are; a list of nothing is empty, not absent. */
export function asValue({ type, sql }: ExportColumn): string {
  return type === 'list' ? `coalesce(${sql}, '{}')` : sql;
}
