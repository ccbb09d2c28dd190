import { createHash } from 'node:crypto';
import type { Snapshot } from '../platform/snapshot';
import { csv } from './formats/csv';
import { IncompleteExport } from './open-export';
import type { ExportSelection, ExportTable } from '../platform/export-table';

/** What identifies the content of a file: its SHA-256 and its size. */
export interface ContentDigest {
  readonly hash: string;
  readonly bytes: number;
}

/**
 * Digests of CSV files. Each is made by reading the file once, as a download would; it is then remembered until
 * anything is written to the database: as long as its snapshot is the same, so is what it shows.
 */
export class ContentDigests {
  private readonly known = new Map<string, { moment: string; digest: ContentDigest }>();

  /**
   * The digest of a table under a filter.
   * @param key of the file
   * @param rows as counted in the same snapshot
   */
  async of(
    key: string,
    snapshot: Snapshot,
    table: ExportTable,
    selection: ExportSelection,
    rows: number,
  ): Promise<ContentDigest> {
    const [at] = await snapshot.rows<{ moment: string }>('SELECT pg_current_snapshot()::text AS moment', []);
    const moment = at?.moment ?? '';
    const known = this.known.get(key);
    if (known?.moment === moment) return known.digest;
    const { bytes, rowCount } = csv.write(snapshot, table, selection, rows);
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
    }
    const sent = await rowCount();
    if (sent !== rows) throw new IncompleteExport(sent, rows);
    const digest = { hash: `sha256:${hash.digest('hex')}`, bytes: size };
    this.known.set(key, { moment, digest });
    return digest;
  }
}
