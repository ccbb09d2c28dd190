import type { Readable } from 'node:stream';
import type { ExportSelection, ExportTable } from '../../platform/export-table';
import type { Snapshot } from '../../platform/snapshot';
import type { Site } from '../site';

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
  /**
   * @param rows how many there are, as counted in the same snapshot
   * @param site where what is written can link to
   */
  write(
    snapshot: Snapshot,
    table: ExportTable,
    selection: ExportSelection,
    rows: number,
    site?: Site,
  ): ExportStream;
}

/** Formats of every table. */
export const TABLE_FORMATS = ['csv', 'ndjson', 'parquet'] as const;
/** Formats that partners use for organisations: data.inclusion and GeoJSON. */
export const DIRECTORY_FORMATS = ['json', 'geojson'] as const;
export const FORMAT_NAMES = [...TABLE_FORMATS, ...DIRECTORY_FORMATS] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];
