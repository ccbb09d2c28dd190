import { Nature } from '../platform/vocabulary/nature';
import type { Snapshot } from '../platform/snapshot';
import type { ContentDigests } from './content-digest';
import { FORMATS } from './formats';
import { knownLicences, type Licence } from './licences';
import { countRows, selectionOf, type LocalSubgraph } from './open-export';
import { filterTypeOf } from './parameters';
import { tableSchema } from './table-schema';
import { TABLES, type TableName } from './tables';

/** A resource of datapackage.json. */
export type Resource = Record<string, unknown> & { name: string };

interface SourceRow {
  slug: string;
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
  licence: string | null;
}

/** The CSV dialect that Maillon writes. */
const DIALECT = {
  delimiter: ',',
  lineTerminator: '\n',
  quoteChar: '"',
  doubleQuote: true,
  header: true,
};

/**
 * The files of a table: one, or one for what was realised and one for what was planned, since the two are never
 * summed together.
 * @param digests undefined to leave the hashes out
 */
export async function resourcesOf(
  name: TableName,
  local: LocalSubgraph,
  digests: ContentDigests | undefined,
  maxMs: number,
): Promise<Resource[]> {
  const { table } = TABLES[name];
  const natured = 'nature' in filterTypeOf(local.subgraph.schema, table.filterType).getFields();
  const snapshot = await local.database.snapshot({ maxMs });
  try {
    const resources = [await resource(name, name, '', local, snapshot, digests)];
    if (natured) {
      const query = `?nature=${Nature.PLANNED}`;
      resources.push(await resource(name, `${name}-planned`, query, local, snapshot, digests));
    }
    return resources;
  } finally {
    await snapshot.close();
  }
}

async function resource(
  table: TableName,
  name: string,
  query: string,
  local: LocalSubgraph,
  snapshot: Snapshot,
  digests: ContentDigests | undefined,
): Promise<Resource> {
  const { table: published, formats } = TABLES[table];
  const selection = selectionOf(table, local, new URLSearchParams(query));
  const rowCount = await countRows(snapshot, table, selection);
  const digest = await digests?.of(name, snapshot, published, selection, rowCount);
  const sources = await sourcesOf(snapshot, published.sourcesSql);
  const planned =
    query === '' ? '' : ' Planned: targets and forecasts, never to be added to what was realised.';
  return {
    name,
    path: `${table}.csv${query}`,
    profile: 'tabular-data-resource',
    title: published.title + (query === '' ? '' : ', planned'),
    description: `${published.description}${planned} Ordered by id.`,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: DIALECT,
    rowCount,
    ...digest,
    alternatives: formats
      .filter((format) => format !== 'csv')
      .map((format) => ({
        path: `${table}.${format}${query}`,
        format,
        mediatype: FORMATS[format].mediaType.split(';', 1)[0],
      })),
    schema: tableSchema(published),
    sources: sources.map(({ url, ...source }) => ({ ...source, ...(url !== null && { path: url }) })),
    ...licencesOf(sources),
  };
}

/** The standard wants at least one, or none of the property. */
function licencesOf(sources: readonly SourceRow[]): { licenses?: Licence[] } {
  const licenses = knownLicences(sources.map(({ licence }) => licence));
  return licenses.length > 0 ? { licenses } : {};
}

function sourcesOf(snapshot: Snapshot, sql: string): Promise<SourceRow[]> {
  return snapshot.rows<SourceRow>(`SELECT * FROM (${sql}) AS cited ORDER BY slug`, []);
}
