import type { SqlConditions } from '../../../platform/sql-conditions';
import { EARTH_KM, type Point } from '../rules/great-circle';
import { boxAround } from '../rules/rings';

/**
 * SQL for the kilometres along a great circle from a point to what has the columns `latitude` and `longitude`; NULL where
 * it has no place.
 * @param of alias of the table, such as `s`
 */
export function distanceKmSql(sql: SqlConditions, { latitude, longitude }: Point, of: string): string {
  const [lat, lon] = [`${sql.value(latitude)}::float8`, `${sql.value(longitude)}::float8`];
  return `2 * ${EARTH_KM} * asin(sqrt(least(1, power(sin(radians(${of}.latitude - ${lat}) / 2), 2)
    + cos(radians(${lat})) * cos(radians(${of}.latitude)) * power(sin(radians(${of}.longitude - ${lon}) / 2), 2))))`;
}

/** The same to the metre, so that a cursor says exactly what an order compared. */
export function metresSql(distance: string): string {
  return `round((${distance})::numeric, 3)`;
}

/** Condition on `actor_search s`: placed in a circle. The box around it is what the index reads. */
export function inCircle(sql: SqlConditions, near: Point & { radiusKm: number }): string {
  const { southBand, northBand, west, east } = boxAround(near, near.radiusKm);
  return `s.band BETWEEN ${sql.value(southBand)} AND ${sql.value(northBand)}
    AND s.longitude BETWEEN ${sql.value(west)} AND ${sql.value(east)}
    AND ${distanceKmSql(sql, near, 's')} <= ${sql.value(near.radiusKm)}`;
}
