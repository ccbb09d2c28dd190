import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { OperatorError } from '../platform/errors';
import type { Logger } from '../platform/log';

/**
 * Loads the bundled data in a process of its own, beside this one: reading the geography takes some 250 MB that a
 * server would then keep for as long as it runs.
 * @throws OperatorError with what that process said, its remedy included
 */
export async function loadApart(log: Logger, signal: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'import', 'reference'], {
    env: { ...process.env, LOG_FORMAT: 'plain', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (): boolean => child.kill('SIGKILL');
  // Everything it writes is one transaction a schema: cut off, it leaves the database as it was.
  signal.addEventListener('abort', stop, { once: true });
  const complaints: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => log.info(line));
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    signal.throwIfAborted();
    if (code !== 0) throw failureOf(complaints);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Reads back what cli/run.ts wrote: a message of one or more lines, then perhaps a remedy. */
function failureOf(lines: readonly string[]): OperatorError {
  const REMEDY = 'remedy: ';
  const at = lines.findIndex((line) => line.startsWith(REMEDY));
  const message = (at === -1 ? lines : lines.slice(0, at)).join('\n').replace(/^maillon: /, '');
  return new OperatorError(
    message || 'The process that loads the reference data ended without a word.',
    at === -1 ? undefined : lines[at]?.slice(REMEDY.length),
  );
}
