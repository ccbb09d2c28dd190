import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Client, type ClientConfig } from 'pg';
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams';
import { withLiterals } from './sql-literals';

/**
 * One read-only transaction on a connection of its own: all that is read in it is of the same moment, however long
 * it takes. To be closed whatever happens.
 */
export interface Snapshot {
  rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /**
   * Streams what `COPY (text) TO STDOUT` gives, as fast as it is read and no faster. Destroying the stream or closing
   * the snapshot ends the statement on the server.
   * @param options of COPY, such as `FORMAT csv, HEADER`
   */
  copy(text: string, values: readonly unknown[], options: string): CopiedRows;
  /** Breaks off what still runs. */
  close(): Promise<void>;
}

/** The bytes of a COPY and, once they have ended, how many rows they were. */
export interface CopiedRows {
  readonly bytes: Readable;
  /** To be asked after the end of `bytes`. */
  readonly rowCount: () => Promise<number>;
}

export interface SnapshotOptions {
  /** No statement lasts longer, however slowly its rows are read. */
  maxMs: number;
}

/** What the driver keeps of a connection, beyond its types. */
interface Backend {
  readonly processID: number | null;
  readonly connection: { readonly stream: Socket };
}

/**
 * Memory of one sort or hash before it goes to disk; and pages that cost little beside what is done with each row, as
 * they do where memory holds most of them. The order of a large export then comes from an index, and its first rows
 * at once: a sort of ten million flows writes gigabytes to disk before it gives one.
 */
const SETTINGS = [
  // One export takes one core of the database, whatever it has.
  'SET LOCAL max_parallel_workers_per_gather TO 0',
  'SET LOCAL work_mem TO "64MB"',
  'SET LOCAL seq_page_cost TO 0.1',
  'SET LOCAL random_page_cost TO 0.1',
];

/**
 * Opens a snapshot.
 * @param cancel asks the server to end what a backend is doing, by its process id
 */
export async function openSnapshot(
  config: ClientConfig,
  options: SnapshotOptions,
  cancel: (backend: number) => Promise<void>,
): Promise<Snapshot> {
  const client = new Client({ ...config, keepAlive: true });
  // What a broken connection means is told by the statement that fails.
  client.on('error', () => undefined);
  await client.connect();
  const begin = [
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    `SET LOCAL statement_timeout TO ${Math.round(options.maxMs)}`,
    ...SETTINGS,
  ];
  try {
    await client.query(begin.join('; '));
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  let running: CopyToStreamQuery | undefined;
  let asked = 0;
  let closed: Promise<void> | undefined;
  return {
    async rows<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
      asked += 1;
      try {
        return (await client.query({ text, values: [...values] })).rows as Row[];
      } finally {
        asked -= 1;
      }
    },
    copy(text, values, how) {
      const bytes = client.query(copyTo(`COPY (${withLiterals(text, values)}) TO STDOUT (${how})`));
      running = bytes;
      // Another copy may have begun before the end of this one is told.
      bytes.once('end', () => running === bytes && (running = undefined));
      bytes.once('close', () => running === bytes && void close());
      return {
        bytes,
        // The number comes in a message after the last row; the next statement waits for it.
        rowCount: async () => {
          await client.query('SELECT 1');
          return bytes.rowCount;
        },
      };
    },
    close,
  };

  function close(): Promise<void> {
    closed ??= running || asked > 0 ? abandon() : client.end().catch(() => undefined);
    return closed;
  }

  /** The server would notice a client that left only when it next sends a row, which a sort may put off for long. */
  async function abandon(): Promise<void> {
    const { processID, connection } = client as unknown as Backend;
    if (processID) await cancel(processID).catch(() => undefined);
    running?.destroy();
    const { stream } = connection;
    if (stream.closed) return;
    const closing = once(stream, 'close');
    stream.destroy();
    await closing;
  }
}
