import { parse } from 'csv-parse/sync';
import { MAX_HEADER, readDialect } from '../input/dialect';
import { RecordFramer } from '../input/record-framer';
import type { ReadRecord, RecordReader } from './read-records';
import { requireShape, type RecordShape } from './record-shape';

/** Cells that stand for nothing. */
const NOTHING = new Set(['', 'null', 'NULL', 'NA', 'None']);

/**
 * Reads a CSV file by the framer of the other imports: delimiter and encoding as the header tells, what is wrong with
 * the form of a line told with its number. Columns that the schema does not know are passed on and left aside later.
 * @param beginning the first bytes of the file; `rest` gives those after
 */
export async function csvRecords(
  beginning: Buffer,
  rest: AsyncGenerator<Buffer, void, undefined>,
  shape: RecordShape,
): Promise<RecordReader> {
  let bytes = beginning;
  while (bytes.length < MAX_HEADER) {
    const { value, done } = await rest.next();
    if (done) break;
    bytes = Buffer.concat([bytes, value]);
  }
  const { dialect, offset } = readDialect(bytes);
  const header = dialect.header.map((name) => knownName(name, shape));
  requireShape(header, shape);
  const framer = new RecordFramer({
    delimiter: dialect.delimiter.charCodeAt(0),
    fields: header.length,
    firstLine: dialect.nextLine,
    encoding: dialect.encoding,
  });
  let told = 0;
  const read = (framed: readonly Buffer[]): ReadRecord[] => {
    const records = framed.flatMap((lines) =>
      cells(lines, dialect.delimiter).map((row) => recordOf(row, header)),
    );
    const faults = framer.faults.slice(told).map(({ line, field, value, code, detail }) => ({
      place: line,
      fault: { column: field === undefined ? '' : (header[field] ?? ''), value, code, detail },
    }));
    told = framer.faults.length;
    return [...records, ...faults];
  };
  async function* batches(): AsyncGenerator<ReadRecord[], void, undefined> {
    yield read(framer.push(bytes.subarray(offset)));
    for await (const chunk of rest) {
      if (framer.stopped) break;
      yield read(framer.push(chunk));
    }
    yield read(framer.finish());
  }
  return { place: 'line', delimiter: dialect.delimiter, batches };
}

/** The header as the schema writes it, whatever its case. */
function knownName(cell: string, { known }: RecordShape): string {
  const name = cell.trim().toLowerCase();
  return known.find((column) => column.toLowerCase() === name) ?? cell.trim();
}

/** What the framer passes on is whole records of UTF-8, each with its line number in front. */
function cells(lines: Buffer, delimiter: string): string[][] {
  return parse(lines, { delimiter, relax_column_count: true });
}

function recordOf([line, ...values]: string[], header: readonly string[]): ReadRecord {
  const given = header.flatMap((name, index) => {
    const value = values[index]?.trim() ?? '';
    return NOTHING.has(value) ? [] : [[name, value] as const];
  });
  return { place: Number(line), record: Object.fromEntries(given) };
}
