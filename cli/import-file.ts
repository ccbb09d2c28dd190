import { counted } from './counted';
import type { Database } from '../platform/database';
import { openDatabase } from '../platform/database';
import type { Config } from '../platform/config';
import { OperatorError } from '../platform/errors';
import type { Logger } from '../platform/log';
import { pendingMigrations } from '../platform/migrator';
import { publishedFile, type SubjectName } from '../importers/columns';
import { importFile, type ImportOutcome } from '../importers/import-file';
import { fileName, isWebAddress, openByteSource } from '../importers/input/byte-source';
import type { ImportSubject } from '../importers/subject';
import { SUBJECTS } from '../importers/subjects';
import { connectOwner, withDatabases, type SchemaAccess } from './databases';
import { importProgress } from './import-progress';
import { UsageError } from './run';
import { tellFaults, tellNotices } from './tell-import';

/** Options of `maillon import flows|impact|awards`. */
export interface ImportOptions {
  source?: string;
  title?: string;
  publisher?: string;
  date?: string;
  licence?: string;
  url?: string;
  dryRun?: true;
  replace?: true;
  errors?: string;
  codes?: string;
  schema?: true;
  template?: true;
  example?: true;
}

/** `maillon import flows|impact|awards <file|->`; exit code 1 when the file has faults. */
export async function importSubject(
  name: SubjectName,
  file: string | undefined,
  options: ImportOptions,
  config: Config,
  log: Logger,
): Promise<number> {
  for (const [asked, published] of [
    ['schema', 'schema.json'],
    ['template', 'template.csv'],
    ['example', 'example.csv'],
  ] as const) {
    if (!options[asked]) continue;
    process.stdout.write(publishedFile(name, published));
    return 0;
  }
  if (file === undefined) throw new UsageError('Which file? Give its path, or - for standard input.');
  if (options.source === undefined) {
    throw new UsageError('Give the source of the file a name: --source my-source-2024');
  }
  const { codes, source: slug } = options;
  if (codes !== undefined && codes !== 'commune' && codes !== 'postal') {
    throw new UsageError('--codes is "commune" or "postal".');
  }
  const input = openByteSource(file);
  const errorsFile = options.errors ?? defaultErrorsFile(file);
  const subject = SUBJECTS[name];
  const progress = importProgress(input.size);
  return withSchemas(config, subject, log, async (target, actors) => {
    const owner = await connectOwner(target);
    try {
      if ((await pendingMigrations(owner)).length > 0) throw notReady(target.name);
      const request = {
        subject,
        input,
        source: { ...options, slug, url: options.url ?? (isWebAddress(file) ? file : undefined) },
        dryRun: options.dryRun ?? false,
        replace: options.replace ?? false,
        errorsFile,
        bareCodes: codes,
        signal: interruption(),
      } as const;
      const outcome = await importFile(request, owner, actors, progress);
      progress.stop();
      tell(outcome, errorsFile, slug, log);
      return outcome.faults === 0 ? 0 : 1;
    } finally {
      progress.stop();
      await owner.destroy();
    }
  });
}

/** Beside the file; in the working folder for what has no folder of its own. */
export function defaultErrorsFile(file: string): string {
  if (file === '-') return 'maillon.erreurs.csv';
  return `${isWebAddress(file) ? fileName(file) : file}.erreurs.csv`;
}

/** Aborted by Ctrl-C or a stop of the system; a second one ends the process as it stands, which is as safe. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

async function withSchemas<T>(
  config: Config,
  subject: ImportSubject,
  log: Logger,
  work: (target: SchemaAccess, actors: Database) => Promise<T>,
): Promise<T> {
  return withDatabases(config, [subject.schema, 'actors'], log, async ({ schemas }) => {
    const [target, directory] = schemas as [SchemaAccess, SchemaAccess];
    const actors = openDatabase(directory.read);
    try {
      const [loaded] = await actors.rows('import.ready', `SELECT FROM reference_load`, []).catch(() => []);
      if (loaded === undefined) throw notReady('actors');
      return await work(target, actors);
    } finally {
      await actors.close();
    }
  });
}

export function notReady(schema: string): OperatorError {
  return new OperatorError(
    `The schema "${schema}" is not ready: migrations or reference data are missing.`,
    'Run "maillon import reference" first.',
  );
}

/** Tells what an import found and did. @param unit what the line of a fault counts */
export function tell(
  outcome: ImportOutcome,
  errorsFile: string,
  source: string,
  log: Logger,
  unit = 'ligne',
): void {
  const { rows, faults, notices, counts } = outcome;
  tellNotices(notices, log);
  if (faults > 0) {
    tellFaults(outcome, unit, errorsFile, log);
  } else if (counts === undefined) {
    log.info(`${counted(rows, 'ligne')}, aucune erreur ; essai seulement, rien n’a été écrit`);
  } else {
    const { inserted, updated, unchanged, retracted } = counts;
    log.info(
      `${source} : ${counted(rows, 'ligne', 'lue')}, ${counted(inserted, 'ajoutée')}, ${counted(updated, 'modifiée')}, ${counted(unchanged, 'inchangée')}, ${counted(retracted, 'retirée')}`,
    );
  }
}
