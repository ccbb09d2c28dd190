import type { ExportColumn, ExportSelection, ExportTable, Naming } from '../platform/export-table';

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
  selection: ExportSelection,
  rows: number,
  render: (column: ExportColumn) => string,
): Statement {
  const columns = table.columns.map((column) => `${render(column)} AS "${column.name}"`);
  const joins = [table.joins(rows), ...(table.namings ?? []).map(({ join }) => join ?? '')];
  return statement(table, selection, columns, joins);
}

/** The columns of a table with one field for each naming, where its columns stand. */
export function unnamedFields(table: ExportTable): (ExportColumn | Naming)[] {
  return table.columns.flatMap<ExportColumn | Naming>((column) => {
    const naming = table.namings?.find(({ columns }) => columns.includes(column.name));
    if (!naming) return [column];
    return naming.columns[0] === column.name ? [naming] : [];
  });
}

/** The same rows with the value of each naming in place of its columns. */
export function unnamedStatement(
  table: ExportTable,
  selection: ExportSelection,
  rows: number,
  render: (column: ExportColumn) => string,
): Statement {
  const fields = unnamedFields(table).map((field) => ('names' in field ? field.value : render(field)));
  return statement(table, selection, fields, [table.joins(rows)]);
}

function statement(
  { base: whole, order }: ExportTable,
  { conditions, base = whole }: ExportSelection,
  columns: readonly string[],
  joins: readonly string[],
): Statement {
  return {
    text: `SELECT ${columns.join(',\n  ')}
FROM ${base} ${joins.join(' ')}
WHERE ${conditions.where}
ORDER BY ${order}`,
    values: conditions.values,
  };
}

/** How many rows that is. */
export function countStatement(
  table: ExportTable,
  { conditions, counting, base = table.base }: ExportSelection,
): Statement {
  if (counting) return counting;
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
