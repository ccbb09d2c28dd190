import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { PACKAGE_ROOT } from '../../platform/package-root';
import { PeakMemory } from './memory';

const COMMAND = join(PACKAGE_ROOT, 'dist', 'cli', 'maillon.js');

/** Those of `npm start` and of the image. */
const SERVER_FLAGS = ['--min-semi-space-size=8', '--max-semi-space-size=8'];

export type Environment = Readonly<Record<string, string>>;

/** The `maillon` command as users run it, in a process of its own. */
function start(
  args: readonly string[],
  env: Environment,
  stdout: 'pipe' | 'ignore',
  flags: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, [...flags, COMMAND, ...args], {
    env: { PATH: process.env['PATH'], LOG_FORMAT: 'plain', ...env },
    stdio: ['ignore', stdout, 'pipe'],
  });
}

/** Everything a process writes, kept for what goes wrong. */
function listenTo(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-20_000)));
  }
  return () => said;
}

export interface Ran {
  readonly seconds: number;
  /** Megabytes; undefined where the system does not tell. */
  readonly memory: number | undefined;
  readonly said: string;
}

/**
 * Runs a command to its end.
 * @throws Error with what it said when its exit code is not 0
 */
export async function runMaillon(args: readonly string[], env: Environment): Promise<Ran> {
  const begun = performance.now();
  const child = start(args, env, 'pipe');
  const said = listenTo(child);
  const memory = new PeakMemory(child.pid as number);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const ran = { seconds: (performance.now() - begun) / 1_000, memory: memory.stop(), said: said() };
  if (code === 0) return ran;
  throw new Error(`maillon ${args.slice(0, 2).join(' ')} ended with ${code ?? signal}:\n${ran.said}`);
}

/** A server that runs until it is stopped. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts `maillon serve` on a port that the system chooses, and waits until it can answer. */
export async function serveMaillon(env: Environment): Promise<RunningServer> {
  const child = start(
    ['serve'],
    { ...env, PORT: '0', LOG_LEVEL: 'info', LOG_FORMAT: 'json' },
    'pipe',
    SERVER_FLAGS,
  );
  const lines = createInterface({ input: child.stdout as Readable });
  const said = listenTo(child);
  const ready = new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = /Maillon est prêt : (http:\/\/[^\s"]+)/.exec(line);
      if (found) resolve((found[1] as string).replace('localhost', '127.0.0.1'));
      // Clients are told no more than that something failed.
      if (line.includes('"level":"error"')) console.error(line);
    });
    child.once('close', () => reject(new Error(`maillon serve ended:\n${said()}`)));
  });
  return {
    url: await ready,
    pid: child.pid as number,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
