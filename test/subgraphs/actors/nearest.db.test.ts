import fc from 'fast-check';
import { nearestActors } from '../../../subgraphs/actors/queries/nearest.queries';
import type { Point } from '../../../subgraphs/actors/rules/great-circle';
import { refreshSearchDocuments } from '../../../subgraphs/actors/writes/search-documents';
import { ActorState } from '../../../platform/vocabulary/actor-state';
import { ActorSort } from '../../../platform/vocabulary/actor-sort';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { testDatabase, type TestDatabase } from '../../support/database';
import { away, distanceKm, share } from '../../support/globe';

/** Where neighbours are hard to tell: a town, an island, both sides of the meridian of 180 degrees, near the poles. */
const CENTERS: Record<string, Point> = {
  'a town': { latitude: 47.59, longitude: 1.33 },
  'an island south of the equator': { latitude: -21.1, longitude: 55.5 },
  'the meridian of 180 degrees, from its west': { latitude: -16.8, longitude: 179.95 },
  'the meridian of 180 degrees, from its east': { latitude: 65, longitude: -179.4 },
  'the North Pole': { latitude: 89.2, longitude: -30 },
  'the South Pole itself': { latitude: -90, longitude: 0 },
  'the equator': { latitude: 0, longitude: 0 },
};
const ACTORS_A_CENTER = 150;

interface Placed {
  id: string;
  point: Point;
  closed: boolean;
}

let db: TestDatabase;
let placed: Placed[];

/** Actors around each centre, dense near it and thin far out; some at the very same place, some closed. */
function scatter(): Placed[] {
  return Object.values(CENTERS).flatMap((center, at) => {
    const points = fc
      .sample(fc.tuple(share, share), ACTORS_A_CENTER)
      .map(([far, turn]) => away(center, 600 * far ** 4, turn * 2 * Math.PI));
    const crowd = points.slice(0, 20).map(() => points[0] as Point);
    return [...points, ...crowd, center].map((point, index) => ({
      id: `actor:placed-${at}-${index}`,
      point,
      closed: index % 7 === 3,
    }));
  });
}

beforeAll(async () => {
  db = await testDatabase(actorsStorage);
  placed = scatter();
  await db.dataSource.transaction(async (manager) => {
    await manager.query(
      `INSERT INTO actor (id, slug, name, kinds, chain_links, latitude, longitude, closed_on, sort_name, search_name)
       SELECT id, substr(id, 7), id, '{FARM}', '{}', latitude, longitude, CASE WHEN closed THEN DATE '2024-05-31' END, id, id
         FROM unnest($1::text[], $2::float8[], $3::float8[], $4::boolean[]) AS p (id, latitude, longitude, closed)`,
      [
        placed.map(({ id }) => id),
        placed.map(({ point }) => point.latitude),
        placed.map(({ point }) => point.longitude),
        placed.map(({ closed }) => closed),
      ],
    );
    await refreshSearchDocuments(manager);
  });
});

afterAll(() => db.close());

function page(near: Point & { radiusKm: number }, first: number, after: readonly (string | number)[] | null) {
  return nearestActors(db.database, {
    scope: 'ALL',
    sort: ActorSort.DISTANCE,
    term: null,
    first,
    after: after === null ? null : [...after],
    filter: { near, states: [ActorState.ACTIVE] },
  });
}

/** All pages after one another: distances to the metre and ids. */
async function walk(near: Point & { radiusKm: number }, first: number): Promise<[number, string][]> {
  const seen: [number, string][] = [];
  for (let after: [number, string] | null = null; ;) {
    const rows = await page(near, first, after);
    const shown = rows.slice(0, first).map(({ position }) => position as [number, string]);
    seen.push(...shown);
    if (rows.length <= first) return seen;
    after = shown.at(-1) ?? null;
  }
}

/** The same, by looking at every actor. */
function allWithin(center: Point, radiusKm: number): [number, string][] {
  return placed
    .filter(({ closed }) => !closed)
    .map(({ id, point }): [number, string] => [distanceKm(center, point), id])
    .filter(([km]) => km <= radiusKm)
    .map(([km, id]): [number, string] => [Math.round(km * 1000) / 1000, id])
    .sort(([kmA, a], [kmB, b]) => kmA - kmB || (a < b ? -1 : 1));
}

/** Two ways to reckon may differ in the last digit: what is compared is then the metre beside. */
function expectSame(found: readonly [number, string][], wanted: readonly [number, string][]): void {
  expect(found.map(([, id]) => id).sort()).toEqual(wanted.map(([, id]) => id).sort());
  const wantedKm = new Map(wanted.map(([km, id]) => [id, km]));
  for (const [km, id] of found) expect(Math.abs(km - (wantedKm.get(id) as number))).toBeLessThan(0.0015);
  for (const [at, [km, id]] of found.entries()) {
    const [kmBefore, idBefore] = found[at - 1] ?? [-1, ''];
    expect(km > kmBefore || (km === kmBefore && id > idBefore)).toBe(true);
  }
}

test.each(Object.entries(CENTERS))('all around %s, nearest first, whatever the page', async (_, center) => {
  for (const [radiusKm, first] of [
    [500, 7],
    [500, 100],
    [37.5, 20],
    [0.4, 1],
  ] as const) {
    expectSame(await walk({ ...center, radiusKm }, first), allWithin(center, radiusKm));
  }
});

test('those at one place are paged by their ids, up to the very radius', async () => {
  const [center, at] = [CENTERS['a town'] as Point, placed[0]?.point as Point];
  // The radius ends where the crowd stands: its distance, rounded up, is beyond it.
  const radiusKm = distanceKm(center, at) + 1e-9;
  const crowd = allWithin(center, radiusKm).filter(([km]) => km === Math.round(radiusKm * 1000) / 1000);
  expect(crowd.length).toBeGreaterThan(15);
  expectSame(await walk({ ...center, radiusKm }, 2), allWithin(center, radiusKm));
});

test('a page is one statement, planned once a connection', async () => {
  const near = { ...(CENTERS['a town'] as Point), radiusKm: 500 };
  db.statements.reset();
  await page(near, 20, null);
  expect(db.statements.labels).toEqual(['actors.nearest']);
  // PostgreSQL looks at the first five to see whether knowing the values would make a better plan.
  for (let time = 0; time < 6; time += 1) await page(near, 20 + time, null);
  const plans = await db.database.rows<{ generic: number }>(
    'test.plans',
    `SELECT sum(generic_plans)::int AS generic FROM pg_prepared_statements WHERE name LIKE 'actors.nearest:%'`,
    [],
  );
  expect(plans[0]?.generic).toBeGreaterThan(0);
});
