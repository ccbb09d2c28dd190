import { parse } from 'csv-parse/sync';
import { OperatorError } from '../../platform/errors';
import type { ImportColumn } from '../columns';
import type { Fault } from '../faults';
import { mapHeader } from '../header';
import { readDialect } from '../input/dialect';
import { looksLikeJson, parseJson } from './read-document';

/** One row of a list: what it says, by our names of columns. */
export interface Row {
  /** Line of a CSV file; rank, from 1, in a JSON list. */
  line: number;
  values: Record<string, unknown>;
}

/** A list as it was read, with the rows that are none. */
export interface Rows {
  rows: Row[];
  faults: Fault[];
  /** What `line` counts, in words. */
  unit: 'ligne' | 'élément';
}

/**
 * Reads a list of rows: a JSON list of objects, or CSV with a header.
 * @param columns of the CSV form; none when there is only a JSON form
 * @throws OperatorError when it is neither, or has no rows
 */
export function readRows(text: string, columns: readonly ImportColumn[]): Rows {
  const read = looksLikeJson(text) ? fromJson(parseJson(text)) : fromCsv(text, columns);
  if (read.rows.length + read.faults.length === 0) {
    throw new OperatorError('Le fichier n’a pas de données : la liste est vide.');
  }
  return read;
}

function fromJson(document: unknown): Rows {
  if (!Array.isArray(document)) {
    const geo = (document as { type?: unknown }).type === 'FeatureCollection';
    throw new OperatorError(
      geo
        ? 'Le fichier est une FeatureCollection GeoJSON, pas une liste.'
        : 'Le fichier est un objet JSON, pas une liste d’objets.',
      geo ? 'Des contours s’importent par "maillon import contours".' : 'Donnez une liste : [{…}, {…}].',
    );
  }
  const read: Rows = { rows: [], faults: [], unit: 'élément' };
  for (const [index, values] of (document as unknown[]).entries()) {
    const line = index + 1;
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
      read.rows.push({ line, values: values as Record<string, unknown> });
    } else {
      const value = JSON.stringify(values).slice(0, 80);
      read.faults.push({ line, column: '', value, code: 'NOT_AN_OBJECT', detail: '' });
    }
  }
  return read;
}

function fromCsv(text: string, columns: readonly ImportColumn[]): Rows {
  if (columns.length === 0) {
    throw new OperatorError(
      'Ce n’est pas du JSON.',
      'Ce fichier se donne en JSON : docs/importing.md dit lequel.',
    );
  }
  const { dialect } = readDialect(Buffer.from(text));
  const header = mapHeader(dialect.header, columns);
  const read: Rows = { rows: [], faults: [], unit: 'ligne' };
  for (const { record, info } of records(text, dialect.delimiter)) {
    // The last line of the record; rows of these files have no line breaks inside.
    const line = info.lines;
    if (line < dialect.nextLine) continue;
    if (record.length !== header.length) {
      const detail = `${record.length}|${header.length}`;
      read.faults.push({
        line,
        column: '',
        value: record.join(dialect.delimiter).slice(0, 80),
        code: 'FIELD_COUNT',
        detail,
      });
      continue;
    }
    read.rows.push({ line, values: Object.fromEntries(header.map((name, index) => [name, record[index]])) });
  }
  return read;
}

function records(text: string, delimiter: string): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (cause) {
    const { lines } = cause as { lines?: number };
    throw new OperatorError(
      `Le fichier ne peut pas être lu${lines === undefined ? '' : ` à partir de la ligne ${lines}`} : un guillemet y est mal placé ou n’est pas refermé.`,
      'Corrigez-le ; un guillemet à l’intérieur d’un champ se double ("").',
      { cause },
    );
  }
}

/** A value as text, spaces around it taken off; numbers keep their digits. Undefined when there is none. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}
