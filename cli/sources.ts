import type { DataSource } from 'typeorm';
import { retractGeography } from '../importers/geography/import-geography';
import { retractImport } from '../importers/retract-import';
import { importedSources, type SourceRecord } from '../importers/source-record';
import type { Config } from '../platform/config';
import { OperatorError } from '../platform/errors';
import type { Logger } from '../platform/log';
import { pendingMigrations } from '../platform/migrator';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { withDatabases, withOwners } from './databases';

/** Schemas that imports write to. */
const WRITTEN: readonly SubgraphName[] = ['actors', 'flows', 'financing'];

/** `maillon sources`: what was imported, and from where. */
export async function listSources(options: { json?: true }, config: Config, log: Logger): Promise<number> {
  const sources = await withWritten(config, log, async (owners) => {
    const lists: SourceRecord[][] = [];
    for (const owner of owners.values()) lists.push(await importedSources((text) => owner.query(text)));
    return lists.flat();
  });
  if (options.json) process.stdout.write(`${JSON.stringify(sources, null, 2)}\n`);
  else if (sources.length === 0) log.info('no file has been imported yet');
  else for (const source of sources) log.info(described(source));
  return 0;
}

function described(source: SourceRecord): string {
  const {
    slug,
    subject,
    title,
    publisher,
    date,
    licence,
    url,
    row_count,
    file_name,
    file_hash,
    imported_at,
  } = source;
  const document = [`« ${title} »`, publisher, date, licence, url].filter((part) => part !== null).join(', ');
  const file = `${file_name} (sha256 ${file_hash}), ${imported_at?.toISOString().slice(0, 19)}Z`;
  return `${slug} : ${subject}, ${row_count} lignes\n  ${document}\n  ${file}`;
}

/** `maillon retract <source>`: takes everything that a source brought out again, and the source with it. */
export async function retract(slug: string, config: Config, log: Logger): Promise<number> {
  return withWritten(config, log, async (owners) => {
    const geography = await retractGeography(owners, slug);
    let found = geography !== undefined;
    if (found) log.info(`${slug} : ${geography} lignes retirées, et la source avec elles`);
    for (const owner of owners.values()) {
      const rows = await retractImport(owner, slug);
      if (rows === undefined) continue;
      found = true;
      log.info(`${slug} : ${rows} lignes retirées, et la source avec elles`);
    }
    if (found) return 0;
    throw new OperatorError(
      `Aucune source importée ne s’appelle "${slug}".`,
      '"maillon sources" en donne la liste.',
    );
  });
}

async function withWritten<T>(
  config: Config,
  log: Logger,
  work: (owners: ReadonlyMap<SubgraphName, DataSource>) => Promise<T>,
): Promise<T> {
  return withDatabases(config, WRITTEN, log, ({ schemas }) =>
    withOwners(schemas, async (owners) => {
      for (const [name, owner] of owners) {
        if ((await pendingMigrations(owner)).length === 0) continue;
        throw new OperatorError(`The schema "${name}" is not migrated yet.`, 'Run "maillon migrate" first.');
      }
      return work(owners);
    }),
  );
}
