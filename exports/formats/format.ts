import type { Readable } from 'node:stream';
import type { ExportSelection, ExportTable } from '../../platform/export-table';
import type { Snapshot } from '../../platform/snapshot';

/** Rows on their way out. */
export interface ExportStream {
  readonly bytes: Readable;
  /** How many rows the server sent; to be asked after the end of `bytes`. */
  readonly rowCount: () => Promise<number>;
}

/** A way to write rows, in memory that does not grow with their number. */
export interface ExportFormat {
  readonly extension: FormatName;
  readonly mediaType: string;
  /** False for a format that compresses its content itself. */
  readonly compressible: boolean;
  /** @param rows how many there are, as counted in the same snapshot */
  write(snapshot: Snapshot, table: ExportTable, selection: ExportSelection, rows: number): ExportStream;
}

export const FORMAT_NAMES = ['csv', 'ndjson', 'parquet'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];
