import fc from 'fast-check';
import type { Point } from '../../../subgraphs/actors/rules/great-circle';
import {
  BANDS_A_DEGREE,
  boxAround,
  firstRingKm2,
  reachMetres,
  turnsFor,
  type Slice,
} from '../../../subgraphs/actors/rules/rings';
import { anywhere, away, distanceKm, inFrance, radius, share } from '../../support/globe';

function holds({ southBand, northBand, west, east }: Slice, { latitude, longitude }: Point): boolean {
  const band = Math.floor(latitude * BANDS_A_DEGREE);
  return band >= southBand && band <= northBand && longitude >= west && longitude <= east;
}

test.each([
  ['in France', inFrance],
  ['anywhere, at poles and beyond the meridian of 180 degrees', anywhere],
])('whatever lies in a circle lies in its box: %s', (_, places) => {
  fc.assert(
    fc.property(places, radius, share, share, (center, outer, inward, turn) => {
      const point = away(center, outer * inward, turn * 2 * Math.PI);
      // What rounding put outside is no concern of the circle.
      fc.pre(distanceKm(center, point) <= outer);
      expect(holds(boxAround(center, outer), point)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('the globe is turned for circles that may cross the meridian of 180 degrees alone', () => {
  expect(turnsFor({ latitude: 47.59, longitude: 1.33 }, 500)).toEqual([0]);
  expect(turnsFor({ latitude: -13.3, longitude: -176.2 }, 500)).toEqual([0, -360, 360]);
  expect(turnsFor({ latitude: -13.3, longitude: -176.2 }, 5)).toEqual([0]);
  expect(turnsFor({ latitude: -89, longitude: 0 }, 500)).toEqual([0, -360, 360]);
});

test('the first ring doubles the circle shown, and no longer grows far out', () => {
  expect(firstRingKm2(0, 21)).toBe(1);
  expect(firstRingKm2(3, 21)).toBeCloseTo(9 * Math.PI);
  expect(firstRingKm2(300, 21)).toBe(firstRingKm2(150, 21));
});

test('no distance within a radius is rounded beyond the reach', () => {
  fc.assert(
    fc.property(fc.double({ min: 5e-324, max: 500, noNaN: true }), (km) => {
      expect(reachMetres(km)).toBeGreaterThan(Math.round(km * 1000));
      expect(Number.isInteger(reachMetres(km))).toBe(true);
    }),
  );
});
