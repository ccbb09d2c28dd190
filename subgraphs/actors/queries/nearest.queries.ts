import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { ActorSort } from '../../../platform/vocabulary/actor-sort';
import { ringsFrom, slicesOf } from '../rules/rings';
import type { NearInput } from '../schema/actor.input';
import { actorConditions, type ActorListing, type ListedActor } from './actor-list.queries';
import { ACTOR_COLUMNS } from './actor.queries';
import { distanceKmSql, metresSql } from './distance';

/** Before the first row: kilometres to the metre, id. */
const NOTHING_BEFORE = [-1, ''] as const;

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
 */
export function nearestActors(database: Database, listing: NearestListing): Promise<ListedActor[]> {
  const { near, ...filter } = listing.filter;
  const [from, fromId] = (listing.after ?? NOTHING_BEFORE) as [number, string];
  const rings = ringsFrom(Math.max(from, 0), near.radiusKm, listing.first + 1);
  const slices = rings.flatMap((ring, at) => slicesOf(near, ring).map((slice) => ({ ...slice, at })));
  const sql = new SqlConditions();
  const conditions = actorConditions(sql, { filter, term: listing.term });
  const distance = distanceKmSql(sql, near, 's');
  const limit = sql.value(listing.first + 1);
  const column = (values: readonly number[], type: string): string => `${sql.value(values)}::${type}[]`;
  const ringColumns = [
    column(
      rings.map((_, at) => at),
      'int',
    ),
    // The first ring begins at the cursor, which is compared to the metre; the last one ends at the radius itself.
    column(
      rings.map(({ inner }, at) => (at === 0 ? -1 : inner)),
      'float8',
    ),
    column(
      rings.map(({ outer }, at) => (at === rings.length - 1 ? outer + 1 : outer)),
      'float8',
    ),
  ];
  const sliceColumns = [
    column(
      slices.map(({ at }) => at),
      'int',
    ),
    column(
      slices.map(({ southBand }) => southBand),
      'smallint',
    ),
    column(
      slices.map(({ northBand }) => northBand),
      'smallint',
    ),
    column(
      slices.map(({ west }) => west),
      'float8',
    ),
    column(
      slices.map(({ east }) => east),
      'float8',
    ),
  ];
  return database.rows(
    'actors.nearest',
    `WITH RECURSIVE reading (at, total, kms, ids) AS (
       SELECT -1, 0::bigint, NULL::numeric[], NULL::text[] COLLATE "C"
       UNION ALL
       SELECT ring.at, reading.total + found.count, found.kms, found.ids
         FROM reading
         JOIN (SELECT *, greatest(beyond, ${sql.value(from)}::float8) - 0.001 AS low, within + 0.001 AS high
                 FROM unnest(${ringColumns.join(', ')}) AS ring (at, beyond, within)) AS ring ON ring.at = reading.at + 1
        CROSS JOIN LATERAL (
          SELECT count(*) AS count, array_agg(f.km ORDER BY f.km, f.id) AS kms, array_agg(f.id ORDER BY f.km, f.id) AS ids
            FROM (SELECT a.id, s.km
                    FROM (SELECT s.actor_id, ${metresSql('s.exact')} AS km
                            -- Reckoned once a row: OFFSET keeps the distance from being written out wherever it is read.
                            FROM (SELECT s.actor_id, ${distance} AS exact
                                    FROM unnest(${sliceColumns.join(', ')}) AS slice (at, south, north, west, east)
                                    JOIN actor_search s ON s.band BETWEEN slice.south AND slice.north
                                                       AND s.longitude BETWEEN slice.west AND slice.east
                                   WHERE slice.at = ring.at OFFSET 0) AS s
                           -- A comparison of floats leaves few to round.
                           WHERE s.exact <= ${sql.value(near.radiusKm)} AND s.exact BETWEEN ring.low AND ring.high) AS s
                    JOIN actor a ON a.id = s.actor_id
                   WHERE s.km > ring.beyond AND s.km <= ring.within
                     AND (s.km, s.actor_id) > (${sql.value(from)}::numeric, ${sql.value(fromId)}::text)
                     AND ${conditions}
                   ORDER BY s.km, a.id LIMIT ${limit}) AS f) AS found
        WHERE reading.total < ${limit})
     SELECT '' AS owner, near.km::float8 AS "distanceKm", json_build_array(near.km, near.id) AS position, ${ACTOR_COLUMNS}
       FROM (SELECT near.km, near.id FROM reading CROSS JOIN LATERAL unnest(reading.kms, reading.ids) AS near (km, id)
              ORDER BY near.km, near.id LIMIT ${limit}) AS near
       JOIN actor a ON a.id = near.id LEFT JOIN territory t ON t.key = a.territory
      ORDER BY near.km, near.id`,
    sql.values,
  );
}
