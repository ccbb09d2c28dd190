import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const COMMAND = path.join(__dirname, '../../dist/cli/maillon.js');

/** The `maillon` command as users run it: the built code in a process of its own. */
export interface MaillonCommand {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Waits until standard output matches; fails when the process ends before. */
  said(words: RegExp): Promise<RegExpExecArray>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts `maillon` with nothing of our environment but what it needs to run. */
export function maillon(args: readonly string[], env: Record<string, string> = {}): MaillonCommand {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { PATH: process.env['PATH'], LOG_FORMAT: 'plain', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  return {
    child,
    out: () => out,
    err: () => err,
    ended,
    async said(words) {
      let over = false;
      void ended.then(() => (over = true));
      for (;;) {
        const found = words.exec(out);
        if (found) return found;
        if (over) throw new Error(`maillon ended without saying ${words}:\n${out}\n${err}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
  };
}
