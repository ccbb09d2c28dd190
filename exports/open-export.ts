import type { Database } from '../platform/database';
import type { Edition, ExportSelection } from '../platform/export-table';
import type { Snapshot } from '../platform/snapshot';
import type { Subgraph } from '../platform/subgraph/subgraph';
import { territoryKeysSql, unknownTerritory } from '../platform/territory-key';
import type { ExportFormat, ExportStream } from './formats/format';
import { questionTypeOf, readFilter } from './parameters';
import type { Site } from './site';
import { countStatement } from './statement';
import { TABLES, type TableName } from './tables';
import { validatorsOf, type Validators } from './validators';

/** A subgraph that can be read from here. */
export interface LocalSubgraph {
  readonly subgraph: Subgraph;
  readonly database: Database;
}

/** An export about to begin. To be closed whatever happens. */
export interface OpenExport {
  /** How many rows there are, of the same moment as the rows themselves. */
  readonly rows: number;
  /** Of the same moment too; undefined for a table that has no edition. */
  readonly validators: Validators | undefined;
  /** The whole content; fails, rather than ends, when it is not whole. */
  content(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

export interface ExportBounds {
  /** How long it may last. */
  readonly maxMs: number;
  /** Ends it at once. */
  readonly signal?: AbortSignal;
  /** Where what is written can link to. */
  readonly site?: Site;
}

/** The rows sent are not those that were counted: never served as if they were whole. */
export class IncompleteExport extends Error {
  constructor(sent: number, counted: number) {
    super(`the export sent ${sent} rows of ${counted}; \`maillon check\` tells whether sums have drifted`);
    this.name = 'IncompleteExport';
  }
}

/** @throws BAD_USER_INPUT naming the parameter */
export function selectionOf(
  name: TableName,
  { subgraph }: LocalSubgraph,
  query: URLSearchParams,
): ExportSelection {
  const { table } = TABLES[name];
  return table.select(readFilter(questionTypeOf(subgraph.schema, table), query));
}

/**
 * What would identify an export if it began now, by one row read; undefined when its table has no edition.
 * @throws BAD_USER_INPUT naming the parameter
 */
export async function currentValidators(
  name: TableName,
  local: LocalSubgraph,
  query: URLSearchParams,
  format: ExportFormat,
  site: Site,
): Promise<Validators | undefined> {
  const { table } = TABLES[name];
  const selection = selectionOf(name, local, query);
  if (table.editionSql === undefined) return undefined;
  const [edition] = await local.database.rows<Edition>('exports.edition', table.editionSql, []);
  return edition && validatorsOf(table, selection, edition, format, site);
}

/**
 * Begins an export: reads the filter, takes a snapshot, counts.
 * @throws BAD_USER_INPUT naming the parameter
 */
export async function openExport(
  name: TableName,
  local: LocalSubgraph,
  query: URLSearchParams,
  format: ExportFormat,
  { maxMs, signal, site = {} }: ExportBounds,
): Promise<OpenExport> {
  const { table } = TABLES[name];
  const selection = selectionOf(name, local, query);
  const snapshot = await local.database.snapshot({ maxMs });
  const end = (): void => void snapshot.close();
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    const rows = await countRows(snapshot, name, selection);
    const edition = table.editionSql === undefined ? [] : await snapshot.rows<Edition>(table.editionSql, []);
    return {
      rows,
      validators: edition[0] && validatorsOf(table, selection, edition[0], format, site),
      content: () => content(snapshot, () => format.write(snapshot, table, selection, rows, site), rows),
      close: () => snapshot.close(),
    };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

async function* content(
  snapshot: Snapshot,
  write: () => ExportStream,
  counted: number,
): AsyncGenerator<Buffer> {
  try {
    const { bytes, rowCount } = write();
    yield* bytes as AsyncIterable<Buffer>;
    const sent = await rowCount();
    if (sent !== counted) throw new IncompleteExport(sent, counted);
  } finally {
    await snapshot.close();
  }
}

/** Counts, and refuses a filter that is empty because it names a territory nobody knows. */
export async function countRows(
  snapshot: Snapshot,
  name: TableName,
  selection: ExportSelection,
): Promise<number> {
  const { text, values } = countStatement(TABLES[name].table, selection);
  const [counted] = await snapshot.rows<{ count: number }>(text, values);
  const count = counted?.count ?? 0;
  if (count === 0) await refuseUnknown(snapshot, selection.territories);
  return count;
}

async function refuseUnknown(
  snapshot: Snapshot,
  territories: Readonly<Record<string, string | null>>,
): Promise<void> {
  const named = Object.entries(territories).filter((entry): entry is [string, string] => entry[1] !== null);
  if (named.length === 0) return;
  const rows = await snapshot.rows<{ id: string }>(`SELECT id FROM ${territoryKeysSql('$1')} AS known`, [
    named.map(([, id]) => id),
  ]);
  const known = new Set(rows.map(({ id }) => id));
  const unknown = named.find(([, id]) => !known.has(id));
  if (unknown) throw unknownTerritory(unknown[1], unknown[0]);
}
