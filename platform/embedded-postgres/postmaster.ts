import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from '../errors';
import { program, type Binaries } from './binaries';
import { commandOf, isRunning } from './os-process';

/** What a running PostgreSQL writes in its folder. */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

const PID_FILE = 'postmaster.pid';
const STATUS_LINE = 7;
const POLL_MS = 20;
/** Fast shutdown writes what memory holds; then without writing (replayed at next start); then by force. */
const SIGNALS = [
  { signal: 'SIGINT', patienceMs: 6_000 },
  { signal: 'SIGQUIT', patienceMs: 1_500 },
  { signal: 'SIGKILL', patienceMs: 1_500 },
] as const;

/** The PostgreSQL that runs on a cluster; undefined when there is none, or a leftover file of a dead one. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const lines = readPidFile(cluster);
  const pid = Number(lines[0]);
  if (!isProcessId(pid) || !runsCluster(pid, cluster)) return undefined;
  return { pid, ready: lines[STATUS_LINE]?.trim() === 'ready' };
}

/**
 * Removes the file of a dead PostgreSQL whose process id another program has by now: PostgreSQL would refuse to
 * start. It deals by itself with a file whose process is gone.
 */
export function removeMistakenPidFile(cluster: string): void {
  const pid = Number(readPidFile(cluster)[0]);
  if (!isProcessId(pid) || !isRunning(pid) || runsCluster(pid, cluster)) return;
  // A command line that we may not read could be a PostgreSQL's: its file stays.
  if (commandOf(pid) !== '') rmSync(path.join(cluster, PID_FILE), { force: true });
}

function isProcessId(pid: number): boolean {
  return Number.isInteger(pid) && pid > 0;
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(path.join(cluster, PID_FILE), 'utf8').split('\n');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code)) return [];
    throw error;
  }
}

/** The id in an old file may be another program's by now: only a PostgreSQL started on this folder counts. */
function runsCluster(pid: number, cluster: string): boolean {
  const command = commandOf(pid);
  return (
    isRunning(pid) &&
    command.includes('postgres') &&
    (process.platform === 'win32' || command.includes(cluster))
  );
}

/** Stops a PostgreSQL and returns when it is gone, more and more firmly. */
export async function stopPostmaster(pid: number, cluster: string, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    // Signals do not exist there; pg_ctl speaks to the server by other means.
    spawnSync(program(binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'], { stdio: 'ignore' });
    return;
  }
  for (const { signal, patienceMs } of SIGNALS) {
    if (!runsCluster(pid, cluster)) return;
    process.kill(pid, signal);
    for (const end = Date.now() + patienceMs; Date.now() < end;) {
      if (!runsCluster(pid, cluster)) return;
      await pause(POLL_MS);
    }
  }
  throw new OperatorError(
    `The embedded PostgreSQL (process ${pid}) does not stop.`,
    `End that process, then start again.`,
  );
}
