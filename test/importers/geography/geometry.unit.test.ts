import fc from 'fast-check';
import { positionFault } from '../../../importers/geography/french-bounds';
import { checkContour } from '../../../importers/geography/geometry/check-contour';
import { crossingOf } from '../../../importers/geography/geometry/crossing';
import {
  areaOf,
  polygonsOf,
  signedArea,
  toGeometry,
  type Ring,
} from '../../../importers/geography/geometry/polygons';

/** A polygon around a centre whose corners are taken in the order of their angles: it never crosses itself. */
const star = fc
  .array(fc.record({ angle: fc.integer({ min: 0, max: 359 }), radius: fc.integer({ min: 10, max: 100 }) }), {
    minLength: 8,
    maxLength: 40,
  })
  .map((corners) => [...new Map(corners.map((corner) => [corner.angle, corner])).values()])
  // Corners all around: a gap of half a turn would leave the centre outside.
  .map((corners) => [...corners, ...[0, 90, 180, 270].map((angle) => ({ angle: angle + 0.5, radius: 50 }))])
  .map((corners) => corners.sort((a, b) => a.angle - b.angle))
  .map((corners): Ring => {
    const ring = corners.map(({ angle, radius }): [number, number] => [
      2 + (radius / 100) * Math.cos((angle * Math.PI) / 180),
      47 + (radius / 100) * Math.sin((angle * Math.PI) / 180),
    ]);
    return [...ring, ring[0] as [number, number]];
  });

describe('outlines', () => {
  it('that do not cross themselves are taken as they are, wound as RFC 7946 asks', () => {
    fc.assert(
      fc.property(star, fc.boolean(), (ring, backwards) => {
        const drawn = backwards ? ring.toReversed() : ring;
        const contour = checkContour({ type: 'Polygon', coordinates: [drawn] });
        if ('code' in contour) throw new Error(contour.code);
        expect(contour.redrawnAt).toBeUndefined();
        expect(signedArea((contour.geometry.coordinates as Ring[])[0] as Ring)).toBeGreaterThan(0);
        const [west, east] = [Math.min(...ring.map(([x]) => x)), Math.max(...ring.map(([x]) => x))];
        expect(contour.box.west).toBeCloseTo(west, 5);
        expect(contour.box.east).toBeCloseTo(east, 5);
      }),
    );
  });

  it('are found to cross exactly when some pair of their sides does', () => {
    const grid = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(grid, { minLength: 4, maxLength: 9 }), (corners) => {
        const ring: Ring = [...corners, corners[0] as [number, number]];
        const side = (a: readonly number[], b: readonly number[], c: readonly number[]): number =>
          Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));
        let crosses = false;
        for (let i = 0; i + 1 < ring.length; i += 1) {
          for (let j = 0; j < i; j += 1) {
            const [a, b, c, d] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
            crosses ||= side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
          }
        }
        expect(crossingOf([[ring]]) !== undefined).toBe(crosses);
      }),
    );
  });

  it('that cross by next to nothing are redrawn; their area stays', () => {
    // A spike of a few metres on the eastern side, drawn across itself.
    const ring = [
      [1, 47],
      [2, 47],
      [2, 47.5],
      [2.0001, 47.5002],
      [2.0001, 47.5001],
      [1.9999, 47.5002],
      [2, 48],
      [1, 48],
      [1, 47],
    ];
    const contour = checkContour({ type: 'Polygon', coordinates: [ring] });
    if ('code' in contour) throw new Error(contour.code);
    expect(contour.redrawnAt).toBeDefined();
    const polygons = polygonsOf(contour.geometry) ?? [];
    expect(crossingOf(polygons)).toBeUndefined();
    expect(areaOf(polygons) / 2).toBeCloseTo(1, 3);
  });

  it('keep their holes, wound the other way', () => {
    const outer: Ring = [
      [1, 47],
      [2, 47],
      [2, 48],
      [1, 48],
      [1, 47],
    ];
    const hole: Ring = [
      [1.4, 47.4],
      [1.6, 47.4],
      [1.6, 47.6],
      [1.4, 47.6],
      [1.4, 47.4],
    ];
    const { coordinates } = toGeometry([[outer.toReversed(), hole]]);
    expect((coordinates as Ring[]).map((ring) => Math.sign(signedArea(ring)))).toEqual([1, -1]);
    expect(checkContour({ type: 'Polygon', coordinates: [hole, outer] })).toMatchObject({
      code: 'HOLE_OUTSIDE',
    });
  });

  it.each([
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 47],
            [2, 47],
            [1, 47],
          ],
        ],
      },
      'SHORT_RING',
    ],
    [{ type: 'Polygon', coordinates: [] }, 'NOT_A_POLYGON'],
    [{ type: 'Polygon', coordinates: [[[1, '47']]] }, 'NOT_A_POLYGON'],
    [
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [1, 47],
              [2, 47],
              [2, 48],
              [1, 48],
            ],
          ],
        ],
      },
      'OPEN_RING',
    ],
    [null, 'NOT_A_POLYGON'],
  ])('of another form are refused: %j', (geometry, code) => {
    expect(checkContour(geometry)).toMatchObject({ code });
  });

  it('of two hundred thousand points are checked in a moment', () => {
    const ring = Array.from({ length: 200_000 }, (_, index): [number, number] => {
      const angle = (index / 200_000) * 2 * Math.PI;
      return [2 + Math.cos(angle), 47 + Math.sin(angle)];
    });
    expect(crossingOf([[[...ring, ring[0] as [number, number]]]])).toBeUndefined();
  });
});

describe('places', () => {
  it.each([
    ['41018', [1.33, 47.59], undefined],
    ['2A004', [8.74, 41.92], undefined],
    ['97105', [-61.73, 16], undefined],
    ['98735', [-149.57, -17.53], undefined],
    ['41018', [47.59, 1.33], 'COORDINATES_SWAPPED'],
    ['97411', [-20.88, 55.45], 'COORDINATES_SWAPPED'],
    ['97105', [1.33, 47.59], 'FAR_FROM_FRANCE'],
    ['41018', [-74, 40.7], 'FAR_FROM_FRANCE'],
    ['41018', [200, 47], 'OUT_OF_WORLD'],
    [undefined, [55.5, -21.1], undefined],
    [undefined, [0, 0], 'FAR_FROM_FRANCE'],
  ] as const)('of %s at %j: %s', (code, position, fault) => {
    expect(positionFault(position, code)?.code).toBe(fault);
  });
});
