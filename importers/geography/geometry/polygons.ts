import type { Position } from '../french-bounds';

/** Points of a ring; the last is the first again. */
export type Ring = Position[];
/** An outline and the holes in it. */
export type Polygon = Ring[];

/** A GeoJSON geometry of an area. */
export interface AreaGeometry {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: Polygon | Polygon[];
}

/** A box of degrees. */
export interface BoundingBox {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Six decimals of a degree are a tenth of a metre. */
const PRECISION = 1e6;

/** Polygons of a GeoJSON geometry, heights left out; undefined when it is no area of pairs of numbers. */
export function polygonsOf(geometry: unknown): Polygon[] | undefined {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type === 'Polygon') {
    const polygon = polygonOf(coordinates);
    return polygon && [polygon];
  }
  if (type !== 'MultiPolygon') return undefined;
  return whole(coordinates, polygonOf);
}

function polygonOf(value: unknown): Polygon | undefined {
  return whole(value, (ring) => whole(ring, positionOf));
}

function positionOf(value: unknown): Position | undefined {
  if (!Array.isArray(value)) return undefined;
  const [longitude, latitude] = value as unknown[];
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined;
  return Number.isFinite(longitude) && Number.isFinite(latitude)
    ? [rounded(longitude), rounded(latitude)]
    : undefined;
}

/** A list of which every part can be read, and that has some. */
function whole<T>(value: unknown, read: (part: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const parts: T[] = [];
  for (const part of value as unknown[]) {
    const found = read(part);
    if (found === undefined) return undefined;
    parts.push(found);
  }
  return parts;
}

function rounded(degrees: number): number {
  return Math.round(degrees * PRECISION) / PRECISION;
}

/** Twice the area in square degrees, positive for a ring that turns anticlockwise. */
export function signedArea(ring: Ring): number {
  const [origin] = ring;
  if (!origin) return 0;
  let sum = 0;
  // Around the first point: far from the origin of degrees, products of large numbers would eat the digits.
  for (let index = 1; index + 1 < ring.length; index += 1) {
    const [ax, ay] = ring[index] as Position;
    const [bx, by] = ring[index + 1] as Position;
    sum += (ax - origin[0]) * (by - origin[1]) - (bx - origin[0]) * (ay - origin[1]);
  }
  return sum;
}

/** Twice the area of polygons, holes taken off. */
export function areaOf(polygons: readonly Polygon[]): number {
  return polygons.reduce(
    (sum, [outer = [], ...holes]) =>
      sum + Math.abs(signedArea(outer)) - holes.reduce((held, hole) => held + Math.abs(signedArea(hole)), 0),
    0,
  );
}

/** The geometry that RFC 7946 asks for: outlines turn anticlockwise, holes clockwise. */
export function toGeometry(polygons: readonly Polygon[]): AreaGeometry {
  const wound = polygons.map((polygon) =>
    polygon.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed())),
  );
  const [only] = wound;
  return only && wound.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: wound };
}

/** The smallest box around polygons. No territory of France straddles the antimeridian by itself. */
export function boundingBox(polygons: readonly Polygon[]): BoundingBox {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [outer = []] of polygons) {
    for (const [longitude, latitude] of outer) {
      box.west = Math.min(box.west, longitude);
      box.east = Math.max(box.east, longitude);
      box.south = Math.min(box.south, latitude);
      box.north = Math.max(box.north, latitude);
    }
  }
  return box;
}
