import type { Database } from '../../../platform/database';
import type { CursorKey } from '../../../platform/pagination/cursor';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import { ActorSort } from '../../../platform/vocabulary/actor-sort';
import { all, FACETS, facetConditions, otherConditions, type ActorCriteria } from './actor-conditions';
import { relevance } from './actor-words';
import { ACTOR_COLUMNS, type ActorRow } from './actor.queries';
import { decimalKmSql, distanceKmSql, metresSql, pointSql } from './distance';

/** Which actors a list is drawn from: all, those seated in a territory or below, or the members of a network. */
export type ActorScope = 'ALL' | 'TERRITORY' | 'NETWORK';

/** A list of actors, checked: what the resolvers hand over. */
export interface ActorListing extends ActorCriteria {
  scope: ActorScope;
  sort: ActorSort;
  first: number;
  after: CursorKey | null;
}

/** A row of a list: the owner it belongs to, the values of its order, and how far it is from the point asked. */
export type ListedActor = ActorRow & { owner: string; position: CursorKey; distanceKm: number | null };

/** What follows `WHERE` for each scope; `o.id` is the owner. */
const SCOPES: Record<ActorScope, string> = {
  ALL: 'TRUE',
  TERRITORY: `a.territory IN (SELECT descendant FROM territory_closure WHERE ancestor = ${territoryKeySql('o.id')})`,
  NETWORK: 'EXISTS (SELECT FROM actor_network n WHERE n.network_id = o.id AND n.actor_id = a.id)',
};

/** One page for each owner, in one statement: `first` + 1 rows each, so that a next page shows. */
export async function listActors(
  database: Database,
  owners: readonly string[],
  listing: ActorListing,
): Promise<ListedActor[]> {
  const sql = new SqlConditions();
  const ownersAt = sql.value(owners);
  const conditions = actorConditions(sql, listing);
  const order = orderColumns(sql, listing);
  const names = order.map((_, index) => `k${index}`);
  const after = listing.after?.map((value, index) => `${sql.value(value)}::${order[index]?.type ?? 'text'}`);
  return database.rows(
    'actors.list',
    `SELECT o.id AS owner, page.*
       FROM unnest(${ownersAt}::text[]) AS o (id)
      CROSS JOIN LATERAL (
        SELECT ${names.map((name) => `listed.${name}`).join(', ')}, json_build_array(${names.join(', ')}) AS position,
               ${distanceColumn(sql, listing)}, ${ACTOR_COLUMNS}
          FROM (SELECT * FROM (
                  SELECT a.id, ${order.map(({ sql: text }, index) => `${text} AS k${index}`).join(', ')}
                    FROM actor a ${listing.sort === ActorSort.NAME ? '' : 'JOIN actor_search s ON s.actor_id = a.id'}
                   WHERE ${SCOPES[listing.scope]} AND ${conditions}) AS found
                 WHERE ${after ? `(${names.join(', ')}) > (${after.join(', ')})` : 'TRUE'}
                 ORDER BY ${names.join(', ')}
                 LIMIT ${sql.value(listing.first + 1)}) AS listed
          JOIN actor a ON a.id = listed.id LEFT JOIN territory t ON t.key = a.territory
         ORDER BY ${names.join(', ')}
      ) AS page
      ORDER BY o.id, ${names.map((name) => `page.${name}`).join(', ')}`,
    sql.values,
  );
}

/** How many actors each owner's list holds. */
export function countActors(
  database: Database,
  owners: readonly string[],
  listing: Pick<ActorListing, 'scope' | 'filter' | 'term'>,
): Promise<{ owner: string; count: number }[]> {
  const sql = new SqlConditions();
  const ownersAt = sql.value(owners);
  return database.rows(
    'actors.count',
    `SELECT o.id AS owner, counted.count
       FROM unnest(${ownersAt}::text[]) AS o (id)
      CROSS JOIN LATERAL (
        SELECT count(*) AS count FROM actor a
         WHERE ${SCOPES[listing.scope]} AND ${actorConditions(sql, listing)}) AS counted`,
    sql.values,
  );
}

/** The conditions of a filter on `actor a`. It asks what it says: without `states`, closed actors are let through. */
export function actorConditions(sql: SqlConditions, criteria: ActorCriteria): string {
  const parts = facetConditions(sql, criteria.filter);
  return all([...FACETS.map((facet) => parts[facet]), otherConditions(sql, criteria)]) ?? 'TRUE';
}

/** To the metre, from the place that searches know; NULL when no point is asked. */
export function distanceColumn(sql: SqlConditions, { filter: { near } }: ActorCriteria): string {
  if (!near) return 'NULL::float8 AS "distanceKm"';
  const distance = decimalKmSql(metresSql(distanceKmSql(pointSql(sql, near), 's')));
  return `(SELECT ${distance}::float8 FROM actor_search s WHERE s.actor_id = a.id) AS "distanceKm"`;
}

/** The values a list is ordered by, all ascending, the id last: the order is total. */
function orderColumns(
  sql: SqlConditions,
  { sort, term, filter }: ActorListing,
): { sql: string; type: 'text' | 'numeric' | 'integer' }[] {
  const id = { sql: 'a.id', type: 'text' } as const;
  const name = { sql: 'a.sort_name', type: 'text' } as const;
  if (sort === ActorSort.DISTANCE && filter.near) {
    return [
      { sql: decimalKmSql(metresSql(distanceKmSql(pointSql(sql, filter.near), 's'))), type: 'numeric' },
      id,
    ];
  }
  if (sort === ActorSort.RELEVANCE && term !== null) {
    const { tier, excess } = relevance(sql, term);
    return [{ sql: tier, type: 'integer' }, { sql: excess, type: 'integer' }, name, id];
  }
  return [name, id];
}
