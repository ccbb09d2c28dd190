import type { DataSource } from 'typeorm';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { redirectsOf } from '../subgraphs/actors/writes/redirects';

/** Entities that other schemas name by id: no foreign key crosses a schema, so nothing else holds them together. */
const NAMED = [
  { prefix: 'actor:', table: 'actor' },
  { prefix: 'project:', table: 'project' },
] as const;
const SHOWN = 5;

interface Column {
  table: string;
  column: string;
  list: boolean;
}

/** Each place in flows and financing that names an actor or a project which the actors schema does not hold. */
export async function danglingReferences(owners: ReadonlyMap<SubgraphName, DataSource>): Promise<string[]> {
  const actors = owners.get('actors');
  if (!actors) return [];
  const faults: string[] = [];
  for (const [name, owner] of owners) {
    if (name === 'actors') continue;
    for (const column of await textColumns(owner)) {
      for (const { prefix, table } of NAMED) {
        const ids = await namedIds(owner, column, prefix);
        const merged = table === 'actor' ? await redirectsOf(actors.manager, ids) : new Map<string, string>();
        for (const [old, kept] of [...merged].slice(0, SHOWN))
          faults.push(
            `${name}: ${column.table}.${column.column} names ${old}, which was merged; run "maillon merge ${kept} ${old}"`,
          );
        const missing = (await absent(actors, table, ids)).filter((id) => !merged.has(id));
        if (missing.length === 0) continue;
        const shown = missing.slice(0, SHOWN).join(', ');
        faults.push(
          `${name}: ${column.table}.${column.column} names ${missing.length} unknown: ${shown}${missing.length > SHOWN ? '…' : ''}`,
        );
      }
    }
  }
  return faults;
}

/** Ids of all actors that a schema names. */
export async function namedActors(owner: DataSource): Promise<string[]> {
  const ids = new Set<string>();
  for (const column of await textColumns(owner))
    for (const id of await namedIds(owner, column, 'actor:')) ids.add(id);
  return [...ids].sort();
}

/** Any column of text may hold ids: tables of later migrations are looked at without a change here. */
async function textColumns(owner: DataSource): Promise<Column[]> {
  return owner.query<Column[]>(
    `SELECT quote_ident(table_name) AS "table", quote_ident(column_name) AS "column", data_type = 'ARRAY' AS list
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND udt_name IN ('text', '_text')
     ORDER BY 1, 2`,
  );
}

async function namedIds(
  owner: DataSource,
  { table, column, list }: Column,
  prefix: string,
): Promise<string[]> {
  const values = list ? `unnest(${column})` : column;
  const rows = await owner.query<{ id: string }[]>(
    `SELECT DISTINCT id FROM (SELECT ${values} AS id FROM ${table}) named WHERE starts_with(id, $1)`,
    [prefix],
  );
  return rows.map(({ id }) => id);
}

async function absent(actors: DataSource, table: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await actors.query<{ id: string }[]>(
    `SELECT id FROM unnest($1::text[]) AS named (id) WHERE NOT EXISTS (SELECT FROM ${table} t WHERE t.id = named.id)
     ORDER BY id`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
