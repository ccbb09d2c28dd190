import type { Database } from '../../../platform/database';
import type { CursorKey } from '../../../platform/pagination/cursor';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import { ActorSort } from '../../../platform/vocabulary/actor-sort';
import type { ActorFilter } from '../schema/actor.input';
import { ACTOR_COLUMNS, type ActorRow } from './actor.queries';

/** Which actors a list is drawn from: all, those seated in a territory or below, or the members of a network. */
export type ActorScope = 'ALL' | 'TERRITORY' | 'NETWORK';

/** A list of actors, checked: what the resolvers hand over. */
export interface ActorListing {
  scope: ActorScope;
  filter: Omit<ActorFilter, 'search'>;
  /** Folded text to search, see search-text.ts. */
  term: string | null;
  sort: ActorSort;
  first: number;
  after: CursorKey | null;
}

/** A row of a list: the owner it belongs to, and the values of its order. */
export type ListedActor = ActorRow & { owner: string; position: CursorKey };

/** Resemblance below which a name is not an answer to a search: lets one or two mistyped letters a word through. */
const SIMILARITY = 0.45;

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
               ${ACTOR_COLUMNS}
          FROM (SELECT a.id, ${order.map(({ sql: text }, index) => `${text} AS k${index}`).join(', ')}
                  FROM actor a LEFT JOIN territory t ON t.key = a.territory
                 WHERE ${SCOPES[listing.scope]} AND ${conditions}) AS listed
          JOIN actor a ON a.id = listed.id LEFT JOIN territory t ON t.key = a.territory
         WHERE ${after ? `(${names.join(', ')}) > (${after.join(', ')})` : 'TRUE'}
         ORDER BY ${names.join(', ')}
         LIMIT ${sql.value(listing.first + 1)}
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
        SELECT count(*) AS count FROM actor a LEFT JOIN territory t ON t.key = a.territory
         WHERE ${SCOPES[listing.scope]} AND ${actorConditions(sql, listing)}) AS counted`,
    sql.values,
  );
}

/** The conditions of a filter on `actor a LEFT JOIN territory t ON t.key = a.territory`. */
export function actorConditions(
  sql: SqlConditions,
  { filter, term }: Pick<ActorListing, 'filter' | 'term'>,
): string {
  const { near } = filter;
  const conditions: (string | null)[] = [
    filter.kinds ? `a.kinds && ${sql.value(filter.kinds)}::text[]` : null,
    filter.chainLinks ? `a.chain_links && ${sql.value(filter.chainLinks)}::text[]` : null,
    filter.siaeKinds
      ? `EXISTS (SELECT FROM actor_status s WHERE s.actor_id = a.id AND s.siae_kind = ANY (${sql.value(filter.siaeKinds)}))`
      : null,
    filter.territory
      ? `a.territory IN (SELECT descendant FROM territory_closure WHERE ancestor = ${territoryKeySql(sql.value(filter.territory))})`
      : null,
    filter.network
      ? `EXISTS (SELECT FROM actor_network n WHERE n.network_id = ${sql.value(filter.network)} AND n.actor_id = a.id)`
      : null,
    near ? `${distanceKm(sql, near)} <= ${sql.value(near.radiusKm)}` : null,
    term ? matches(sql.value(term)) : null,
  ];
  return conditions.filter((condition) => condition !== null).join(' AND ') || 'TRUE';
}

function matches(term: string): string {
  return `(position(${term} IN a.search_name) > 0 OR word_similarity(${term}, a.search_name) >= ${SIMILARITY})`;
}

/** Kilometres from a point to an actor along a great circle; NULL where the actor has no place. */
function distanceKm(sql: SqlConditions, near: { latitude: number; longitude: number }): string {
  const latitude = `coalesce(a.latitude, CASE WHEN t.level = 'COMMUNE' THEN t.latitude END)`;
  const longitude = `coalesce(a.longitude, CASE WHEN t.level = 'COMMUNE' THEN t.longitude END)`;
  const [lat, lon] = [`${sql.value(near.latitude)}::float8`, `${sql.value(near.longitude)}::float8`];
  return `2 * 6371.0088 * asin(sqrt(least(1, power(sin(radians(${latitude} - ${lat}) / 2), 2)
    + cos(radians(${lat})) * cos(radians(${latitude})) * power(sin(radians(${longitude} - ${lon}) / 2), 2))))`;
}

/** The values a list is ordered by, all ascending, the id last: the order is total. */
function orderColumns(
  sql: SqlConditions,
  { sort, term, filter }: ActorListing,
): { sql: string; type: 'text' | 'numeric' | 'integer' }[] {
  const id = { sql: 'a.id', type: 'text' } as const;
  const name = { sql: 'a.sort_name', type: 'text' } as const;
  if (sort === ActorSort.DISTANCE && filter.near) {
    // Rounded to the metre, so that the cursor says exactly what the order compared.
    return [{ sql: `round((${distanceKm(sql, filter.near)})::numeric, 3)`, type: 'numeric' }, id];
  }
  if (sort === ActorSort.RELEVANCE && term !== null) {
    const at = sql.value(term);
    return [
      {
        sql: `CASE WHEN a.sort_name = ${at} OR a.search_name = ${at} THEN 0
                   WHEN starts_with(a.search_name, ${at}) THEN 1
                   WHEN position(' ' || ${at} || ' ' IN ' ' || a.search_name || ' ') > 0 THEN 2 ELSE 3 END`,
        type: 'integer',
      },
      { sql: `round((1 - word_similarity(${at}, a.search_name))::numeric, 3)`, type: 'numeric' },
      name,
      id,
    ];
  }
  return [name, id];
}
