import pino from 'pino';
import { FORMATS } from '../exports/formats';
import type { FormatName } from '../exports/formats/format';
import { EXPORT_LIMITS } from '../exports/limits';
import { openExport } from '../exports/open-export';
import { inParameters } from '../exports/parameters';
import { TABLE_NAMES, TABLES, type TableName } from '../exports/tables';
import type { Config } from '../platform/config';
import { openDatabase } from '../platform/database';
import { isClientError } from '../platform/errors';
import { createLogger } from '../platform/log';
import { withDatabases } from './databases';
import { UsageError } from './run';
import { createSubgraph } from './subgraph-registry';
import { writeExport } from './write-export';

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
  const format = oneOf(`format of ${name}`, TABLES[name].formats, options.format);
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
        site: { publicUrl: config.publicUrl },
      });
      const { hash, bytes } = await writeExport(opened, options);
      log.info(`${opened.rows} rows of ${name}, ${bytes} bytes, sha256:${hash}`);
      return 0;
    } catch (error) {
      // Who read enough of it closed the pipe: nothing to tell, as other commands have nothing to tell.
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 1;
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
