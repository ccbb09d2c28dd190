import { Pool, types, type PoolConfig } from 'pg';
import { openSnapshot, type Snapshot, type SnapshotOptions } from './snapshot';
import { StatementNames } from './statement-names';

/** Called with each statement sent; tests count them, the logger may time them. */
export type StatementListener = (label: string, text: string) => void;

/** Reads for one subgraph: each call is one parameterised statement, named while names last (statement-names.ts). */
export interface Database {
  /**
   * Sends one statement and returns its rows.
   * @param label what the statement answers, e.g. "flows.totals"; part of its prepared name
   * @param text SQL with $1… placeholders; never a value inside
   */
  rows<Row>(label: string, text: string, values: readonly unknown[]): Promise<Row[]>;
  /** Opens a connection of its own on which all that is read is of one moment: for exports, not for requests. */
  snapshot(options: SnapshotOptions): Promise<Snapshot>;
  /** Ends the connections, and breaks off what snapshots are still reading. */
  close(): Promise<void>;
}

const DATE = 1082;
const INT8 = 20;

/** numeric stays a string (exact), date stays its ISO text (no time zone), int8 counts become numbers. */
const parsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (oid === DATE) return (value) => value;
    if (oid === INT8) return Number;
    return types.getTypeParser(oid, format) as (value: string) => unknown;
  },
};

/** Opens a pool of connections; nothing is sent before the first statement. */
export function openDatabase(config: PoolConfig, listener?: StatementListener): Database {
  const pool = new Pool({ max: 10, ...config, types: parsers });
  // An idle connection that the server ends must not end the process; the next statement reconnects.
  pool.on('error', () => undefined);
  const snapshots = new Set<Snapshot>();
  const names = new StatementNames();
  return {
    async rows<Row>(label: string, text: string, values: readonly unknown[]): Promise<Row[]> {
      listener?.(label, text);
      const name = names.of(label, text);
      const result = await pool.query({ ...(name !== undefined && { name }), text, values: [...values] });
      return result.rows as Row[];
    },
    async snapshot(options) {
      const snapshot = await openSnapshot({ ...config, types: parsers }, options, cancel);
      snapshots.add(snapshot);
      return {
        ...snapshot,
        close: () => snapshot.close().finally(() => snapshots.delete(snapshot)),
      };
    },
    async close() {
      await Promise.all([...snapshots].map((snapshot) => snapshot.close()));
      await pool.end();
    },
  };

  async function cancel(backend: number): Promise<void> {
    await pool.query('SELECT pg_cancel_backend($1)', [backend]);
  }
}
