import type { EntityManager } from 'typeorm';
import { foldName } from '../../platform/folded-name';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import { applyImportedLocations } from './apply-imported-locations';
import { citePats } from './cite-imported-territories';
import type { Geography } from './geography';
import { findReferences, isReferred } from './retire-territories';

/** Brings what derives from imported statements in line with them. */
export interface AppliedImports {
  /** Keys of the PATs that hold other territories than before, or are held by others, and of those that are gone. */
  changed: number[];
}

/**
 * Derives territories, containment and places of a schema from what imports say (pat_listing, pat_commune,
 * commune_location), on top of the official geography. To be called inside the transaction that changed either;
 * writes only what differs.
 * - A PAT of the bundled geography keeps its name and its communes, which were established by hand from public pages.
 * - Another PAT is named by the list of the latest day, of equals by the first slug. It holds the communes that any
 *   source gives it, and the EPCI and départements that are whole in it; régions and départements hold it when they
 *   hold all its known communes. No EPCI and no other PAT ever holds it: a part of its communes proves nothing there.
 * - One that nobody lists any more stays as long as anything points to it.
 * @param geography the official one, when it was written anew in the same transaction
 */
export async function applyImportedTerritories(
  manager: EntityManager,
  geography?: Geography,
): Promise<AppliedImports> {
  const [schema] = await manager.query<{ owner: boolean }[]>(
    `SELECT to_regclass('commune_location') IS NOT NULL AS owner`,
  );
  const owner = schema?.owner === true;
  if (geography) await markImported(manager, geography);
  await writePats(manager, owner);
  const gone = await removeUnlisted(manager, owner);
  const changed = await writePatClosure(manager);
  await writePatSums(manager);
  if (owner) {
    await citePats(manager);
    await applyImportedLocations(manager);
  }
  return { changed: [...gone, ...changed] };
}

/** A PAT may have joined the bundled data, or left them for a list. */
async function markImported(manager: EntityManager, { territories }: Geography): Promise<void> {
  await manager.query(
    `UPDATE territory SET imported = NOT imported
     WHERE level = 'PAT' AND CASE WHEN imported THEN id = ANY ($1::text[]) ELSE id <> ALL ($1::text[])
       AND EXISTS (SELECT FROM pat_listing WHERE pat_listing.code = territory.code) END`,
    [territories.filter(({ level }) => level === TerritoryLevel.PAT).map(({ id }) => id)],
  );
}

async function writePats(manager: EntityManager, owner: boolean): Promise<void> {
  const stale = await manager.query<{ code: string; name: string }[]>(
    `SELECT listed.code, listed.name
     FROM (SELECT DISTINCT ON (code) code, name FROM pat_listing ORDER BY code, stated_on DESC, source) AS listed
     LEFT JOIN territory ON territory.id = 'pat:' || listed.code
     WHERE territory.key IS NULL OR (territory.imported AND territory.name <> listed.name)
     ORDER BY listed.code`,
  );
  if (stale.length === 0) return;
  const search = owner ? ', search_name' : '';
  await manager.query(
    `INSERT INTO territory (id, level, code, name, commune_count, imported${search})
     SELECT 'pat:' || code, 'PAT', code, name, 0, TRUE${search}
     FROM json_to_recordset($1::json) AS pat(code text, name text, search_name text)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name${owner ? ', search_name = EXCLUDED.search_name' : ''}`,
    [JSON.stringify(stale.map(({ code, name }) => ({ code, name, search_name: foldName(name) })))],
  );
}

/** @returns keys of the PATs that were removed */
async function removeUnlisted(manager: EntityManager, owner: boolean): Promise<number[]> {
  const unlisted = await manager.query<{ key: number }[]>(
    `SELECT key FROM territory
     WHERE imported AND NOT EXISTS (SELECT FROM pat_listing WHERE pat_listing.code = territory.code)`,
  );
  if (unlisted.length === 0) return [];
  const references = await findReferences(manager);
  const free: number[] = [];
  for (const { key } of unlisted) if (!(await isReferred(manager, references, key))) free.push(key);
  if (free.length === 0) return [];
  await manager.query(
    'DELETE FROM territory_closure WHERE ancestor = ANY ($1::int[]) OR descendant = ANY ($1::int[])',
    [free],
  );
  if (owner) await manager.query('DELETE FROM territory_citation WHERE territory = ANY ($1::int[])', [free]);
  await manager.query('DELETE FROM territory WHERE key = ANY ($1::int[])', [free]);
  return free;
}

