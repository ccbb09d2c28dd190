import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ExportTable } from '../../platform/export-table';
import { asText, rowsStatement } from '../statement';
import { copiedRows, type CopiedRow } from './copy-text';
import type { ExportFormat } from './format';
import { schemaElements, valueReader } from './parquet-columns';
import type * as Library from 'hyparquet-writer' with { 'resolution-mode': 'import' };

/**
 * Rows held before they are written: readers like large groups, memory and the other requests of this process like
 * small ones, for a group is encoded in one go.
 */
const ROWS_OF_A_GROUP = 10_000;

/** Apache Parquet, compressed with Snappy. A file that was cut has no footer: no reader opens it. */
export const parquet: ExportFormat = {
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  compressible: false,
  write(snapshot, table, selection, rows) {
    const { text, values } = rowsStatement(table, selection, rows, asText);
    const { bytes, rowCount } = snapshot.copy(text, values, 'FORMAT text');
    return { bytes: Readable.from(encoded(bytes, table), { objectMode: false }), rowCount };
  },
};

async function* encoded(bytes: Readable, table: ExportTable): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = library();
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(table), createdBy: 'Maillon' });
  let group = new Group(table);
  for await (const rows of copiedRows(bytes)) {
    for (const row of rows) {
      group.add(row);
      if (group.size < ROWS_OF_A_GROUP) continue;
      await file.write({ columnData: group.columns(), rowGroupSize: ROWS_OF_A_GROUP });
      group = new Group(table);
      yield taken();
      await breathe();
    }
  }
  if (group.size > 0) await file.write({ columnData: group.columns(), rowGroupSize: ROWS_OF_A_GROUP });
  await file.finish();
  yield taken();

  /** What is written so far leaves the writer, which goes on counting from there. */
  function taken(): Uint8Array {
    const written = new Uint8Array(writer.getBuffer());
    writer.index = 0;
    return written;
  }
}

function schemaOf({ columns }: ExportTable) {
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(schemaElements)];
}

/** Rows gathered column by column, as Parquet stores them. */
class Group {
  size = 0;
  private readonly values: unknown[][];
  private readonly readers: ((text: string) => unknown)[];

  constructor(private readonly table: ExportTable) {
    this.values = table.columns.map(() => []);
    this.readers = table.columns.map(valueReader);
  }

  add(row: CopiedRow): void {
    this.size += 1;
    for (const [index, field] of row.entries()) {
      this.values[index]!.push(field === null ? null : this.readers[index]!(field));
    }
  }

  columns() {
    return this.table.columns.map(({ name }, index) => ({
      name,
      data: this.values[index]!,
      // Positions of pages help readers that look for single rows; they are kept in memory until the end.
      offsetIndex: false,
    }));
  }
}

/** The library is an ES module, which Node.js lets CommonJS require from 20.19 on. */
function library(): typeof Library {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() cannot be used under Jest
  return require('hyparquet-writer') as typeof Library;
}
