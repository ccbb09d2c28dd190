import type { Position } from '../french-bounds';
import type { Polygon } from './polygons';

interface Segment {
  from: Position;
  to: Position;
  west: number;
  east: number;
  south: number;
  north: number;
}

/**
 * A place where the boundary of polygons crosses itself; undefined when it does so nowhere. Touching is no crossing:
 * simplified outlines touch themselves at a point in many places, and are drawn right.
 * Segments are gone through from west to east, each compared with those that still reach it: some hundred thousand
 * points take a second.
 */
export function crossingOf(polygons: readonly Polygon[]): Position | undefined {
  const segments = polygons.flatMap((polygon) => polygon.flatMap(segmentsOf)).sort((a, b) => a.west - b.west);
  let open: Segment[] = [];
  for (const segment of segments) {
    open = open.filter(({ east }) => east >= segment.west);
    for (const other of open) if (cross(segment, other)) return segment.from;
    open.push(segment);
  }
  return undefined;
}

function segmentsOf(ring: readonly Position[]): Segment[] {
  return ring.slice(1).map((to, index) => {
    const from = ring[index] as Position;
    return {
      from,
      to,
      west: Math.min(from[0], to[0]),
      east: Math.max(from[0], to[0]),
      south: Math.min(from[1], to[1]),
      north: Math.max(from[1], to[1]),
    };
  });
}

/** Whether each of two segments has the ends of the other on its two sides. */
function cross(a: Segment, b: Segment): boolean {
  if (a.south > b.north || b.south > a.north) return false;
  return side(a, b.from) * side(a, b.to) < 0 && side(b, a.from) * side(b, a.to) < 0;
}

/** Side of a segment that a point is on: its sign; 0 when it is on the line. */
function side({ from, to }: Segment, [x, y]: Position): number {
  return Math.sign((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));
}