/** @returns keys of the PATs whose pairs changed */
async function writePatClosure(manager: EntityManager): Promise<number[]> {
  const rows = await manager.query<{ pat: number }[]>(
    `WITH pat AS MATERIALIZED (
       SELECT key, code FROM territory WHERE imported
     ), today AS (
       SELECT id, key FROM territory WHERE level = 'COMMUNE'
       UNION ALL SELECT id, target FROM territory_alias
     ), member AS MATERIALIZED (
       SELECT DISTINCT pat.key AS pat, today.key AS commune
       FROM pat JOIN pat_commune AS said ON said.pat = pat.code
       JOIN today ON today.id = 'commune:' || said.commune
     ), size AS (
       SELECT pat, count(*) AS communes FROM member GROUP BY pat
     ), area AS (
       -- How many of a PAT's communes lie in each other territory.
       SELECT member.pat, other.key, other.level, other.commune_count, count(*) AS shared
       FROM member JOIN territory_closure AS c ON c.descendant = member.commune
       JOIN territory AS other ON other.key = c.ancestor AND other.level IN ('REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE')
       GROUP BY member.pat, other.key
     ), wanted AS MATERIALIZED (
       SELECT key AS ancestor, key AS descendant FROM pat
       UNION SELECT (SELECT key FROM territory WHERE id = 'france'), key FROM pat
       UNION SELECT area.key, area.pat FROM area JOIN size USING (pat)
         WHERE area.level IN ('REGION', 'DEPARTEMENT') AND area.shared = size.communes
       UNION SELECT area.pat, area.key FROM area JOIN size USING (pat)
         WHERE area.shared = area.commune_count
           AND (area.level IN ('EPCI', 'COMMUNE') OR size.communes > area.commune_count)
     ), held AS MATERIALIZED (
       SELECT old.ancestor, old.descendant FROM pat JOIN territory_closure AS old ON old.ancestor = pat.key
       UNION SELECT old.ancestor, old.descendant FROM pat JOIN territory_closure AS old ON old.descendant = pat.key
     ), stale AS MATERIALIZED (
       SELECT * FROM held EXCEPT SELECT * FROM wanted
     ), missing AS MATERIALIZED (
       SELECT * FROM wanted EXCEPT SELECT * FROM held
     ), gone AS (
       DELETE FROM territory_closure AS old USING stale
       WHERE (old.ancestor, old.descendant) = (stale.ancestor, stale.descendant)
     ), fresh AS (
       INSERT INTO territory_closure (ancestor, descendant) SELECT ancestor, descendant FROM missing
     )
     SELECT DISTINCT key AS pat
     FROM (SELECT * FROM stale UNION ALL SELECT * FROM missing) AS pair, unnest(ARRAY[ancestor, descendant]) AS key
     WHERE key IN (SELECT key FROM pat)`,
  );
  return rows.map(({ pat }) => pat);
}

/** Communes and inhabitants, of the communes that are known. */
async function writePatSums(manager: EntityManager): Promise<void> {
  await manager.query(
    `UPDATE territory SET commune_count = sums.communes, population = sums.population
     FROM (
       SELECT pat.key, count(commune.key)::int AS communes, sum(commune.population)::int AS population
       FROM territory AS pat
       LEFT JOIN territory_closure AS c ON c.ancestor = pat.key
       LEFT JOIN territory AS commune ON commune.key = c.descendant AND commune.level = 'COMMUNE'
       WHERE pat.imported GROUP BY pat.key
     ) AS sums
     WHERE territory.key = sums.key
       AND (territory.commune_count, territory.population) IS DISTINCT FROM (sums.communes, sums.population)`,
  );
}
