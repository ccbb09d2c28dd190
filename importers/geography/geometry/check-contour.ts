import type { Fault } from '../../faults';
import { positionFault, type Position } from '../french-bounds';
import { crossingOf } from './crossing';
import {
  boundingBox,
  polygonsOf,
  toGeometry,
  type AreaGeometry,
  type BoundingBox,
  type Polygon,
  type Ring,
} from './polygons';
import { repaired } from './repair';

/** An outline that can be drawn. */
export interface Contour {
  geometry: AreaGeometry;
  box: BoundingBox;
  /** Where it crossed itself, before it was redrawn. */
  redrawnAt?: Position;
}

export type ContourFault = Pick<Fault, 'code' | 'detail'>;

const shown = ([longitude, latitude]: Position): string => `[${longitude}, ${latitude}]`;

/**
 * Checks a GeoJSON geometry as the outline of a territory of France.
 * @param commune code of the commune it should be in the part of the world of
 */
export function checkContour(geometry: unknown, commune?: string): Contour | ContourFault {
  const polygons = polygonsOf(geometry);
  if (polygons === undefined) return { code: 'NOT_A_POLYGON', detail: '' };
  for (const polygon of polygons) {
    for (const ring of polygon) {
      const fault = ringFault(ring, commune);
      if (fault) return fault;
    }
    const fault = holeFault(polygon);
    if (fault) return fault;
  }
  const crossing = crossingOf(polygons);
  if (crossing === undefined) return { geometry: toGeometry(polygons), box: boundingBox(polygons) };
  const redrawn = repaired(polygons);
  if (redrawn === undefined) return { code: 'CROSSES_ITSELF', detail: shown(crossing) };
  return { geometry: toGeometry(redrawn), box: boundingBox(redrawn), redrawnAt: crossing };
}

function ringFault(ring: Ring, commune: string | undefined): ContourFault | undefined {
  for (const position of ring) {
    const fault = positionFault(position, commune);
    if (fault) return fault;
  }
  const [first, last] = [ring[0], ring.at(-1)] as [Position, Position];
  if (first[0] !== last[0] || first[1] !== last[1]) return { code: 'OPEN_RING', detail: shown(first) };
  return ring.length < 4 ? { code: 'SHORT_RING', detail: String(ring.length) } : undefined;
}

/** A hole elsewhere than in its outline: by their boxes, the crossing of the two being looked for apart. */
function holeFault([outer, ...holes]: Polygon): ContourFault | undefined {
  if (!outer || holes.length === 0) return undefined;
  const box = boundingBox([[outer]]);
  for (const hole of holes) {
    const held = boundingBox([[hole]]);
    if (held.west < box.west || held.east > box.east || held.south < box.south || held.north > box.north) {
      return { code: 'HOLE_OUTSIDE', detail: shown(hole[0] as Position) };
    }
  }
  return undefined;
}
