import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { ActorSort } from '../../../platform/vocabulary/actor-sort';
import { firstRingKm2, reachMetres, RING_GROWTH, turnsFor } from '../rules/rings';
import type { NearInput } from '../schema/actor.input';
import { actorConditions, type ActorListing, type ListedActor } from './actor-list.queries';
import { ACTOR_COLUMNS } from './actor.queries';
import { decimalKmSql, distanceKmSql, metresSql } from './distance';
import { placesInRing, ringGeometry } from './ring-slices';

/** Before the first row: kilometres to the metre, id. */
const NOTHING_BEFORE = [-1, ''] as const;
/** Where rings are measured from. */
const CENTER = { latitude: 'ring.latitude', longitude: 'ring.longitude' };
/** After every id at a distance, in the byte order of their collation. */
const LAST_ID = '\u{10FFFF}';

/** A page by distance from all actors. */
export type NearestListing = ActorListing & { filter: { near: NearInput } };

/**
 * Whether rings are the way to read a page: by distance, from all actors, under no condition that picks out few of them.
 * Those are found sooner by their own index, and sorted.
 */
export function isReadByRings(listing: ActorListing): listing is NearestListing {
  const { scope, sort, term, filter } = listing;
  const few = [
    filter.territory,
    filter.operatesIn,
    filter.network,
    filter.networks,
    filter.activities,
    filter.siaeKinds,
  ];
  return (
    scope === 'ALL' &&
    sort === ActorSort.DISTANCE &&
    term === null &&
    filter.near !== null &&
    filter.near !== undefined &&
    few.every((condition) => condition === null || condition === undefined)
  );
}

/**
 * One page of the actors around a point, nearest first. Ring after ring is read, the first one beginning where the page
 * before ended, until the page is full: the five-hundredth page reads as little as the first, and no page sorts more than
 * a ring. The recursion counts what it has found: a sort over all rings would read one ring more to know that it is done.
 *
 * All values are read from the one row of `asked`, rings and slices are reckoned from it: a plan with these values in sight
 * looks no better to PostgreSQL than one without, so that it plans once a connection. Planning takes as long as the answer.
 */
export function nearestActors(database: Database, listing: NearestListing): Promise<ListedActor[]> {
  const { near, ...filter } = listing.filter;
  const [fromKm, fromId] = (listing.after ?? NOTHING_BEFORE) as [number, string];
  const reach = reachMetres(near.radiusKm);
  const rows = listing.first + 1;
  const sql = new SqlConditions();
  const asked = `SELECT ${sql.value(near.latitude)}::float8 AS latitude, ${sql.value(near.longitude)}::float8 AS longitude,
            ${sql.value(turnsFor(near, reach / 1000))}::float8[] AS turns,
            ${sql.value(near.radiusKm)}::float8 AS radius, ${sql.value(reach)}::int8 AS reach,
            ${sql.value(Math.round(fromKm * 1000))}::int8 AS after_m, ${sql.value(fromId)}::text COLLATE "C" AS after_id,
            ${sql.value(rows)}::bigint AS rows, ${sql.value(firstRingKm2(Math.max(fromKm, 0), rows))}::float8 AS area`;
  const conditions = actorConditions(sql, { filter, term: listing.term });
  return database.rows(
    'actors.nearest',
    `WITH RECURSIVE asked AS MATERIALIZED (${asked}),
     -- Before each ring: where it begins, how large it is, how many are found; after it, those found.
     reading (after_m, after_id, area, total, metres, ids) AS (
       SELECT after_m, after_id, area, 0::bigint, NULL::int8[], NULL::text[] COLLATE "C" FROM asked
       UNION ALL
       SELECT ring.end_m, '${LAST_ID}', ring.area * ${RING_GROWTH}, ring.total + found.count, found.metres, found.ids
         FROM ${ringGeometry(NEXT_RING)} AS ring
        CROSS JOIN LATERAL (
          SELECT count(*) AS count, array_agg(f.m ORDER BY f.m, f.id) AS metres, array_agg(f.id ORDER BY f.m, f.id) AS ids
            FROM (SELECT s.m, a.id
                    FROM (SELECT s.actor_id, s.m
                            FROM (SELECT s.actor_id, ${metresSql('s.exact')} AS m
                                    FROM (SELECT s.actor_id, ${distanceKmSql(CENTER, 's')} AS exact
                                            FROM ${placesInRing('ring')} AS s
                                          OFFSET 0) AS s
                                   WHERE s.exact <= ring.radius OFFSET 0) AS s
                           WHERE s.m <= ring.end_m AND (s.m, s.actor_id) > (ring.after_m, ring.after_id)
                           ORDER BY s.m, s.actor_id OFFSET 0) AS s
                   -- One actor at a time, in this order: most of a ring is left alone once the page is full.
                   CROSS JOIN LATERAL (SELECT a.id FROM actor a WHERE a.id = s.actor_id AND ${conditions} OFFSET 0) AS a
                   ORDER BY s.m, s.actor_id LIMIT (SELECT rows FROM asked)) AS f) AS found)
     SELECT '' AS owner, near.m / 1000::float8 AS "distanceKm", json_build_array(${decimalKmSql('near.m')}, near.id) AS position, ${ACTOR_COLUMNS}
       FROM (SELECT near.m, near.id FROM reading CROSS JOIN LATERAL unnest(reading.metres, reading.ids) AS near (m, id)
              ORDER BY near.m, near.id LIMIT (SELECT rows FROM asked)) AS near
       JOIN actor a ON a.id = near.id LEFT JOIN territory t ON t.key = a.territory
      ORDER BY near.m, near.id`,
    sql.values,
  );
}

/** The ring that follows what is read, while the page is not full and the radius not reached. */
const NEXT_RING = `
  SELECT r.*, end_m * 0.001::float8 AS outer_km
    FROM (SELECT reading.after_m, reading.after_id, reading.area, reading.total, inner_km, radius, latitude, longitude, turns,
                 least(ceil(1000 * sqrt(inner_km * inner_km + reading.area / pi()))::int8, reach) AS end_m
            FROM reading CROSS JOIN asked CROSS JOIN LATERAL (SELECT greatest(reading.after_m, 0) * 0.001::float8) AS i (inner_km)
           WHERE reading.total < asked.rows AND reading.after_m < asked.reach OFFSET 0) AS r`;
