import type { FaultCode } from './faults';

/**
 * What one column must be, and what it becomes, as SQL over the row `r` of the raw staging table and the references
 * joined to it. One statement checks and converts all rows; the same expressions then tell what is wrong with each.
 */
export interface ColumnCheck {
  column: string;
  /** Gives a FaultCode, or NULL for a value that can be taken. */
  fault: string;
  /** Completes the reason; only computed for faults. */
  detail?: string;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (words: readonly string[]): string => words.map(literal).join(', ');
const code = (name: FaultCode): string => literal(name);
const orRequired = (required: boolean): string => (required ? code('REQUIRED') : 'NULL');

/** Text of bounded length. */
export function text(column: string, longest: number, required = false): ColumnCheck {
  return {
    column,
    fault: `CASE WHEN r.${column} IS NULL THEN ${orRequired(required)}
      WHEN octet_length(r.${column}) > ${longest} AND length(r.${column}) > ${longest} THEN ${code('TOO_LONG')} END`,
    detail: literal(String(longest)),
  };
}

/** One of a list of codes, or a term that stands for one (table import_term). */
export function oneOf(column: string, codes: readonly string[], required = false): ColumnCheck {
  return {
    column,
    fault: `CASE WHEN r.${column} IN (${list(codes)}) THEN NULL WHEN r.${column} IS NULL THEN ${orRequired(required)}
      WHEN (${termSql(column)}) IS NULL THEN ${code('NOT_IN_LIST')} END`,
    detail: literal(codes.join(', ')),
  };
}

/** The code that a value stands for. */
export function codeSql(column: string, codes: readonly string[]): string {
  return `CASE WHEN r.${column} IN (${list(codes)}) THEN r.${column} ELSE (${termSql(column)}) END`;
}

function termSql(column: string): string {
  return `SELECT term.code FROM import_term AS term WHERE term.col = ${literal(column)} AND term.written = lower(r.${column})`;
}

/** Which sign separates the decimals of a file; decided once for all its rows. */
export type DecimalSign = 'point' | 'comma' | 'mixed';

/** A number of zero or more. */
export function amount(
  column: string,
  options: {
    required?: boolean;
    decimals: number;
    /** SQL of the largest number that can be meant, and how to say it. */
    largest: { sql: string; told: string };
    sign: DecimalSign;
    /** Numbers of that many characters are below the bound, and not converted to be checked. */
    safeLength?: number;
    /** What is said of a number above the bound. */
    above?: FaultCode;
  },
): ColumnCheck {
  const { decimals, largest, sign, safeLength = 9, above = 'TOO_LARGE' } = options;
  const value = `r.${column}`;
  const mixed = sign === 'mixed' ? `WHEN strpos(${value}, ',') > 0 THEN ${code('MIXED_DECIMALS')}` : '';
  return {
    column,
    fault: `CASE ${mixed} ${decimals >= 6 && safeLength >= 8 ? `WHEN ${isShortNumber(value)} THEN NULL` : ''}
      WHEN ${value} ~ '^[0-9]{1,20}([.,][0-9]{1,${decimals}})?$' THEN
        CASE WHEN length(${value}) > ${safeLength} AND ${numberSql(column)} > ${largest.sql} THEN ${code(above)} END
      WHEN ${value} IS NULL THEN ${orRequired(options.required ?? false)}
      WHEN ${value} ~ '^-[0-9]+([.,][0-9]+)?$' THEN ${code('NEGATIVE')}
      WHEN ${value} ~ '^[0-9]{1,20}[.,][0-9]+$' THEN ${code('TOO_MANY_DECIMALS')}
      WHEN ${value} ~ '^[0-9]+([.,][0-9]+)?$' THEN ${code(above)}
      ELSE ${code('NOT_A_NUMBER')} END`,
    detail: `CASE WHEN ${sign === 'mixed'} AND strpos(${value}, ',') > 0 THEN 'un point'
      WHEN ${value} ~ '^[0-9]{1,20}[.,][0-9]{${decimals + 1},}$' THEN '${decimals}' ELSE ${literal(largest.told)} END`,
  };
}

/**
 * Whether a value is a number of eight characters at most, six of them decimals: nearly all are, and this takes a
 * quarter of the time of a regular expression.
 */
function isShortNumber(value: string): string {
  return `octet_length(${value}) <= 8 AND translate(${value}, '9876543210', '') IN ('', '.', ',')
    AND left(${value}, 1) NOT IN ('.', ',') AND right(${value}, 1) NOT IN ('.', ',')`;
}

/** A checked number. */
export function numberSql(column: string): string {
  return `replace(r.${column}, ',', '.')::numeric`;
}

/** A day of the calendar. */
export function day(column: string, required = false): ColumnCheck {
  return { column, fault: `CASE ${dayCases(column, required)} END` };
}

/** The last day of a period, both days included. */
export function lastDay(column: string, first: string, required = false): ColumnCheck {
  return {
    column,
    fault: `CASE ${dayCases(column, required)}
      WHEN r.${column} < r.${first} AND ${isDay(first)} THEN ${code('ENDS_BEFORE_START')} END`,
    detail: `r.${first}`,
  };
}

// ISO dates sort as text: bounds and order need no conversion.
function dayCases(column: string, required: boolean): string {
  return `WHEN r.${column} IS NULL THEN ${orRequired(required)}
    WHEN NOT ${isDay(column)} THEN ${code('NOT_A_DATE')}
    WHEN r.${column} < '1900-01-01' OR r.${column} > '2100-12-31' THEN ${code('DATE_OUT_OF_RANGE')}`;
}

function isDay(column: string): string {
  return `(r.${column} LIKE '____-__-__' AND pg_input_is_valid(r.${column}, 'date'))`;
}

/** A value that a table of references resolved; see references/. */
export function reference(column: string, alias: string, required = false): ColumnCheck {
  return {
    column,
    fault: required
      ? `CASE WHEN r.${column} IS NULL THEN ${code('REQUIRED')} ELSE ${alias}.fault END`
      : `${alias}.fault`,
    detail: `${alias}.detail`,
  };
}

/** A code of a table of the schema itself. */
export function codeOf(
  column: string,
  {
    table,
    alias,
    key,
    fault,
    required = false,
  }: { table: string; alias: string; key: string; fault: FaultCode; required?: boolean },
): ColumnCheck {
  return {
    column,
    fault: `CASE WHEN ${alias}.${key} IS NOT NULL THEN NULL WHEN r.${column} IS NULL THEN ${orRequired(required)} ELSE ${code(fault)} END`,
    detail: `COALESCE((SELECT ' ; le plus proche est "' || near.${key} || '"' FROM ${table} AS near
      WHERE similarity(near.${key}, r.${column}) > 0.2 ORDER BY similarity(near.${key}, r.${column}) DESC, 1 LIMIT 1), '')`,
  };
}

/** Codes of a list in one cell, separated by "|". */
export function everyOf(column: string, codes: readonly string[]): ColumnCheck {
  return {
    column,
    fault: `CASE WHEN r.${column} IS NOT NULL AND EXISTS (SELECT FROM unnest(string_to_array(upper(r.${column}), '|')) AS part
      WHERE btrim(part) NOT IN ('', ${list(codes)})) THEN ${code('NOT_IN_LIST')} END`,
    detail: literal(`${codes.join(', ')}, séparés par "|"`),
  };
}

/** SQL of the different parts of a list in one cell, separated by "|"; NULL for an empty cell. */
export function listSql(value: string): string {
  return `CASE WHEN ${value} IS NOT NULL THEN ARRAY(SELECT DISTINCT btrim(part) FROM unnest(string_to_array(${value}, '|')) AS part
    WHERE btrim(part) <> '' ORDER BY 1) END`;
}
