import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Client } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Database } from '../platform/database';
import { OperatorError } from '../platform/errors';
import { readPostalCodes, type PostalCommune } from '../reference/cog/postal-codes';
import type { DecimalSign } from './checks';
import { columnsOf } from './columns';
import { addFramingFaults, countFaults, createFaultTable, readFaults, stageRows } from './fault-table';
import { removeFaultFile, writeFaultFile } from './fault-file';
import type { Fault } from './faults';
import { mapHeader } from './header';
import type { ByteSource } from './input/byte-source';
import { MAX_HEADER, readDialect, type Dialect } from './input/dialect';
import { RecordFramer } from './input/record-framer';
import { importTransaction, settleTransaction } from './import-transaction';
import { keepingFirst } from './keeping-first';
import { lockImports } from './lock-imports';
import { copyRawSql, createRawTable, readRawTable, type RawTable } from './raw-table';
import type { BareCodes } from './references/territories';
import { requireImportable, writeFile, writeSource, type SourceDescription } from './source-record';
import type { ImportContext, ImportSubject, MergeCounts } from './subject';
import { termsOf } from './terms';

export interface ImportRequest {
  subject: ImportSubject;
  input: ByteSource;
  source: SourceDescription;
  /** Check only. */
  dryRun: boolean;
  /** Retract what the source held and the file no longer holds. */
  replace: boolean;
  /** Where faults are written, when there are some. */
  errorsFile: string;
  bareCodes?: BareCodes | undefined;
  /** Aborted when the operator gives up. */
  signal?: AbortSignal | undefined;
}

/** Told of what goes on. */
export interface ImportProgress {
  phase(name: 'read' | 'check' | 'write'): void;
  /** @param rows read so far, faulty ones included */
  read(bytes: number, rows: number): void;
}

export interface ImportOutcome {
  /** Rows of the file. */
  rows: number;
  faults: number;
  /** The first of them. */
  firstFaults: Fault[];
  notices: string[];
  /** What was written; undefined when nothing was: faults, or a dry run. */
  counts: MergeCounts | undefined;
}

/**
 * Imports a file: all of it or nothing. It is streamed into a table of the transaction, checked and converted by
 * set-based statements, then merged; whatever ends this process before the commit leaves the database as it was.
 * @param target the owner's connection to the schema of the subject
 * @param actors the directory, to read
 */
export async function importFile(
  request: ImportRequest,
  target: DataSource,
  actors: Database,
  progress: ImportProgress = { phase: () => undefined, read: () => undefined },
): Promise<ImportOutcome> {
  return importTransaction(target, request.signal, async (runner) => {
    await requireImportable(runner, request.source, request.subject.name);
    await runner.startTransaction();
    return importIn(runner, request, actors, progress);
  });
}

async function importIn(
  runner: QueryRunner,
  request: ImportRequest,
  actors: Database,
  progress: ImportProgress,
): Promise<ImportOutcome> {
  const { subject, source, dryRun, replace, errorsFile, input } = request;
  await settleTransaction(runner);
  // Only temporary tables are analysed here, for their size and a few shares: a tenth of the usual sample tells as much.
  await runner.query('SET LOCAL default_statistics_target = 10');
  progress.phase('read');
  await createFaultTable(runner);
  const { raw, dialect, header, rows } = await readFile(runner, request, progress);

  progress.phase('check');
  await writeTerms(runner, subject);
  const postalCodes = once(readPostalCodes);
  const decimals = await decimalSign(runner, raw, subject.numbers);
  const context: ImportContext = { runner, actors, raw, decimals, bareCodes: request.bareCodes, postalCodes };
  const notices = await subject.resolve(context);
  await subject.createStage(runner);
  await stageRows(runner, subject, context);
  const scope = { source: source.slug, replace };
  // One import at a time from here: what is checked against stored rows must still hold when it is written.
  await lockImports(runner);
  await subject.checkTogether?.(context, scope);

  const faults = await countFaults(runner);
  if (faults > 0) {
    const firstFaults: Fault[] = [];
    const names = new Map(header.map((name, index) => [name, dialect.header[index] as string]));
    const columnName = (column: string): string => names.get(column) ?? column;
    await writeFaultFile(
      errorsFile,
      dialect.delimiter,
      keepingFirst(readFaults(runner), firstFaults),
      columnName,
    );
    for (const fault of firstFaults) fault.column = columnName(fault.column);
    return { rows, faults, firstFaults, notices, counts: undefined };
  }
  await removeFaultFile(errorsFile);
  if (dryRun) return { rows, faults, firstFaults: [], notices, counts: undefined };

  progress.phase('write');
  await requireImportable(runner, source, subject.name);
  await writeSource(runner, subject.name, source);
  const counts = await subject.merge(context, scope);
  const changed = counts.inserted + counts.updated + counts.retracted > 0;
  const [held] = (await runner.query(subject.countSql, [source.slug])) as { rows: string }[];
  await writeFile(runner, source.slug, {
    name: input.name,
    hash: input.hash(),
    rows: Number(held?.rows),
    changed,
  });
  return { rows, faults, firstFaults: [], notices, counts };
}

