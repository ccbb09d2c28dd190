import type { EntityManager } from 'typeorm';
import { rebuildRollups } from '../../subgraphs/flows/writes/rebuild-rollups';
import { foldName } from '../../platform/folded-name';
import type { Geography, TerritoryRecord } from './geography';
import { importedPats, retireTerritories } from './retire-territories';
import type { TerritorySource } from './sources';

/** Columns of a territory as they travel to the database. */
const COLUMNS = 'id text, level text, code text, name text, population int, commune_count int';
/** The further ones of the schema that owns the Territory entity. */
const OWNER_COLUMNS = 'latitude float8, longitude float8, search_name text';

/**
 * Brings a schema's territory tables in line with a geography, writing only what differs. To be called inside
 * a transaction. A territory that the schema knows keeps its key; a new one gets a key never given before.
 * One that is gone is merged into its successor where the geography names one, and otherwise stays
 * as long as anything refers to it.
 */
export async function writeTerritories(manager: EntityManager, geography: Geography): Promise<void> {
  const owner = await ownsTerritories(manager);
  await writeRows(manager, geography.territories, owner);
  const keys = await readKeys(manager);
  const kept = await retireTerritories(manager, geography, keys);
  const imported = await importedPats(manager, geography);
  const changed = await writeClosure(manager, geography, keys, { kept, imported });
  if (changed) await rebuildSums(manager);
  await writeAliases(manager, geography, keys);
  if (owner) {
    await writeSources(manager, geography.sources);
    await writeCitations(manager, geography.territories, keys, [...kept, ...imported]);
  }
}

async function ownsTerritories(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<{ owner: boolean }[]>(
    `SELECT to_regclass('territory_citation') IS NOT NULL AS owner`,
  );
  return row?.owner === true;
}

async function writeRows(
  manager: EntityManager,
  territories: readonly TerritoryRecord[],
  owner: boolean,
): Promise<void> {
  const definition = owner ? `${COLUMNS}, ${OWNER_COLUMNS}` : COLUMNS;
  const names = definition.split(', ').map((column) => column.split(' ')[0] as string);
  const rows = territories.map(({ id, level, code, name, population, communeCount, location }) => ({
    id,
    level,
    code,
    name,
    population,
    commune_count: communeCount,
    ...(owner ? { ...location, search_name: foldName(name) } : {}),
  }));
  const list = (prefix: string): string => names.map((name) => `${prefix}${name}`).join(', ');
  // One statement, so that the rows travel once. Insertion in their order gives a new database the same keys
  // each time.
  await manager.query(
    `WITH incoming AS MATERIALIZED (
       SELECT * FROM ROWS FROM (json_to_recordset($1::json) AS (${definition}))
         WITH ORDINALITY AS record(${list('')}, position)
     ), changed AS (
       UPDATE territory SET (${list('')}) = ROW(${list('incoming.')})
       FROM incoming
       WHERE territory.id = incoming.id AND (${list('territory.')}) IS DISTINCT FROM (${list('incoming.')})
     )
     INSERT INTO territory (${list('')})
     SELECT ${list('')} FROM incoming
     WHERE NOT EXISTS (SELECT FROM territory WHERE territory.id = incoming.id)
     ORDER BY position`,
    [JSON.stringify(rows)],
  );
}

