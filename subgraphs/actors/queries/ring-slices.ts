import { EARTH_KM } from '../rules/great-circle';
import { BANDS_A_DEGREE, MARGIN_DEGREES, MARGIN_KM } from '../rules/rings';

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
            (cos(inner_r) + cos(outer_r)) / 2 AS middle, (cos(inner_r) - cos(outer_r)) / 2 + 1e-15 AS half,
            -- A circle is widest a little further from the equator than its centre.
            asin(greatest(-1, least(1, sin(lat) / cos(outer_r)))) AS widest
       FROM (SELECT r.*, radians(latitude) AS lat, greatest(inner_km - ${MARGIN_KM}, 0) / ${EARTH_KM} AS inner_r,
                    (outer_km + ${MARGIN_KM}) / ${EARTH_KM} AS outer_r
               FROM (${rings}) AS r OFFSET 0) AS r OFFSET 0)`;
}

/**
 * SQL for the slices that together hold the whole of a ring and little more, none of them twice: one a `band` and side,
 * from `west` to `east` degrees. A look into the index for one band takes two thirds of what one for a range of bands does.
 * A ring around a pole is read all around, without its hole: nobody acts there.
 * @param ring alias of a row of `ringGeometry`
 */
export function ringSlices(ring: string): string {
  return `(SELECT band,
            ${ring}.longitude + turn + CASE WHEN side > 0 THEN hole ELSE - wide END AS west,
            ${ring}.longitude + turn + CASE WHEN side < 0 AND hole > 0 THEN - hole ELSE wide END AS east
       FROM (SELECT band,
                    CASE WHEN ${ring}.holds_pole THEN 360 ELSE ${MARGIN_DEGREES} +
                      ${halfWidth(ring, 'outer_r', `least(greatest(${ring}.widest, low, ${ring}.south), high, ${ring}.north)`)}
                    END AS wide,
                    CASE WHEN ${ring}.holds_pole OR low < ${ring}.lat - ${ring}.inner_r OR high > ${ring}.lat + ${ring}.inner_r THEN 0
                      ELSE least(${halfWidth(ring, 'inner_r', 'low')}, ${halfWidth(ring, 'inner_r', 'high')}) - ${MARGIN_DEGREES}
                    END AS hole
               FROM (SELECT band, radians(band / ${BANDS_A_DEGREE}::float8) AS low,
                            radians((band + 1) / ${BANDS_A_DEGREE}::float8) AS high
                       FROM generate_series(${bandOf(`${ring}.south`)}, ${bandOf(`${ring}.north`)}) AS band
                     OFFSET 0) AS band
             OFFSET 0) AS slice
      CROSS JOIN unnest(${ring}.turns) AS turn
      -- On both sides of the hole; from side to side where there is none.
      CROSS JOIN (VALUES (-1), (1)) AS sides (side)
      WHERE (side < 0 OR hole > 0) AND (turn = 0 OR NOT ${ring}.holds_pole)
     OFFSET 0)`;
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
function halfWidth(ring: string, radius: 'inner_r' | 'outer_r', parallel: string): string {
  // Nothing is divided by zero where all meridians meet.
  return `degrees(acos(greatest(-1, least(1, (cos(${ring}.${radius}) - ${ring}.sin_lat * sin(${parallel}))
                        / greatest(${ring}.cos_lat * cos(${parallel}), 1e-12)))))`;
}

function bandOf(angle: string): string {
  return `floor(degrees(${angle}) * ${BANDS_A_DEGREE})::int`;
}
