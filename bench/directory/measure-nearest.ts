import { BareClients } from '../flows/same-sql';
import { sizeName } from '../generate/sizes';
import type { Measure } from '../run/measure';
import { sample } from '../run/statistics';
import { againstSameSql, sideBySide, statementsOf, type Directory } from './measure';

const OPERATION = `query Nearest($near: NearInput!) {
  actors(sort: DISTANCE, first: 20, filter: { near: $near }) { edges { distanceKm node { id name kinds } } } }`;
const RADIUS_KM = 500;
const TOWNS = [
  [47.59, 1.33],
  [48.86, 2.34],
  [43.3, 5.4],
  [44.52, 3.5],
] as const;

/** Every actor's distance, sorted: what it takes without an index. */
const SCAN = `SELECT a.id, a.name, a.kinds, 2 * 6371.0088 * asin(sqrt(least(1,
    power(sin(radians(s.latitude - $1) / 2), 2)
    + cos(radians($1)) * cos(radians(s.latitude)) * power(sin(radians(s.longitude - $2) / 2), 2)))) AS km
  FROM actor a JOIN actor_search s ON s.actor_id = a.id
 WHERE a.closed_on IS NULL AND s.latitude IS NOT NULL
 ORDER BY km, a.id LIMIT 20`;

/** The nearest twenty: the request against its SQL, and its SQL against a sequential scan. */
export async function nearestMeasures(directory: Directory): Promise<Measure[]> {
  const places = TOWNS.map(([latitude, longitude]) => ({ latitude, longitude, radiusKm: RADIUS_KM }));
  const name = 'nearest 20';
  const same = await againstSameSql(
    directory,
    { name: `${name}, one request`, query: OPERATION, variables: places.map((near) => ({ near })) },
    3,
  );
  const bare = await BareClients.connect(directory.database);
  const [near] = places;
  const statements = await statementsOf(directory.database, OPERATION, { near });
  try {
    const times = await sideBySide(
      () => bare.send(statements),
      () => bare.of('actors').query({ name: 'scan', text: SCAN, values: [near?.latitude, near?.longitude] }),
    );
    return [
      same,
      {
        name: `${name}, its SQL, ${sizeName(directory.size)} actors`,
        unit: 'ms',
        ours: sample(times.ours),
        against: { name: 'a sequential scan in SQL (times faster)', value: sample(times.other) },
        ratio: 'against/ours',
        target: { atLeast: 50 },
      },
    ];
  } finally {
    await bare.close();
  }
}
