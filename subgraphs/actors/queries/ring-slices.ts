import { EARTH_KM } from '../rules/great-circle';
import { BANDS_A_BELT, BANDS_A_DEGREE, BELT_SHARE, MARGIN_DEGREES, MARGIN_KM } from '../rules/rings';

const BELTS_A_DEGREE = `(${BANDS_A_DEGREE} / ${BANDS_A_BELT}::float8)`;

/**
 * SQL for what slicing a ring takes, reckoned once a ring: its columns, and angles in radians (`lat`, `inner_r`, `outer_r`).
 * `OFFSET 0` here and below keeps PostgreSQL from writing an expression out wherever it is read, and reckoning it each time.
 * @param rings a query with the columns `latitude`, `longitude`, `turns`, `inner_km` and `outer_km`
 */
export function ringGeometry(rings: string): string {
  return `(SELECT r.*, sin(lat) AS sin_lat, cos(lat) AS cos_lat,
            greatest(lat - outer_r, -pi() / 2) AS south, least(lat + outer_r, pi() / 2) AS north,
            abs(lat) + outer_r >= pi() / 2 AS holds_pole,
            cos(lat) * cos(radians(longitude)) AS x, cos(lat) * sin(radians(longitude)) AS y,
            -- Cosines of distances in the ring are this far from this one; the last digits of a cosine may differ.
            (cos_inner + cos_outer) / 2 AS middle, (cos_inner - cos_outer) / 2 + 1e-15 AS half,
            -- A circle is widest a little further from the equator than its centre.
            asin(greatest(-1, least(1, sin(lat) / cos_outer))) AS widest,
            -- The belts that it is read by, none where the last comes before the first.
            ceil(degrees(lat - ${BELT_SHARE} * inner_r) * ${BELTS_A_DEGREE})::int AS first_belt,
            floor(degrees(lat + ${BELT_SHARE} * inner_r) * ${BELTS_A_DEGREE})::int - 1 AS last_belt
       FROM (SELECT r.*, cos(inner_r) AS cos_inner, cos(outer_r) AS cos_outer
               FROM (SELECT r.*, radians(latitude) AS lat, greatest(inner_km - ${MARGIN_KM}, 0) / ${EARTH_KM} AS inner_r,
                            (outer_km + ${MARGIN_KM}) / ${EARTH_KM} AS outer_r
                       FROM (${rings}) AS r OFFSET 0) AS r OFFSET 0) AS r OFFSET 0)`;
}

/**
 * SQL for the slices that together hold the whole of a ring and little more, none of them twice: one a `strip` and side, from
 * `west` to `east` degrees. Strips are belts where the ring is read by them (`of_belt`), and bands for the rest of it. A look
 * into the index for one strip takes two thirds of what one for a range of them does.
 * A ring around a pole is read all around, without its hole: nobody acts there.
 * @param ring alias of a row of `ringGeometry`
 */
export function ringSlices(ring: string): string {
  return `(SELECT strip, of_belt,
            ${ring}.longitude + turn + CASE WHEN side > 0 THEN hole ELSE - wide END AS west,
            ${ring}.longitude + turn + CASE WHEN side < 0 AND hole > 0 THEN - hole ELSE wide END AS east
       FROM (SELECT strip, of_belt,
                    CASE WHEN ${ring}.holds_pole THEN 360 ELSE ${MARGIN_DEGREES} +
                      ${halfWidth(ring, 'cos_outer', `least(greatest(${ring}.widest, low, ${ring}.south), high, ${ring}.north)`)}
                    END AS wide,
                    CASE WHEN ${ring}.holds_pole OR low < ${ring}.lat - ${ring}.inner_r OR high > ${ring}.lat + ${ring}.inner_r THEN 0
                      ELSE least(${halfWidth(ring, 'cos_inner', 'low')}, ${halfWidth(ring, 'cos_inner', 'high')}) - ${MARGIN_DEGREES}
                    END AS hole
               FROM (SELECT strip, of_belt, radians(strip / a_degree) AS low, radians((strip + 1) / a_degree) AS high
                       FROM ${strips(ring)} AS strips OFFSET 0) AS strip
             OFFSET 0) AS slice
      CROSS JOIN unnest(${ring}.turns) AS turn
      -- On both sides of the hole; from side to side where there is none.
      CROSS JOIN (VALUES (-1), (1)) AS sides (side)
      WHERE (side < 0 OR hole > 0) AND (turn = 0 OR NOT ${ring}.holds_pole)
     OFFSET 0)`;
}

/** SQL for the belts that a ring is read by, and the bands that are in none of them. */
function strips(ring: string): string {
  const inBelts = `${ring}.first_belt * ${BANDS_A_BELT} AND ${ring}.last_belt * ${BANDS_A_BELT} + ${BANDS_A_BELT - 1}`;
  return `(SELECT belt AS strip, true AS of_belt, ${BELTS_A_DEGREE} AS a_degree
             FROM generate_series(${ring}.first_belt, ${ring}.last_belt) AS belt
           UNION ALL
           SELECT band, false, ${BANDS_A_DEGREE}
             FROM generate_series(${bandOf(`${ring}.south`)}, ${bandOf(`${ring}.north`)}) AS band
            WHERE NOT band BETWEEN ${inBelts})`;
}

/**
 * SQL for the rows of `actor_search` whose places lie in a ring, give or take the margin: `actor_id`, `latitude`, `longitude`.
 * Most of what a thin ring's slices hold lies beside it: the index scan lets it go.
 */
export function placesInRing(ring: string): string {
  const read = `SELECT s.actor_id, s.latitude, s.longitude FROM actor_search s
             WHERE s.longitude BETWEEN slice.west AND slice.east AND ${inRing(ring, 's')}`;
  return `(SELECT s.*
       FROM ${ringSlices(ring)} AS slice
      CROSS JOIN LATERAL (${read} AND s.belt = slice.strip AND slice.of_belt
             UNION ALL ${read} AND s.band = slice.strip AND NOT slice.of_belt) AS s)`;
}

/**
 * SQL for whether a place lies in a ring, give or take the margin of two metres: the cosine of its distance is the product of
 * two points of the globe, and half as much work as two bounds.
 * @param of alias of what has the columns `x`, `y` and `z`
 */
export function inRing(ring: string, of: string): string {
  return `abs(${ring}.x * ${of}.x + ${ring}.y * ${of}.y + ${ring}.sin_lat * ${of}.z - ${ring}.middle) <= ${ring}.half`;
}

/** Degrees of longitude from the centre to the edge of a circle, along a parallel: 0 where it does not reach. */
function halfWidth(ring: string, radius: 'cos_inner' | 'cos_outer', parallel: string): string {
  // Nothing is divided by zero where all meridians meet.
  return `degrees(acos(greatest(-1, least(1, (${ring}.${radius} - ${ring}.sin_lat * sin(${parallel}))
                        / greatest(${ring}.cos_lat * cos(${parallel}), 1e-12)))))`;
}

function bandOf(angle: string): string {
  return `floor(degrees(${angle}) * ${BANDS_A_DEGREE})::int`;
}
