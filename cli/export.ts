import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pino from 'pino';
import { FORMATS } from '../exports/formats';
import { FORMAT_NAMES, type FormatName } from '../exports/formats/format';
import { EXPORT_LIMITS } from '../exports/limits';
import { openExport, type OpenExport } from '../exports/open-export';
import { inParameters } from '../exports/parameters';
import { TABLE_NAMES, TABLES, type TableName } from '../exports/tables';
import type { Config } from '../platform/config';
import { openDatabase } from '../platform/database';
import { isClientError } from '../platform/errors';
import { createLogger } from '../platform/log';
import { withDatabases } from './databases';
import { exportProgress, type ExportProgress } from './export-progress';
import { UsageError } from './run';
import { createSubgraph } from './subgraph-registry';

export interface ExportOptions {
  format: string;
  /** A file, or `-` for standard output. */
  output: string;
  gzip?: boolean;
}

/** `maillon export <table> [filters]`: writes a table, whole or filtered, to a file or to standard output. */
export async function exportTable(
  table: string,
  filters: readonly string[],
  options: ExportOptions,
  config: Config,
): Promise<number> {
  const name = oneOf('table', TABLE_NAMES, table);
  const format = oneOf('format', FORMAT_NAMES, options.format);
  const query = readFilters(filters);
  if (options.output === '-' && process.stdout.isTTY && (format === 'parquet' || options.gzip)) {
    throw new UsageError('A terminal cannot show that.', 'Write it to a file with --output.');
  }
  // Standard output may be the export itself: what there is to tell goes beside it.
  const log = createLogger({
    level: config.logLevel,
    format: config.logFormat ?? 'plain',
    destination: pino.destination({ fd: 2, sync: true }),
  });
  const { subgraph: owner } = TABLES[name];
  const subgraph = await createSubgraph(owner);
  return withDatabases(config, [owner], log, async ({ schemas }) => {
    const database = openDatabase(schemas[0]!.read);
    try {
      const opened = await openExport(name, { subgraph, database }, query, FORMATS[format], {
        maxMs: EXPORT_LIMITS.maxMs,
      });
      const { hash, bytes } = await write(opened, options);
      log.info(`${opened.rows} rows of ${name}, ${bytes} bytes, sha256:${hash}`);
      return 0;
    } catch (error) {
      if (isClientError(error)) throw new UsageError(inParameters(error));
      throw error;
    } finally {
      await database.close();
    }
  });
}

function oneOf<T extends TableName | FormatName>(what: string, known: readonly T[], text: string): T {
  const found = known.find((name) => name === text);
  if (found) return found;
  throw new UsageError(`There is no ${what} "${text}".`, `Choose among ${known.join(', ')}.`);
}

/** Filters are written as in the address of an export: `territory=region:24`, `stages=PRODUCED,COLLECTED`. */
function readFilters(filters: readonly string[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const filter of filters) {
    const at = filter.indexOf('=');
    if (at < 1)
      throw new UsageError(`"${filter}" is no filter.`, 'Write it as name=value, such as year=2021.');
    query.append(filter.slice(0, at), filter.slice(at + 1));
  }
  return query;
}

/** A file takes its name once it is whole; what was begun goes away again when it cannot be ended. */
async function write(opened: OpenExport, options: ExportOptions): Promise<{ hash: string; bytes: number }> {
  const progress = exportProgress(opened.rows, options.format !== 'parquet');
  try {
    if (options.output === '-') return await send(opened, options, progress, passedTo(process.stdout));
    const draft = `${options.output}.${randomBytes(4).toString('hex')}.part`;
    try {
      const written = await send(
        opened,
        options,
        progress,
        createWriteStream(draft, { flags: 'wx', flush: true }),
      );
      await rename(draft, options.output);
      return written;
    } finally {
      await rm(draft, { force: true });
    }
  } finally {
    progress.stop();
  }
}

async function send(
  opened: OpenExport,
  { gzip }: ExportOptions,
  progress: ExportProgress,
  destination: Writable,
): Promise<{ hash: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const watched = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const content = progress.through(opened.content());
  if (gzip) await pipeline(content, createGzip(), watched, destination);
  else await pipeline(content, watched, destination);
  return { hash: hash.digest('hex'), bytes };
}

/** Standard output stays open: only what was given to it must be gone. */
function passedTo(stream: NodeJS.WriteStream): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (stream.write(chunk)) done();
      else void once(stream, 'drain').then(() => done(), done);
    },
  });
}
