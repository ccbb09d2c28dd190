import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ExportSelection, ExportTable } from '../../platform/export-table';
import type { Snapshot } from '../../platform/snapshot';
import { asText, rowsStatement, unnamedFields, unnamedStatement } from '../statement';
import { CsvFiller, type CsvBlank } from './csv-filler';
import { CsvNames } from './csv-names';
import type { ExportFormat, ExportStream } from './format';

/** Rows from which reading all names once takes less time than looking up those of each row. */
const NAMES_READ_FROM = 50_000;

/**
 * RFC 4180 but for the end of lines, \n alone; a header; nothing for an absent value, "" for an empty text.
 * PostgreSQL writes it: the bytes pass through as they come, names of many rows filled in.
 */
export const csv: ExportFormat = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  compressible: true,
  write(snapshot, table, selection, rows) {
    if (table.namings && rows >= NAMES_READ_FROM) return writeFilled(snapshot, table, selection, rows);
    const { text, values } = rowsStatement(table, selection, rows, asText);
    return snapshot.copy(text, values, 'FORMAT csv, HEADER');
  },
};

/** Joining the names in takes PostgreSQL as long as all the rest of a row; here it takes a core that would wait. */
function writeFilled(
  snapshot: Snapshot,
  table: ExportTable,
  selection: ExportSelection,
  rows: number,
): ExportStream {
  let rowCount: ExportStream['rowCount'] = () => Promise.resolve(0);
  const filled = async function* (): AsyncGenerator<Buffer> {
    const filler = new CsvFiller(unnamedFields(table).length, await readBlanks(snapshot, table));
    const { text, values } = unnamedStatement(table, selection, rows, asText);
    const copied = snapshot.copy(text, values, 'FORMAT csv');
    rowCount = copied.rowCount;
    yield Buffer.from(`${table.columns.map(({ name }) => name).join(',')}\n`);
    for await (const chunk of copied.bytes as AsyncIterable<Buffer>) {
      const rowsOfIt = filler.push(chunk);
      if (rowsOfIt.length > 0) yield rowsOfIt;
    }
    filler.end();
  };
  return { bytes: Readable.from(filled(), { objectMode: false }), rowCount: () => rowCount() };
}

/** Reads the names, in the snapshot of the rows; those that several columns share once. */
async function readBlanks(snapshot: Snapshot, table: ExportTable): Promise<CsvBlank[]> {
  const known = new Map<string, CsvNames>();
  const blanks: CsvBlank[] = [];
  for (const [field, naming] of unnamedFields(table).entries()) {
    if (!('names' in naming)) continue;
    const names =
      known.get(naming.names) ??
      new CsvNames(await buffer(snapshot.copy(naming.names, [], 'FORMAT csv').bytes));
    known.set(naming.names, names);
    blanks.push({ field, names, width: naming.columns.length });
  }
  return blanks;
}
