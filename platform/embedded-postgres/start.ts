import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../errors';
import type { Logger } from '../log';
import { keptCredentials, ownerUrl, type Credentials } from './credentials';
import { explained } from './failures';
import { lockHolder, takeLock, type FolderLock, type LockHolder, type Purpose } from './folder-lock';
import { launch } from './launch';

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Logger;
  /** `serve` wants the folder for itself; a `command` (the default) works beside a server. */
  readonly purpose?: Purpose;
  /** Chosen by the operator; by default a free one. */
  readonly port?: number | undefined;
  /** False only for throw-away clusters of tests: nothing waits for the disk. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Address for the owner, who migrates and loads. */
  readonly url: string;
  readonly port: number;
  readonly credentials: Credentials;
  /** False when the PostgreSQL of a server beside us is used: stop() then leaves it running. */
  readonly ownedByUs: boolean;
  /** Folders that hold this database: the data folder, and the one outside when there is one. */
  readonly folders: readonly string[];
  /** Called when PostgreSQL ends by itself. */
  onLost(listener: () => void): void;
  /** What is behind a failure of a statement, when the server's log tells: a full disk, say. Else the failure. */
  explain(failure: unknown): unknown;
  stop(): Promise<void>;
}

const POLL_MS = 50;
const BESIDE_PATIENCE_MS = 120_000;

/** Starts the embedded PostgreSQL of a data folder, or joins the one that a server beside us runs. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = prepareFolder(options.dataDir);
  try {
    const lock = await lockOrJoin(dataDir, options);
    if (!('release' in lock)) return beside(dataDir, lock);
    try {
      return await launch(dataDir, lock, options);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explained('opening the embedded database', dataDir, error);
  }
}

function prepareFolder(folder: string): string {
  try {
    // As root, PostgreSQL runs under another account, which must be able to pass (not to list).
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return realpathSync(folder);
  } catch (error) {
    throw explained('making the data folder', path.resolve(folder), error);
  }
}

async function lockOrJoin(
  dataDir: string,
  { purpose = 'command', log }: EmbeddedOptions,
): Promise<FolderLock | LockHolder> {
  let told = false;
  for (const end = Date.now() + BESIDE_PATIENCE_MS; Date.now() < end; await pause(POLL_MS)) {
    const lock = takeLock(dataDir, purpose);
    if ('release' in lock) return lock;
    if (lock.purpose === 'serve' && purpose === 'serve') throw alreadyServed(dataDir, lock.pid);
    if (lock.purpose === 'serve' && lock.port !== undefined) return lock;
    if (!told) log.info(`waiting for process ${lock.pid}, which is using ${dataDir}`);
    told = true;
  }
  throw new OperatorError(
    `Another Maillon process (${lockHolder(dataDir)?.pid}) has kept ${dataDir} busy for ${BESIDE_PATIENCE_MS / 1000} seconds.`,
    'Wait until it has finished, or end it, then start again.',
  );
}

function alreadyServed(dataDir: string, pid: number): OperatorError {
  return new OperatorError(
    `A Maillon server (process ${pid}) already runs on ${dataDir}.`,
    `Use that one, stop it (kill ${pid}), or give this one another folder with MAILLON_DATA_DIR.`,
  );
}

function beside(dataDir: string, { port = 0 }: LockHolder): EmbeddedPostgres {
  const credentials = keptCredentials(dataDir);
  return {
    url: ownerUrl(port, credentials),
    port,
    credentials,
    ownedByUs: false,
    folders: [dataDir],
    onLost: () => undefined,
    explain: (failure) => failure,
    stop: () => Promise.resolve(),
  };
}
