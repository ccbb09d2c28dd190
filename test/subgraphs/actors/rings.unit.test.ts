import fc from 'fast-check';
import { EARTH_KM, type Point } from '../../../subgraphs/actors/rules/great-circle';
import { boxAround, ringsFrom, slicesOf, type Slice } from '../../../subgraphs/actors/rules/rings';

const rad = (degrees: number): number => (degrees * Math.PI) / 180;

function distanceKm(a: Point, b: Point): number {
  const half =
    Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, half)));
}

/** Where one gets from a point, going a distance in a direction. */
function away({ latitude, longitude }: Point, km: number, bearing: number): Point {
  const [arc, from] = [km / EARTH_KM, rad(latitude)];
  const to = Math.asin(Math.sin(from) * Math.cos(arc) + Math.cos(from) * Math.sin(arc) * Math.cos(bearing));
  const turned = Math.atan2(
    Math.sin(bearing) * Math.sin(arc) * Math.cos(from),
    Math.cos(arc) - Math.sin(from) * Math.sin(to),
  );
  const east = longitude + (turned * 180) / Math.PI;
  return { latitude: (to * 180) / Math.PI, longitude: ((((east + 180) % 360) + 360) % 360) - 180 };
}

function holds({ southBand, northBand, west, east }: Slice, { latitude, longitude }: Point): boolean {
  const band = Math.floor(latitude * 100);
  return band >= southBand && band <= northBand && longitude >= west && longitude <= east;
}

const place = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const france = fc.record({
  latitude: fc.double({ min: 41, max: 51.2, noNaN: true }),
  longitude: fc.double({ min: -5, max: 9.7, noNaN: true }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const radius = fc.double({ min: 0.001, max: 500, noNaN: true });

test('rings follow each other from where the page before ended to the radius', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 500, noNaN: true }), radius, fc.nat(101), (from, to, rows) => {
      const rings = ringsFrom(from, to, rows);
      if (from >= to) return expect(rings).toEqual([]);
      expect(rings[0]?.inner).toBe(from);
      expect(rings.at(-1)?.outer).toBe(to);
      expect(rings.length).toBeLessThan(16);
      rings.slice(1).forEach(({ inner }, index) => expect(inner).toBe(rings[index]?.outer));
    }),
  );
});

test.each([
  ['in France', france],
  ['anywhere, at poles and beyond the meridian of 180 degrees', place],
])('whatever lies in a ring lies in one of its slices: %s', (_, places) => {
  fc.assert(
    fc.property(places, radius, share, share, share, (center, outer, inward, between, turn) => {
      const inner = outer * inward;
      const point = away(center, inner + (outer - inner) * between, turn * 2 * Math.PI);
      const distance = distanceKm(center, point);
      // What rounding put outside is no concern of the ring.
      fc.pre(distance > inner && distance <= outer);
      expect(slicesOf(center, { inner, outer }).some((slice) => holds(slice, point))).toBe(true);
      expect(holds(boxAround(center, outer), point)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('slices of a thin ring leave out what lies well inside it', () => {
  fc.assert(
    fc.property(france, fc.double({ min: 20, max: 400, noNaN: true }), share, (center, outer, turn) => {
      const slices = slicesOf(center, { inner: outer - 1, outer });
      const inside = away(center, outer * 0.5, turn * 2 * Math.PI);
      expect(slices.some((slice) => holds(slice, inside))).toBe(false);
    }),
  );
});
