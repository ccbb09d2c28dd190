import fc from 'fast-check';
import { inRing, ringGeometry, ringSlices } from '../../../subgraphs/actors/queries/ring-slices';
import type { Point } from '../../../subgraphs/actors/rules/great-circle';
import { BANDS_A_BELT, BANDS_A_DEGREE, turnsFor } from '../../../subgraphs/actors/rules/rings';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { anywhere, away, distanceKm, inFrance, radius, share } from '../../support/globe';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase(actorsStorage);
});

afterAll(() => db.close());

interface Case {
  center: Point;
  inner: number;
  outer: number;
  point: Point;
}

/** How many slices of each ring hold the point of its case. */
async function holding(cases: readonly Case[]): Promise<number[]> {
  const rows = await db.database.rows<{ count: number }>(
    'test.slices',
    `SELECT held.count
       FROM jsonb_to_recordset($1::jsonb) AS c (at int, latitude float8, longitude float8, turns float8[],
              inner_km float8, outer_km float8, point_latitude float8, point_longitude float8)
      CROSS JOIN LATERAL (
        SELECT count(*) AS count
          FROM ${ringGeometry('SELECT c.latitude, c.longitude, c.turns, c.inner_km, c.outer_km')} AS ring
         CROSS JOIN LATERAL ${ringSlices('ring')} AS slice
         CROSS JOIN (SELECT c.point_latitude AS latitude, c.point_longitude AS longitude,
                            cos(radians(c.point_latitude)) * cos(radians(c.point_longitude)) AS x,
                            cos(radians(c.point_latitude)) * sin(radians(c.point_longitude)) AS y,
                            sin(radians(c.point_latitude)) AS z) AS place
         WHERE slice.strip = floor(floor(place.latitude * ${BANDS_A_DEGREE}) / CASE WHEN slice.of_belt THEN ${BANDS_A_BELT} ELSE 1 END)
           AND place.longitude BETWEEN slice.west AND slice.east
           AND ${inRing('ring', 'place')}) AS held
      ORDER BY c.at`,
    [
      JSON.stringify(
        cases.map(({ center, inner, outer, point }, at) => ({
          at,
          ...center,
          turns: turnsFor(center, outer),
          inner_km: inner,
          outer_km: outer,
          point_latitude: point.latitude,
          point_longitude: point.longitude,
        })),
      ),
    ],
  );
  return rows.map(({ count }) => count);
}

test.each([
  ['in France', inFrance],
  ['anywhere, at poles and beyond the meridian of 180 degrees', anywhere],
])('whatever lies in a ring lies in exactly one of its slices: %s', async (_, places) => {
  const cases = fc
    .sample(fc.tuple(places, radius, share, share, share), 3_000)
    .map(([center, outer, inward, between, turn]): Case => {
      const inner = outer * inward;
      const point = away(center, inner + (outer - inner) * between, turn * 2 * Math.PI);
      return { center, inner, outer, point };
    })
    // What rounding put outside is no concern of the ring.
    .filter(({ center, inner, outer, point }) => {
      const distance = distanceKm(center, point);
      return distance > inner && distance <= outer;
    });
  expect(cases.length).toBeGreaterThan(2_000);
  const counts = await holding(cases);
  expect(cases.filter((_case, at) => counts[at] !== 1)).toEqual([]);
});

test('slices of a thin ring leave out what lies well inside it, and well outside', async () => {
  const cases = fc
    .sample(fc.tuple(inFrance, fc.double({ min: 30, max: 400, noNaN: true }), share), 1_000)
    .flatMap(([center, outer, turn]) =>
      [0.5, 1.5].map((times): Case => {
        const point = away(center, outer * times, turn * 2 * Math.PI);
        return { center, inner: outer - 1, outer, point };
      }),
    );
  expect(new Set(await holding(cases))).toEqual(new Set([0]));
});