/** Keys by id, as this schema gave them. */
async function readKeys(manager: EntityManager): Promise<Map<string, number>> {
  const rows = await manager.query<{ id: string; key: number }[]>('SELECT id, key FROM territory');
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** The schema's key for each key of the geography. */
function translation(geography: Geography, keys: ReadonlyMap<string, number>): number[] {
  const translated: number[] = [];
  for (const { key, id } of geography.territories) translated[key] = keys.get(id) as number;
  return translated;
}

async function writeClosure(
  manager: EntityManager,
  geography: Geography,
  keys: ReadonlyMap<string, number>,
  { kept, imported }: { kept: readonly number[]; imported: readonly number[] },
): Promise<boolean> {
  const key = translation(geography, keys);
  const ancestors = geography.closure.map(([ancestor]) => key[ancestor]);
  const descendants = geography.closure.map(([, descendant]) => key[descendant]);
  // Pairs of a territory that is gone but still referred to stay: its facts go on counting where they counted. Those
  // of imported PATs are brought in line afterwards, from what the imports say.
  const [row] = await manager.query<{ changed: boolean }[]>(
    `WITH incoming AS MATERIALIZED (
       SELECT * FROM unnest($1::int[], $2::int[]) AS pair(ancestor, descendant)
     ), gone AS (
       DELETE FROM territory_closure AS old
       WHERE NOT EXISTS (SELECT FROM incoming
                         WHERE incoming.ancestor = old.ancestor AND incoming.descendant = old.descendant)
         AND old.descendant <> ALL ($3::int[])
         AND old.ancestor <> ALL ($4::int[]) AND old.descendant <> ALL ($4::int[])
       RETURNING 1
     ), added AS (
       INSERT INTO territory_closure (ancestor, descendant)
       SELECT ancestor, descendant FROM incoming
       WHERE NOT EXISTS (SELECT FROM territory_closure AS old
                         WHERE old.ancestor = incoming.ancestor AND old.descendant = incoming.descendant)
       RETURNING 1
     )
     SELECT EXISTS (SELECT FROM gone) OR EXISTS (SELECT FROM added) AS changed`,
    [literal(ancestors), literal(descendants), kept, imported],
  );
  return row?.changed === true;
}

/** Where flows are summed by territory, other communes make other sums. */
async function rebuildSums(manager: EntityManager): Promise<void> {
  const [table] = await manager.query<{ found: boolean }[]>(
    `SELECT to_regclass('flow_sum_year') IS NOT NULL AS found`,
  );
  if (!table?.found || !manager.queryRunner) return;
  const flows = await manager.query<unknown[]>('SELECT FROM flow LIMIT 1');
  if (flows.length > 0) await rebuildRollups(manager.queryRunner);
}

/** Old codes are kept for good, unless one comes back into use; links to them would otherwise break. */
async function writeAliases(
  manager: EntityManager,
  geography: Geography,
  keys: ReadonlyMap<string, number>,
): Promise<void> {
  const key = translation(geography, keys);
  await manager.query(
    `DELETE FROM territory_alias WHERE EXISTS (SELECT FROM territory WHERE territory.id = territory_alias.id)`,
  );
  await manager.query(
    `INSERT INTO territory_alias (id, target)
     SELECT * FROM unnest($1::text[], $2::int[])
     ON CONFLICT (id) DO UPDATE SET target = EXCLUDED.target
     WHERE territory_alias.target <> EXCLUDED.target`,
    [geography.aliases.map(({ id }) => id), literal(geography.aliases.map(({ target }) => key[target]))],
  );
}

async function writeSources(manager: EntityManager, sources: readonly TerritorySource[]): Promise<void> {
  await manager.query(
    `INSERT INTO territory_source (slug, title, publisher, date, url, licence)
     SELECT slug, title, publisher, date, url, licence
     FROM json_to_recordset($1::json)
       AS source(slug text, title text, publisher text, date date, url text, licence text)
     ON CONFLICT (slug) DO UPDATE
       SET (title, publisher, date, url, licence) =
         (EXCLUDED.title, EXCLUDED.publisher, EXCLUDED.date, EXCLUDED.url, EXCLUDED.licence)
       WHERE (territory_source.title, territory_source.publisher, territory_source.date,
              territory_source.url, territory_source.licence)
         IS DISTINCT FROM
         (EXCLUDED.title, EXCLUDED.publisher, EXCLUDED.date, EXCLUDED.url, EXCLUDED.licence)`,
    [JSON.stringify(sources)],
  );
}

async function writeCitations(
  manager: EntityManager,
  territories: readonly TerritoryRecord[],
  keys: ReadonlyMap<string, number>,
  kept: readonly number[],
): Promise<void> {
  const rows = territories.flatMap(({ id, citations }) =>
    citations.map(({ source, locator }) => ({ territory: keys.get(id), source, locator })),
  );
  const columns = [
    literal(rows.map(({ territory }) => territory)),
    rows.map(({ source }) => source),
    rows.map(({ locator }) => locator),
  ];
  await manager.query(
    `WITH incoming AS MATERIALIZED (
       SELECT * FROM unnest($1::int[], $2::text[], $3::text[]) AS citation(territory, source, locator)
     ), gone AS (
       DELETE FROM territory_citation AS old
       WHERE NOT EXISTS (SELECT FROM incoming
                         WHERE incoming.territory = old.territory AND incoming.source = old.source)
         AND old.territory <> ALL ($4::int[])
     )
     INSERT INTO territory_citation (territory, source, locator)
     SELECT territory, source, locator FROM incoming
     ON CONFLICT (territory, source) DO UPDATE SET locator = EXCLUDED.locator
     WHERE territory_citation.locator <> EXCLUDED.locator`,
    [...columns, kept],
  );
}

/** An int[] as PostgreSQL reads it; joining is several times faster than the driver's element-wise quoting. */
function literal(numbers: readonly (number | undefined)[]): string {
  return `{${numbers.join(',')}}`;
}
