import { union, type Pair } from 'polygon-clipping';
import { crossingOf } from './crossing';
import { areaOf, type Polygon } from './polygons';

/** Largest part of its area by which a repaired outline may differ from what was drawn. */
export const TOLERATED = 0.001;

/**
 * Redraws polygons whose boundary crosses itself. Simplified contours of official publishers cross themselves by a
 * few metres here and there; redrawn, they keep their area. A bow tie does not: which of its halves was meant nobody
 * can tell.
 * @returns the polygons redrawn; undefined when that would change their area
 */
export function repaired(polygons: readonly Polygon[]): Polygon[] | undefined {
  try {
    const pairs = polygons.map((polygon) => polygon.map((ring) => ring.map(([x, y]): Pair => [x, y])));
    const redrawn: Polygon[] = union(pairs);
    const [before, after] = [areaOf(polygons), areaOf(redrawn)];
    if (after <= 0 || Math.abs(after - before) > TOLERATED * after) return undefined;
    return crossingOf(redrawn) === undefined ? redrawn : undefined;
  } catch {
    // The library gives up on some tangles of nearly parallel lines.
    return undefined;
  }
}
