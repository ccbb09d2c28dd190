import type { GraphQLScalarType } from 'graphql';
import type { SqlConditions } from './sql-conditions';

/** How a column travels: one type that each format has an equal of. */
export type ColumnType =
  | 'string'
  | 'date'
  /** A moment, in UTC to the millisecond; its SQL gives a text, see `moment`. */
  | 'datetime'
  | 'boolean'
  | 'integer'
  /** Double precision: coordinates. */
  | 'float'
  /** Exact; see `precision` and `scale`. */
  | 'decimal'
  /** Any number of texts: a JSON array in CSV, a list elsewhere. Its SQL may give NULL for none. */
  | 'list'
  /** Any number of JSON objects, as a JSON array. */
  | 'objects';

/** A column of a published table: defined once, for the CSV header, NDJSON keys, Parquet schema and datapackage. */
export interface ExportColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** SQL of its value over `base` and `joins` of its table. */
  readonly sql: string;
  /** What it means, with its French term where official. */
  readonly description: string;
  /** Unit of the figure, such as `tonne` or `EUR`. */
  readonly unit?: string;
  /** Never empty. */
  readonly required?: true;
  /** All values it can have. */
  readonly values?: readonly string[];
  /** Decimals: digits in all, and after the point. */
  readonly precision?: number;
  readonly scale?: number;
}

/**
 * Columns that say what a value of the base stands for, such as the territory of a key. Their names are few and rows
 * are many: a format may read all the names once and fill them in itself.
 */
export interface Naming {
  /** Some columns of the table, one next to the other. */
  readonly columns: readonly string[];
  /** SQL of the value, over `base` alone. */
  readonly value: string;
  /** SQL of all values, each with these columns after it; what follows them is for other namings. */
  readonly names: string;
  /** The join that gives the SQL of these columns its tables, where no other naming does. */
  readonly join?: string;
}

/** Rows asked for. */
export interface ExportSelection {
  readonly conditions: SqlConditions;
  /** SQL of `count` for how many there are, with its values, where counting them one by one can be spared. */
  readonly counting?: { readonly text: string; readonly values: readonly unknown[] };
  /** Territories that the filter names, by parameter: an unknown one must be refused, not give an empty file. */
  readonly territories: Readonly<Record<string, string | null>>;
  /** Stands for the base of the table when more than its rows are asked for. */
  readonly base?: string;
}

/** Which state of its tables a subgraph shows, as one row of its schema. */
export interface Edition {
  readonly edition: string;
  /** When it began. */
  readonly changedAt: Date;
}

/** A table that a subgraph publishes whole or filtered; its SQL runs in the schema of that subgraph. */
export interface ExportTable {
  readonly title: string;
  readonly description: string;
  /** GraphQL input type whose fields are the parameters: exports filter as the API does. */
  readonly filterType: string;
  /** Parameters that the API has not, such as `modifiedAfter`. */
  readonly parameters?: Readonly<Record<string, GraphQLScalarType>>;
  /** SQL of the Edition of all it reads; without one, whether anything changed is told by the content alone. */
  readonly editionSql?: string;
  /** Table and alias that the conditions are on: `flow f`. */
  readonly base: string;
  /** Total order of the rows, by columns of `base` alone. */
  readonly order: string;
  /**
   * What else the columns read, names apart: joins that keep one row a row of `base`.
   * @param rows how many there will be: what is best for a few is not for millions
   */
  readonly joins: (rows: number) => string;
  readonly namings?: readonly Naming[];
  readonly columns: readonly ExportColumn[];
  /** Columns that name rows of other tables: `{ project: 'projects' }`. */
  readonly references: Readonly<Record<string, string>>;
  /** SQL of the sources behind its rows: slug, title, publisher, date, url, licence. */
  readonly sourcesSql: string;
  /**
   * Reads a filter of `filterType`.
   * @throws BAD_USER_INPUT naming the field
   */
  select(filter: Readonly<Record<string, unknown>>): ExportSelection;
}

/**
 * A join that looks one row up. Written so that PostgreSQL can only go row by row, with what it found remembered:
 * that keeps the order of an index, where a hash join of millions of rows would have to sort them all afterwards.
 * @param found condition on the columns of `table`
 */
export function lookUp(alias: string, table: string, columns: string, found: string): string {
  return `LEFT JOIN LATERAL (SELECT ${columns} FROM ${table} WHERE ${found} OFFSET 0) AS ${alias} ON true`;
}

/** SQL of a moment as a column of type `datetime`, from a timestamptz. */
export function moment(timestamp: string): string {
  return `to_char(${timestamp} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Columns of the sources of a row that may have several: lists of the same length, in the same order. */
export function sourceColumns(link: string, owner: string): ExportColumn[] {
  const listed = (value: string) =>
    `ARRAY(SELECT ${value} FROM ${link} l JOIN source s ON s.slug = l.source WHERE ${owner} ORDER BY l.source, l.locator)`;
  return [
    {
      name: 'sources',
      type: 'list',
      required: true,
      sql: listed('l.source'),
      description:
        'Slugs of the documents or data sets it comes from; described in datapackage.json (sources).',
    },
    {
      name: 'source_titles',
      type: 'list',
      required: true,
      sql: listed('s.title'),
      description: 'Their titles, in the order of `sources` (titres des sources).',
    },
    {
      name: 'source_locators',
      type: 'list',
      required: true,
      sql: listed('l.locator'),
      description:
        'The place in each of them, in the order of `sources`: page or section of a report, row of a file; empty when the whole is meant.',
    },
  ];
}
