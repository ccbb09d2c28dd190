import { once } from 'node:events';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { OpenExport } from '../exports/open-export';
import { OperatorError } from '../platform/errors';
import type { ExportOptions } from './export';
import { exportProgress } from './export-progress';

export interface Written {
  /** SHA-256 of what was written. */
  readonly hash: string;
  readonly bytes: number;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Writes an export where it is wanted, and tells on standard error how far it is.
 * @throws OperatorError when it is interrupted
 */
export async function writeExport(opened: OpenExport, options: ExportOptions): Promise<Written> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  for (const signal of SIGNALS) process.once(signal, interrupt);
  const progress = exportProgress(opened.rows, options.format !== 'parquet');
  const content = progress.through(opened.content());
  const send = (destination: Writable) => sendTo(destination, content, options, interrupted.signal);
  try {
    return await (options.output === '-' ? send(passedTo(process.stdout)) : asFile(options.output, send));
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    throw new OperatorError('The export was interrupted.', 'Start it again: it begins anew.');
  } finally {
    progress.stop();
    for (const signal of SIGNALS) process.removeListener(signal, interrupt);
  }
}

/** A file takes its name once it is whole; what was begun goes away again when it cannot be ended. */
async function asFile(file: string, send: (destination: Writable) => Promise<Written>): Promise<Written> {
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    const written = await send(createWriteStream(draft, { flags: 'wx', flush: true }));
    await rename(draft, file);
    return written;
  } finally {
    await rm(draft, { force: true });
  }
}

async function sendTo(
  destination: Writable,
  content: AsyncIterable<Buffer>,
  { gzip }: ExportOptions,
  signal: AbortSignal,
): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const watched = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  if (gzip) await pipeline(content, createGzip(), watched, destination, { signal });
  else await pipeline(content, watched, destination, { signal });
  return { hash: hash.digest('hex'), bytes };
}

/** Standard output stays open: only what was given to it must be gone. */
function passedTo(stream: NodeJS.WriteStream): Writable {
  const passing = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (stream.write(chunk)) done();
      else void once(stream, 'drain').then(() => done(), done);
    },
  });
  // A reader that has seen enough, such as `head`, closes the pipe.
  stream.once('error', (error: Error) => passing.destroy(error));
  return passing;
}
