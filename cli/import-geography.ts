import type { Config } from '../platform/config';
import type { Logger } from '../platform/log';
import { pendingMigrations } from '../platform/migrator';
import { SUBGRAPH_NAMES } from '../platform/subgraph/subgraph';
import { loadedFingerprint } from '../reference/load';
import { CONTOUR_LEVELS } from '../importers/geography/contour-level';
import { importGeography } from '../importers/geography/import-geography';
import type { GeographySubjectName } from '../importers/geography/subject-names';
import { isWebAddress, openByteSource } from '../importers/input/byte-source';
import { withDatabases, withOwners } from './databases';
import { defaultErrorsFile, interruption, notReady, tell, type ImportOptions } from './import-file';
import { importProgress } from './import-progress';
import { UsageError } from './run';

/** Options of `maillon import pats|pat-communes|communes-centre|contours`. */
export type GeographyOptions = Pick<
  ImportOptions,
  'source' | 'title' | 'publisher' | 'date' | 'licence' | 'url' | 'dryRun' | 'replace' | 'errors'
> & { level?: string };

/** `maillon import pats|pat-communes|communes-centre|contours <file|url|->`; exit code 1 when the file has faults. */
export async function importGeographySubject(
  subject: GeographySubjectName,
  file: string | undefined,
  options: GeographyOptions,
  config: Config,
  log: Logger,
): Promise<number> {
  if (file === undefined)
    throw new UsageError('Which file? Give its path or address, or - for standard input.');
  const { source: slug } = options;
  if (slug === undefined) {
    throw new UsageError(`Give the source of the file a name: --source ${subject}-2026`);
  }
  const level = CONTOUR_LEVELS.find((known) => known === options.level?.toUpperCase());
  if (options.level !== undefined && level === undefined) {
    throw new UsageError(`--level is one of ${CONTOUR_LEVELS.join(', ')}.`);
  }
  const input = openByteSource(file);
  const errorsFile = options.errors ?? defaultErrorsFile(file);
  const progress = importProgress(input.size);
  return withDatabases(config, SUBGRAPH_NAMES, log, ({ schemas }) =>
    withOwners(schemas, async (owners) => {
      try {
        for (const [name, owner] of owners) {
          const pending = (await pendingMigrations(owner)).length > 0;
          if (pending || (await loadedFingerprint(owner)) === undefined) throw notReady(name);
        }
        const outcome = await importGeography(
          {
            subject,
            input,
            source: { ...options, slug, url: options.url ?? (isWebAddress(file) ? file : undefined) },
            dryRun: options.dryRun ?? false,
            replace: options.replace ?? false,
            errorsFile,
            level,
            signal: interruption(),
          },
          owners,
          progress,
        );
        progress.stop();
        tell(outcome, errorsFile, slug, log, outcome.unit);
        return outcome.faults === 0 ? 0 : 1;
      } finally {
        progress.stop();
      }
    }),
  );
}
