import fc from 'fast-check';
import { EARTH_KM, type Point } from '../../subgraphs/actors/rules/great-circle';

const rad = (degrees: number): number => (degrees * Math.PI) / 180;

export function distanceKm(a: Point, b: Point): number {
  const half =
    Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, half)));
}

/** Where one gets from a point, going a distance in a direction. */
export function away({ latitude, longitude }: Point, km: number, bearing: number): Point {
  const [arc, from] = [km / EARTH_KM, rad(latitude)];
  const to = Math.asin(Math.sin(from) * Math.cos(arc) + Math.cos(from) * Math.sin(arc) * Math.cos(bearing));
  const turned = Math.atan2(
    Math.sin(bearing) * Math.sin(arc) * Math.cos(from),
    Math.cos(arc) - Math.sin(from) * Math.sin(to),
  );
  const east = longitude + (turned * 180) / Math.PI;
  return toCentimetres({
    latitude: (to * 180) / Math.PI,
    longitude: ((((east + 180) % 360) + 360) % 360) - 180,
  });
}

/** As the API takes points: PostgreSQL cannot reckon with degrees that are nearly nothing. */
function toCentimetres({ latitude, longitude }: Point): Point {
  const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
  return { latitude: round(latitude), longitude: round(longitude) };
}

/** Evenly spread: of floating-point numbers, nearly all are nearly nothing. */
const between = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 1e6, max: max * 1e6 }).map((millionths) => millionths / 1e6);

/** Anywhere, at poles and on both sides of the meridian of 180 degrees. */
export const anywhere = fc.record({ latitude: between(-90, 90), longitude: between(-180, 180) });
export const inFrance = fc.record({ latitude: between(41, 51.2), longitude: between(-5, 9.7) });
export const share = between(0, 1);
export const radius = between(0.001, 500);
