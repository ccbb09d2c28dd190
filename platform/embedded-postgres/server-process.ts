import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../log';
import { program } from './binaries';
import { explained } from './failures';
import type { Place } from './place';
import { runningPostmaster } from './postmaster';
import { serverSettings } from './settings';

const LOG_FILE = 'postgres.log';
const LOG_LIMIT = 10_000_000;
const POLL_MS = 20;
const SLOW_MS = 5_000;
const PATIENCE_MS = 120_000;

/** A PostgreSQL that could not start; `retry` when another attempt may do better. */
export class StartFailure extends Error {
  constructor(
    readonly said: string,
    readonly retry: 'other port' | 'later' | undefined,
  ) {
    super(said);
  }
}

export interface ServerProcess {
  readonly child: ChildProcess;
  /** What it has written to its log since it was started. */
  said(): string;
}

/** Starts PostgreSQL on a cluster and returns once it accepts connections. */
export async function startServer(
  place: Place,
  options: { dataDir: string; port: number; durable: boolean; log: Logger },
): Promise<ServerProcess> {
  const logFile = path.join(options.dataDir, LOG_FILE);
  const fresh = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT;
  const output = openSync(logFile, fresh ? 'w' : 'a', 0o600);
  const before = fresh ? 0 : statSync(logFile).size;
  const said = (): string => readFileSync(logFile).subarray(before).toString();
  const child = spawn(
    program(place.binaries, 'postgres'),
    ['-D', place.cluster, ...serverSettings(options)],
    {
      cwd: '/',
      // A process group of its own: Ctrl-C in the terminal must reach us alone, who drain first and stop it after.
      detached: true,
      stdio: ['ignore', output, output],
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
    },
  );
  closeSync(output);
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));

  const begun = Date.now();
  for (let told = false; Date.now() - begun < PATIENCE_MS; await pause(POLL_MS)) {
    if (failed) throw explained('starting the embedded PostgreSQL', place.base, failed);
    if (child.exitCode !== null || child.signalCode !== null) throw failure(said());
    const running = runningPostmaster(place.cluster);
    if (running?.ready && running.pid === child.pid) return { child, said };
    if (!told && Date.now() - begun > SLOW_MS) {
      told = true;
      options.log.info(
        'PostgreSQL is putting its files in order after an abrupt end; this may take a minute',
      );
    }
  }
  child.kill('SIGKILL');
  throw new StartFailure(`not ready after ${PATIENCE_MS / 1000} seconds; its log is ${logFile}`, undefined);
}

function failure(said: string): StartFailure {
  if (/could not bind|Address already in use|could not create any TCP\/IP sockets/.test(said)) {
    return new StartFailure(said, 'other port');
  }
  // Backends of a killed server take a moment to notice that they are alone.
  if (/shared memory block .* is still in use|lock file "postmaster.pid" already exists/.test(said)) {
    return new StartFailure(said, 'later');
  }
  return new StartFailure(said, undefined);
}
