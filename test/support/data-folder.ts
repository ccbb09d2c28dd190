import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { baseOf } from '../../platform/embedded-postgres/place';
import { runningPostmaster } from '../../platform/embedded-postgres/postmaster';

/** A data folder of a test, and what remains on the machine because of it. */
export interface DataFolder {
  readonly path: string;
  readonly cluster: string;
  /** Process id of the PostgreSQL that runs on it. */
  postmaster(): number | undefined;
  remove(): void;
}

/** Makes a new data folder under the system's temporary folder. */
export function dataFolder(): DataFolder {
  const top = mkdtempSync(path.join(tmpdir(), 'maillon-folder-'));
  // As root, the account that runs PostgreSQL must be able to pass.
  chmodSync(top, 0o711);
  const folder = path.join(top, 'data');
  return {
    path: folder,
    cluster: path.join(folder, 'postgres-18'),
    postmaster: () => runningPostmaster(path.join(baseOf(folder), 'postgres-18'))?.pid,
    remove() {
      rmSync(baseOf(folder), { recursive: true, force: true });
      rmSync(top, { recursive: true, force: true });
    },
  };
}

/** Id of the process that serves a data folder. */
export function lockedBy(folder: DataFolder): number {
  const { pid } = JSON.parse(readFileSync(path.join(folder.path, 'maillon.lock'), 'utf8')) as { pid: number };
  return pid;
}