/** Streams the file into the raw table. */
async function readFile(
  runner: QueryRunner,
  { subject, input, signal }: ImportRequest,
  progress: ImportProgress,
): Promise<{ raw: RawTable; dialect: Dialect; header: string[]; rows: number }> {
  const columns = columnsOf(subject.name);
  const names = columns.map(({ name }) => name);
  const chunks = input.chunks();
  const beginning = await readBeginning(chunks);
  const { dialect, offset } = readDialect(beginning);
  const header = mapHeader(dialect.header, columns);
  const framer = new RecordFramer({
    delimiter: dialect.delimiter.charCodeAt(0),
    fields: header.length,
    firstLine: dialect.nextLine,
    encoding: dialect.encoding,
  });
  async function* framed(): AsyncGenerator<Buffer, void, undefined> {
    yield* framer.push(beginning.subarray(offset));
    for await (const chunk of chunks) {
      if (framer.stopped) break;
      yield* framer.push(chunk);
      progress.read(input.bytesRead(), framer.records + framer.faults.length);
    }
    yield* framer.finish();
  }
  await createRawTable(runner, names);
  const client = (await runner.connect()) as Client;
  const copy = client.query(copyFrom(copyRawSql(header, dialect.delimiter)));
  await pipeline(framed(), copy, signal ? { signal } : {});
  await addFramingFaults(runner, framer.faults, header);
  const rows = framer.records + framer.faults.length;
  progress.read(input.bytesRead(), rows);
  if (rows === 0) {
    throw new OperatorError(
      'Le fichier n’a pas de données : il finit après sa ligne d’en-tête.',
      'Pour retirer tout ce qu’une source a apporté : maillon retract <source>',
    );
  }
  return {
    raw: await readRawTable(runner, names, header, { rows: framer.records, padded: framer.padded }),
    dialect,
    header,
    rows,
  };
}

/** Enough bytes to hold a header line, or the whole file. */
async function readBeginning(chunks: AsyncGenerator<Buffer, void, undefined>): Promise<Buffer> {
  const read: Buffer[] = [];
  for (let length = 0; length < MAX_HEADER;) {
    const { value, done } = await chunks.next();
    if (done) break;
    read.push(value);
    length += value.length;
  }
  return Buffer.concat(read);
}

async function writeTerms(runner: QueryRunner, { enumerations }: ImportSubject): Promise<void> {
  const terms = Object.entries(enumerations).flatMap(([column, codes]) =>
    termsOf(column, codes).map(([written, code]) => ({ column, written, code })),
  );
  await runner.query(
    `CREATE TEMP TABLE import_term (col text, written text COLLATE "C", code text, PRIMARY KEY (col, written)) ON COMMIT DROP`,
  );
  await runner.query('INSERT INTO import_term SELECT * FROM unnest($1::text[], $2::text[], $3::text[])', [
    terms.map(({ column }) => column),
    terms.map(({ written }) => written),
    terms.map(({ code }) => code),
  ]);
}

/** "1,5" and "1.5" in one file: which of the two is a thousands separator cannot be known. */
async function decimalSign(
  runner: QueryRunner,
  { sql, given }: RawTable,
  columns: readonly string[],
): Promise<DecimalSign> {
  const numbers = columns.filter((column) => given.has(column));
  if (numbers.length === 0) return 'point';
  const has = (sign: string): string =>
    `bool_or(${numbers.map((column) => `strpos(r.${column}, '${sign}') > 0`).join(' OR ')})`;
  const [found] = (await runner.query(
    `SELECT COALESCE(${has(',')}, FALSE) AS comma, COALESCE(${has('.')}, FALSE) AS point FROM ${sql} AS r`,
  )) as { comma: boolean; point: boolean }[];
  if (!found?.comma) return 'point';
  return found.point ? 'mixed' : 'comma';
}

function once(
  read: () => ReadonlyMap<string, readonly PostalCommune[]>,
): () => ReadonlyMap<string, readonly PostalCommune[]> {
  let kept: ReadonlyMap<string, readonly PostalCommune[]> | undefined;
  return () => (kept ??= read());
}
