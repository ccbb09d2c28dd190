import type { ExportColumn } from '../../platform/export-table';
import { CopyTextReader, type CopiedRow } from './copy-text';
import { schemaElements, valueReader } from './parquet-columns';
import type * as Library from 'hyparquet-writer' with { 'resolution-mode': 'import' };

/** Rows held before they are written: readers like large groups, memory likes small ones. */
const ROWS_OF_A_GROUP = 5_000;

/** Turns rows as COPY writes them into a Parquet file, a group of rows at a time. */
export class ParquetEncoder {
  private readonly reader = new CopyTextReader();
  private readonly writer: Library.ByteWriter;
  private readonly file: Library.ParquetWriter;
  private readonly readers: ((text: string) => unknown)[];
  private rows: CopiedRow[] = [];

  constructor(private readonly columns: readonly ExportColumn[]) {
    const { ByteWriter, ParquetWriter } = library();
    const root = { name: 'root', num_children: columns.length };
    this.writer = new ByteWriter();
    this.file = new ParquetWriter({
      writer: this.writer,
      schema: [root, ...columns.flatMap(schemaElements)],
      createdBy: 'Maillon',
    });
    this.readers = columns.map(valueReader);
  }

  /** What can be written once this chunk is in; empty until a group is full. */
  push(chunk: Uint8Array): Uint8Array {
    for (const row of this.reader.push(chunk)) {
      this.rows.push(row);
      if (this.rows.length === ROWS_OF_A_GROUP) this.writeGroup();
    }
    return this.taken();
  }

  /** The last group and the footer. */
  end(): Uint8Array {
    this.reader.end();
    if (this.rows.length > 0) this.writeGroup();
    // A writer in memory does not wait, and nor does what calls it.
    void this.file.finish();
    return this.taken();
  }

  private writeGroup(): void {
    const rows = this.rows;
    this.rows = [];
    const columnData = this.columns.map(({ name }, index) => {
      const read = this.readers[index]!;
      return {
        name,
        data: rows.map((row) => (row[index] === null ? null : read(row[index]!))),
        // Positions of pages help readers that look for single rows; they are kept in memory until the end.
        offsetIndex: false,
      };
    });
    void this.file.write({ columnData, rowGroupSize: ROWS_OF_A_GROUP });
  }

  /** What is written so far leaves the writer, which goes on counting from there. */
  private taken(): Uint8Array {
    const written = new Uint8Array(this.writer.getBuffer());
    this.writer.index = 0;
    return written;
  }
}

/** The library is an ES module, which Node.js lets CommonJS require from 20.19 on. */
function library(): typeof Library {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() cannot be used under Jest
  return require('hyparquet-writer') as typeof Library;
}
