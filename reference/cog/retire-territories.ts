import type { EntityManager } from 'typeorm';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import type { Geography } from './geography';

/** A column somewhere in the schema that points to territory (key); both names are quoted for SQL. */
export interface Reference {
  table: string;
  column: string;
}

/**
 * Deals with the territories that a schema holds and a geography no longer does: merged communes, dissolved EPCI,
 * PATs taken off the list.
 * - One with a successor is merged into it: what pointed to it points to the successor.
 * - One without is removed when nothing points to it, else it stays as it was.
 * PATs that an import lists are not gone: apply-imported-territories.ts keeps them.
 * @param keys keys by id of all territories in the schema; those removed are taken out
 * @returns keys of those that stay
 */
export async function retireTerritories(
  manager: EntityManager,
  geography: Geography,
  keys: Map<string, number>,
): Promise<number[]> {
  const current = new Set(geography.territories.map(({ id }) => id));
  const imported = new Set(await importedPats(manager, geography));
  const gone = [...keys].filter(([id, key]) => !current.has(id) && !imported.has(key));
  if (gone.length === 0) return [];

  const idByKey = new Map(geography.territories.map(({ key, id }) => [key, id]));
  const successors = new Map(
    geography.aliases.map(({ id, target }) => [id, keys.get(idByKey.get(target) ?? '')]),
  );
  const references = await findReferences(manager);
  const kept: number[] = [];
  for (const [id, key] of gone) {
    const successor = successors.get(id);
    if (successor !== undefined) await repoint(manager, references, key, successor);
    else if (await isReferred(manager, references, key)) {
      kept.push(key);
      continue;
    }
    await manager.query('DELETE FROM territory WHERE key = $1', [key]);
    keys.delete(id);
  }
  return kept;
}

/** Keys of the PATs that imports brought or list and that a geography does not hold. */
export async function importedPats(manager: EntityManager, geography: Geography): Promise<number[]> {
  const bundled = geography.territories.filter(({ level }) => level === TerritoryLevel.PAT);
  const rows = await manager.query<{ key: number }[]>(
    `SELECT key FROM territory
     WHERE level = 'PAT' AND code <> ALL ($1::text[])
       AND (imported OR EXISTS (SELECT FROM pat_listing WHERE pat_listing.code = territory.code))`,
    [bundled.map(({ code }) => code)],
  );
  return rows.map(({ key }) => key);
}

/**
 * Foreign keys to territory, wherever this schema's migrations have put them, and the ends of flows, which have none
 * (migrations/flows/0007-flow-ends.ts). What goes with its territory (ON DELETE
 * CASCADE) is a property of it, such as an outline: it holds nothing back and is nothing to the successor.
 */
export async function findReferences(manager: EntityManager): Promise<Reference[]> {
  return manager.query<Reference[]>(
    `SELECT con.conrelid::regclass::text AS "table", quote_ident(att.attname) AS "column"
     FROM pg_constraint AS con
     JOIN pg_attribute AS att ON att.attrelid = con.conrelid AND att.attnum = con.conkey[1]
     WHERE con.contype = 'f' AND con.confrelid = 'territory'::regclass AND cardinality(con.conkey) = 1
       AND con.confdeltype <> 'c'
     UNION
     SELECT 'flow', attname FROM pg_attribute
     WHERE attrelid = to_regclass('flow') AND attname IN ('origin', 'destination')
     ORDER BY 1, 2`,
  );
}

async function repoint(
  manager: EntityManager,
  references: readonly Reference[],
  key: number,
  successor: number,
): Promise<void> {
  for (const { table, column } of references) {
    // A link to both would become the same link twice.
    await manager.query(
      `DELETE FROM ${table} AS link USING ${table} AS same
       WHERE link.${column} = $1 AND same.${column} = $2
         AND to_jsonb(link) - $3::text = to_jsonb(same) - $3::text`,
      [key, successor, column.replace(/^"(.*)"$/, '$1')],
    );
    await manager.query(`UPDATE ${table} SET ${column} = $2 WHERE ${column} = $1`, [key, successor]);
  }
}

/** Whether anything points to a territory. */
export async function isReferred(
  manager: EntityManager,
  references: readonly Reference[],
  key: number,
): Promise<boolean> {
  for (const { table, column } of references) {
    const rows = await manager.query<unknown[]>(`SELECT 1 FROM ${table} WHERE ${column} = $1 LIMIT 1`, [key]);
    if (rows.length > 0) return true;
  }
  return false;
}
