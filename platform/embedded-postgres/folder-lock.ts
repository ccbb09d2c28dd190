import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isRunning, startOf } from './os-process';

/** `serve` answers others beside it; a `command` ends soon and is waited for. */
export type Purpose = 'serve' | 'command';

/** The process that has the data folder, and the port of its PostgreSQL once that answers. */
export interface LockHolder {
  readonly pid: number;
  readonly started: string;
  readonly purpose: Purpose;
  readonly port?: number;
}

export interface FolderLock {
  /** Tells processes beside us where PostgreSQL listens. */
  announce(port: number): void;
  release(): void;
}

const TAKEOVER_SECONDS = 10;
/** Folders locked by this very process: its id alone would not tell an old lock of the same id. */
const ours = new Set<string>();

const file = (dataDir: string): string => path.join(dataDir, 'maillon.lock');

/** Who has the folder now; undefined when nobody alive has it. */
export function lockHolder(dataDir: string): LockHolder | undefined {
  const holder = read(dataDir);
  return holder && isAlive(dataDir, holder) ? holder : undefined;
}

/** Takes the folder for this process, or tells who has it. A lock whose process is dead is taken over. */
export function takeLock(dataDir: string, purpose: Purpose): FolderLock | LockHolder {
  const me: LockHolder = { pid: process.pid, started: startOf(process.pid), purpose };
  const draft = `${file(dataDir)}.${process.pid}`;
  for (;;) {
    writeFileSync(draft, JSON.stringify(me), { mode: 0o644 });
    try {
      // A link either makes the name with its content, or fails: no moment with an empty file.
      linkSync(draft, file(dataDir));
      ours.add(dataDir);
      return held(dataDir, me, draft);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    const holder = lockHolder(dataDir);
    if (holder) return holder;
    removeStale(dataDir);
  }
}

function held(dataDir: string, me: LockHolder, draft: string): FolderLock {
  return {
    announce(port) {
      writeFileSync(draft, JSON.stringify({ ...me, port }), { mode: 0o644 });
      renameSync(draft, file(dataDir));
    },
    release() {
      if (ours.delete(dataDir)) rmSync(file(dataDir), { force: true });
    },
  };
}

function read(dataDir: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file(dataDir), 'utf8')) as LockHolder;
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    // Absent, or cut short by a full disk: nobody we could name has it.
    return undefined;
  }
}

function isAlive(dataDir: string, holder: LockHolder): boolean {
  if (holder.pid === process.pid) return ours.has(dataDir);
  return isRunning(holder.pid) && startOf(holder.pid) === holder.started;
}

/** Two processes may find the same stale lock: one at a time looks again and removes it. */
function removeStale(dataDir: string): void {
  const mutex = `${file(dataDir)}.takeover`;
  try {
    mkdirSync(mutex);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const age = Date.now() - (statSync(mutex, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (age > TAKEOVER_SECONDS * 1000) rmSync(mutex, { recursive: true, force: true });
    return;
  }
  try {
    if (!lockHolder(dataDir)) rmSync(file(dataDir), { force: true });
  } finally {
    rmdirSync(mutex);
  }
}
