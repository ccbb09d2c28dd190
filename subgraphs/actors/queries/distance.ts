import type { SqlConditions } from '../../../platform/sql-conditions';
import { EARTH_KM, type Point } from '../rules/great-circle';
import { boxAround } from '../rules/rings';

/** SQL for the two coordinates of a point: placeholders, or columns. */
export interface PointSql {
  readonly latitude: string;
  readonly longitude: string;
}

/** A point of the caller, as placeholders. */
export function pointSql(sql: SqlConditions, { latitude, longitude }: Point): PointSql {
  return { latitude: `${sql.value(latitude)}::float8`, longitude: `${sql.value(longitude)}::float8` };
}

/**
 * SQL for the kilometres along a great circle from a point to what has the columns `latitude` and `longitude`; NULL where
 * it has no place.
 * @param of alias of the table, such as `s`
 */
export function distanceKmSql({ latitude, longitude }: PointSql, of: string): string {
  return `2 * ${EARTH_KM} * asin(sqrt(least(1, power(sin(radians(${of}.latitude - ${latitude}) / 2), 2)
    + cos(radians(${latitude})) * cos(radians(${of}.latitude)) * power(sin(radians(${of}.longitude - ${longitude}) / 2), 2))))`;
}

/** SQL for a distance in whole metres: what is compared, and costs less to compare than decimals do. */
export function metresSql(kilometres: string): string {
  return `((${kilometres}) * 1000)::int8`;
}

/** SQL for whole metres as decimal kilometres, so that a cursor says exactly what an order compared. */
export function decimalKmSql(metres: string): string {
  return `(${metres} * 0.001)`;
}

/** Condition on `actor_search s`: placed in a circle. The box around it is what the index reads. */
export function inCircle(sql: SqlConditions, near: Point & { radiusKm: number }): string {
  const { southBand, northBand, west, east } = boxAround(near, near.radiusKm);
  return `s.band BETWEEN ${sql.value(southBand)} AND ${sql.value(northBand)}
    AND s.longitude BETWEEN ${sql.value(west)} AND ${sql.value(east)}
    AND ${distanceKmSql(pointSql(sql, near), 's')} <= ${sql.value(near.radiusKm)}`;
}
