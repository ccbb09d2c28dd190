import { EARTH_KM, type Point } from './great-circle';

/** A stretch of the ground between two parallels and two meridians, degrees; parallels in hundredths (`band`). */
export interface Slice {
  readonly southBand: number;
  readonly northBand: number;
  readonly west: number;
  readonly east: number;
}

/** What lies further than `inner` and at most `outer` kilometres from a point. */
export interface Ring {
  readonly inner: number;
  readonly outer: number;
}

/**
 * Square kilometres of the first ring for each row wanted: twice what it takes where actors stand as densely as they do on
 * average, at national scale. A row too many costs a microsecond, another ring some milliseconds far out.
 */
const KM2_A_ROW = 12;
/** Of the first ring around a point: in a town hundreds stand in it. */
const LEAST_KM2 = 24;
/** How much larger than the one before a ring is: few rings to send, and no more than four times what is needed read. */
const GROWTH = 4;
const BANDS_A_DEGREE = 100;
/** Of half the thickness of their ring, slices hold little of what lies beside it; of a thin one there would be too many. */
const SLICES_A_THICKNESS = 2;
const MOST_SLICES = 40;
/** Distances are compared to the metre, and arithmetic may differ in the last digits: rings overlap by this. */
const MARGIN_KM = 0.002;

/**
 * Rings around a point from a distance on, each four times as large as the one before, the last one ending at the radius. Near the
 * point the first one doubles the circle that earlier pages have shown; further out, where towns and fields even out, it has
 * the same area however far: the page after ten thousand actors reads as many as the first.
 * @param rows how many are wanted
 */
export function ringsFrom(from: number, radius: number, rows: number): Ring[] {
  const rings: Ring[] = [];
  const first = Math.min(rows * KM2_A_ROW, Math.PI * from * from);
  for (let inner = from, area = Math.max(first, LEAST_KM2); inner < radius; area *= GROWTH) {
    const outer = Math.min(Math.sqrt(inner * inner + area / Math.PI), radius);
    rings.push({ inner, outer });
    inner = outer;
  }
  return rings;
}

/** Slices that together hold the whole of a ring and little more. */
export function slicesOf(center: Point, ring: Ring): Slice[] {
  const inner = Math.max(ring.inner - MARGIN_KM, 0) / EARTH_KM;
  const outer = (ring.outer + MARGIN_KM) / EARTH_KM;
  const latitude = radians(center.latitude);
  const south = Math.max(latitude - outer, -Math.PI / 2);
  const north = Math.min(latitude + outer, Math.PI / 2);
  const [first, last] = [bandOf(south), bandOf(north)];
  const thick = Math.floor((degrees(outer - inner) * BANDS_A_DEGREE) / SLICES_A_THICKNESS);
  const height = Math.max(1, thick, Math.ceil((last - first + 1) / MOST_SLICES));
  const slices: Slice[] = [];
  for (let southBand = first; southBand <= last; southBand += height) {
    const northBand = Math.min(southBand + height - 1, last);
    const [low, high] = [radians(southBand / BANDS_A_DEGREE), radians((northBand + 1) / BANDS_A_DEGREE)];
    const widest = widestWithin(latitude, outer, Math.max(low, south), Math.min(high, north));
    const hole = narrowestWithin(latitude, inner, low, high);
    for (const [west, east] of stretches(center.longitude, degrees(widest), degrees(hole))) {
      slices.push({ southBand, northBand, west, east });
    }
  }
  return slices;
}

/** One slice around a whole circle. */
export function boxAround(center: Point, radiusKm: number): Slice {
  const outer = (radiusKm + MARGIN_KM) / EARTH_KM;
  const latitude = radians(center.latitude);
  const [south, north] = [Math.max(latitude - outer, -Math.PI / 2), Math.min(latitude + outer, Math.PI / 2)];
  const width = degrees(widestWithin(latitude, outer, south, north));
  const [west, east] = [center.longitude - width, center.longitude + width];
  const whole = west < -180 || east > 180;
  return {
    southBand: bandOf(south),
    northBand: bandOf(north),
    west: whole ? -180 : west,
    east: whole ? 180 : east,
  };
}

/** Half the width of a circle at a latitude; 0 where it does not reach. */
function halfWidth(center: number, radius: number, latitude: number): number {
  const around = Math.cos(center) * Math.cos(latitude);
  // At a pole, all meridians meet.
  if (around <= 1e-12) return Math.PI;
  const cosine = (Math.cos(radius) - Math.sin(center) * Math.sin(latitude)) / around;
  return Math.acos(Math.min(1, Math.max(-1, cosine)));
}

/** A circle is widest a little further from the equator than its centre, and narrows on both sides. */
function widestWithin(center: number, radius: number, low: number, high: number): number {
  const sine = Math.sin(center) / Math.cos(radius);
  const beyondPole = Math.abs(sine) >= 1 || Math.abs(center) + radius >= Math.PI / 2;
  if (beyondPole) return Math.PI;
  const widest = Math.min(Math.max(Math.asin(sine), low), high);
  return halfWidth(center, radius, widest);
}

/** Half the width that a circle has all along a slice; 0 unless it crosses the whole of it. */
function narrowestWithin(center: number, radius: number, low: number, high: number): number {
  if (low < center - radius || high > center + radius) return 0;
  return Math.min(halfWidth(center, radius, low), halfWidth(center, radius, high));
}

/** The meridians from the hole to the width on both sides, brought back to -180 to 180. */
function stretches(longitude: number, width: number, hole: number): [west: number, east: number][] {
  // The last digits of a sine and of its inverse.
  const [wide, narrow] = [width + 1e-6, hole - 1e-6];
  if (wide >= 180) return [[-180, 180]];
  const sides: [number, number][] =
    narrow <= 0
      ? [[longitude - wide, longitude + wide]]
      : [
          [longitude - wide, longitude - narrow],
          [longitude + narrow, longitude + wide],
        ];
  return sides.flatMap(([west, east]): [number, number][] => [
    ...(west < -180 ? ([[west + 360, Math.min(east + 360, 180)]] as [number, number][]) : []),
    ...(east > 180 ? ([[Math.max(west - 360, -180), east - 360]] as [number, number][]) : []),
    ...(east >= -180 && west <= 180
      ? ([[Math.max(west, -180), Math.min(east, 180)]] as [number, number][])
      : []),
  ]);
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
