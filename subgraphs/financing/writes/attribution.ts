import type { EntityManager } from 'typeorm';
import { territoryKeysSql } from '../../../platform/territory-key';

/**
 * Keys of the territories that awards are attributed to: for each set of territories (those of a project, or
 * the one seat of a recipient), the narrowest that contains them all, by its number of communes. Of two as
 * narrow, the one that lies deeper: a commune that is an EPCI of its own counts as the commune. PATs of imported
 * lists take no part: their communes may be known in part only, and an import must not move an award.
 * @returns the key by the name of the set; null when nothing contains them all
 * @throws Error naming the territories that are not in the table
 */
export async function attributedTerritories(
  manager: EntityManager,
  sets: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, number | null>> {
  const pairs = [...sets].flatMap(([name, ids]) => [...new Set(ids)].map((id) => ({ name, id })));
  const ids = [...new Set(pairs.map(({ id }) => id))];
  await requireKnown(manager, ids);
  const rows = await manager.query<{ name: string; key: number }[]>(
    `WITH member AS (
       SELECT DISTINCT pair.name, known.key
       FROM unnest($1::text[], $2::text[]) AS pair(name, id)
       JOIN ${territoryKeysSql('$3')} AS known ON known.id = pair.id
     ), size AS (
       SELECT name, count(*) AS members FROM member GROUP BY name
     ), enclosing AS (
       SELECT member.name, territory_closure.ancestor AS key
       FROM member JOIN territory_closure ON territory_closure.descendant = member.key
       GROUP BY member.name, territory_closure.ancestor
       HAVING count(*) = (SELECT members FROM size WHERE size.name = member.name)
     )
     SELECT DISTINCT ON (enclosing.name) enclosing.name, enclosing.key
     FROM enclosing JOIN territory ON territory.key = enclosing.key AND NOT territory.imported
     ORDER BY enclosing.name, territory.commune_count,
       (SELECT count(*) FROM territory_closure AS above WHERE above.descendant = enclosing.key) DESC,
       territory.id`,
    [pairs.map(({ name }) => name), pairs.map(({ id }) => id), ids],
  );
  const found = new Map(rows.map(({ name, key }) => [name, key]));
  return new Map([...sets.keys()].map((name) => [name, found.get(name) ?? null]));
}

async function requireKnown(manager: EntityManager, ids: readonly string[]): Promise<void> {
  const rows = await manager.query<{ id: string }[]>(`SELECT id FROM ${territoryKeysSql('$1')} AS known`, [
    ids,
  ]);
  const known = new Set(rows.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Error(`awards name territories that are unknown: ${unknown.join(', ')}`);
}
