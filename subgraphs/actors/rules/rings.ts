import { EARTH_KM, type Point } from './great-circle';

/** A stretch of the ground between two parallels and two meridians, degrees; parallels as bands. */
export interface Slice {
  readonly southBand: number;
  readonly northBand: number;
  readonly west: number;
  readonly east: number;
}

/**
 * Bands of latitude in a degree (column `band`): some 4.4 km each. A thin ring costs a look into the index on each side of
 * each band it crosses, and every row of a band between its edges: narrower bands mean more looks, wider ones more rows.
 */
export const BANDS_A_DEGREE = 25;
/** Bands in a belt (column `belt`): some 13 km. */
export const BANDS_A_BELT = 3;
/**
 * Where a ring is read by belts: as far north and south of its centre as this share of its inner radius. There it runs north
 * and south, and crosses a belt within a few kilometres; beyond, where it turns west and east, much of a belt would lie beside it.
 */
export const BELT_SHARE = 0.8;
/** How much larger than the one before a ring is: few rings to read, and no more than four times what is needed read. */
export const RING_GROWTH = 4;
/** Distances are compared to the metre, and arithmetic may differ in the last digits: rings overlap by this. */
export const MARGIN_KM = 0.002;
/** Degrees added to stretches of longitude: the last digits of a sine and of its inverse. */
export const MARGIN_DEGREES = 1e-6;

/**
 * Square kilometres of the first ring for each row wanted: twice what it takes where actors stand as densely as they do on
 * average, at national scale.
 */
const KM2_A_ROW = 12;
/** Of the first ring around a point: in a city a hundred stand in it, and another ring costs less than reading many rows. */
const LEAST_KM2 = 1;

/**
 * Square kilometres of the first ring to read from a distance on. Near the point it doubles the circle that earlier pages
 * have shown; further out, where towns and fields even out, it has the same area however far: the page after ten thousand
 * actors reads as many as the first.
 * @param rows how many are wanted
 */
export function firstRingKm2(fromKm: number, rows: number): number {
  return Math.max(LEAST_KM2, Math.min(rows * KM2_A_ROW, Math.PI * fromKm * fromKm));
}

/** Where rings end: a distance rounded to the metre may come out above the radius, never above this. */
export function reachMetres(radiusKm: number): number {
  return Math.ceil(radiusKm * 1000) + 1;
}

/**
 * Degrees to turn the globe by to read a circle as stretches from west to east: none, or a whole turn either way where it
 * may cross the meridian of 180 degrees.
 */
export function turnsFor(center: Point, radiusKm: number): number[] {
  const { west, east } = boxAround(center, radiusKm);
  return west <= -180 || east >= 180 ? [0, -360, 360] : [0];
}

/** One slice around a whole circle. */
export function boxAround(center: Point, radiusKm: number): Slice {
  const outer = (radiusKm + MARGIN_KM) / EARTH_KM;
  const latitude = radians(center.latitude);
  const [south, north] = [Math.max(latitude - outer, -Math.PI / 2), Math.min(latitude + outer, Math.PI / 2)];
  const width = degrees(halfWidth(latitude, outer)) + MARGIN_DEGREES;
  const [west, east] = [center.longitude - width, center.longitude + width];
  const whole = west < -180 || east > 180;
  return {
    southBand: bandOf(south),
    northBand: bandOf(north),
    west: whole ? -180 : west,
    east: whole ? 180 : east,
  };
}

/** Half of how wide a circle is where it is widest, a little further from the equator than its centre; all, around a pole. */
function halfWidth(latitude: number, radius: number): number {
  if (Math.abs(latitude) + radius >= Math.PI / 2) return Math.PI;
  return Math.asin(Math.min(1, Math.sin(radius) / Math.cos(latitude)));
}

function bandOf(latitude: number): number {
  return Math.floor(degrees(latitude) * BANDS_A_DEGREE);
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
