import type { FormatName } from './formats/format';
import { TABLE_NAMES, TABLES, type TableName } from './tables';

export const EXPORTS_PREFIX = '/exports/';
export const PACKAGE_PATH = '/exports/datapackage.json';

/** A table in a format. */
export interface ExportTarget {
  readonly table: TableName;
  readonly format: FormatName;
}

/** Every path under which a table can be had, with what it means. */
export const TARGETS: ReadonlyMap<string, ExportTarget> = new Map(
  TABLE_NAMES.flatMap((table) =>
    TABLES[table].formats.map(
      (format) => [`${EXPORTS_PREFIX}${table}.${format}`, { table, format }] as const,
    ),
  ),
);
