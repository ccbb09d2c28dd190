import type { DataSource, QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import type { SubgraphName } from '../../platform/subgraph/subgraph';
import { removeFaultFile, writeFaultFile } from '../fault-file';
import type { ImportOutcome, ImportProgress } from '../import-file';
import type { ByteSource } from '../input/byte-source';
import { lockImports } from '../lock-imports';
import {
  readSource,
  requireImportable,
  writeFile,
  writeSource,
  type SourceDescription,
} from '../source-record';
import { readDocument } from './read-document';
import type { CheckedFile, CheckOptions, GeographySubject, Runners } from './subject';
import { GEOGRAPHY } from './subjects';
import type { GeographySubjectName } from './subject-names';

export interface GeographyRequest extends CheckOptions {
  subject: GeographySubjectName;
  input: ByteSource;
  source: SourceDescription;
  /** Check only. */
  dryRun: boolean;
  /** What the source said before and the file no longer says goes away. */
  replace: boolean;
  /** Where faults are written, when there are some. */
  errorsFile: string;
  /** Aborted when the operator gives up. */
  signal?: AbortSignal | undefined;
}

export interface GeographyOutcome extends ImportOutcome {
  /** What the line of a fault counts. */
  unit: CheckedFile<unknown>['unit'];
}

const SHOWN = 10;

/**
 * Imports a file of geography: all of it or nothing. It is read and checked whole, then written to each schema in one
 * transaction. These commit one right after the other, `actors` last; were the process to end in between, the same
 * import again would complete what is missing.
 * @param owners the owner's connections to the schemas, all three
 */
export async function importGeography(
  request: GeographyRequest,
  owners: ReadonlyMap<SubgraphName, DataSource>,
  progress: ImportProgress = { phase: () => undefined, read: () => undefined },
): Promise<GeographyOutcome> {
  const subject = GEOGRAPHY[request.subject];
  return inSchemas(owners, subject.schemas, async (runners, actors, commit) => {
    const outcome = await importIn(request, subject, runners, actors, progress);
    if (request.signal?.aborted) throw new OperatorError('Interrompu : rien n’a été écrit.');
    if (outcome.counts !== undefined) await commit();
    return outcome;
  });
}

/**
 * Takes out all that an imported file of geography brought, and its source.
 * @returns rows taken out; undefined when no such source was imported
 */
export async function retractGeography(
  owners: ReadonlyMap<SubgraphName, DataSource>,
  slug: string,
): Promise<number | undefined> {
  const [source] = (await owners
    .get('actors')
    ?.query(`SELECT subject FROM source WHERE slug = $1 AND kind = 'IMPORT'`, [slug])) as
    { subject: string }[] | [];
  const name = source?.subject;
  if (name === undefined || !(name in GEOGRAPHY)) return undefined;
  const subject = GEOGRAPHY[name as GeographySubjectName];
  return inSchemas(owners, subject.schemas, async (runners, actors, commit) => {
    for (const [, runner] of runners) await lockImports(runner);
    const rows = await subject.retract(runners, slug);
    await actors.query('DELETE FROM territory_source WHERE slug = $1', [slug]);
    await actors.query('DELETE FROM source WHERE slug = $1', [slug]);
    await commit();
    return rows;
  });
}

async function inSchemas<T>(
  owners: ReadonlyMap<SubgraphName, DataSource>,
  names: readonly SubgraphName[],
  work: (runners: Runners, actors: QueryRunner, commit: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const runners = new Map<SubgraphName, QueryRunner>();
  for (const name of names) {
    const owner = owners.get(name);
    if (!owner) throw new Error(`no connection to the schema ${name} was opened`);
    runners.set(name, owner.createQueryRunner());
  }
  const all = [...runners.values()];
  const actors = runners.get('actors');
  if (!actors) throw new Error('the schema actors holds the source: it is always written');
  try {
    for (const runner of all) {
      await runner.startTransaction();
      // Hashes of all of France stay in memory; compiling statements that run once costs more than it saves.
      for (const setting of [`work_mem = '64MB'`, 'jit = off', 'statement_timeout = 0']) {
        await runner.query(`SET LOCAL ${setting}`);
      }
    }
    return await work(runners, actors, async () => {
      for (const runner of all) await runner.commitTransaction();
    });
  } finally {
    for (const runner of all) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }
}

async function importIn(
  { subject: name, input, source, dryRun, replace, errorsFile, level, signal }: GeographyRequest,
  subject: GeographySubject<unknown>,
  runners: Runners,
  actors: QueryRunner,
  progress: ImportProgress,
): Promise<GeographyOutcome> {
  await requireImportable(actors, source, name);
  progress.phase('read');
  const text = await readDocument(input, (bytes) => progress.read(bytes, 0));
  signal?.throwIfAborted();
  const { statements, rows, faults, notices, unit } = await subject.check(text, actors, { level });
  progress.read(input.bytesRead(), rows);
  progress.phase('check');
  const checked = { rows, faults: faults.length, firstFaults: faults.slice(0, SHOWN), notices, unit };
  if (faults.length > 0) {
    const ordered = faults.toSorted((a, b) => a.line - b.line);
    const batch = async function* () {
      yield ordered;
    };
    await writeFaultFile(errorsFile, ';', batch(), (column) => column);
    return { ...checked, firstFaults: ordered.slice(0, SHOWN), counts: undefined };
  }
  await removeFaultFile(errorsFile);
  if (dryRun) return { ...checked, counts: undefined };

  progress.phase('write');
  // One import at a time from here, in every schema; a load of the bundled geography waits too.
  for (const [schema, runner] of runners) {
    await lockImports(runner);
    await runner.query(`SELECT pg_advisory_xact_lock(hashtext('maillon reference ' || $1))`, [schema]);
  }
  await requireImportable(actors, source, name);
  const hash = input.hash();
  const sameFile = (await readSource(actors, source.slug))?.file_hash === hash;
  await writeSource(actors, name, source);
  const counts = await subject.write(runners, statements, {
    source: source.slug,
    replace,
    date: source.date,
    sameFile,
  });
  const [held] = (await actors.query(subject.countSql, [source.slug])) as { rows: string }[];
  await writeFile(actors, source.slug, {
    name: input.name,
    hash,
    rows: Number(held?.rows),
    changed: counts.inserted + counts.updated + counts.retracted > 0,
  });
  return { ...checked, counts };
}
