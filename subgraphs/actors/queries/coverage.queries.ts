import type { Database } from '../../../platform/database';
import type { CursorKey } from '../../../platform/pagination/cursor';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import type { ActorKind } from '../../../platform/vocabulary/actor-kind';
import type { ChainLink } from '../../../platform/vocabulary/chain-link';
import { EARTH_KM } from '../rules/great-circle';
import { BANDS_A_DEGREE } from '../rules/rings';
import { TERRITORY_COLUMNS, type TerritoryRow } from './territory-row';

/** Whose reach is asked, and how far it goes. */
export interface CoverageCriteria {
  chainLink: ChainLink | null;
  kinds: readonly ActorKind[] | null;
  radiusKm: number;
}

/** What is within reach in a territory. */
export interface CoverageRow {
  owner: string;
  communes: number;
  coveredCommunes: number;
  unlocated: number;
  population: number;
  coveredPopulation: number;
  unlocatedPopulation: number;
}

/** How many communes of each territory, and people in them, have such an active actor within reach. */
export function coverageOfTerritories(
  database: Database,
  owners: readonly string[],
  criteria: CoverageCriteria,
): Promise<CoverageRow[]> {
  const sql = new SqlConditions();
  const communes = reachedCommunes(sql, owners, criteria);
  return database.rows(
    'coverage.summary',
    `${communes}
     SELECT owner, count(*) AS communes, count(*) FILTER (WHERE covered) AS "coveredCommunes",
            count(*) FILTER (WHERE covered IS NULL) AS unlocated,
            coalesce(sum(population), 0) AS population,
            coalesce(sum(population) FILTER (WHERE covered), 0) AS "coveredPopulation",
            coalesce(sum(population) FILTER (WHERE covered IS NULL), 0) AS "unlocatedPopulation"
       FROM reached GROUP BY owner`,
    sql.values,
  );
}

/** Position among white zones: minus the population, id. */
export type WhiteZonePosition = readonly [weight: number, id: string];

/** Communes of each territory without such an actor within reach, the most peopled first; `first` + 1 of each. */
export function whiteZonesOfTerritories(
  database: Database,
  owners: readonly string[],
  page: CoverageCriteria & { first: number; after: CursorKey | null },
): Promise<(TerritoryRow & { owner: string; weight: number })[]> {
  const sql = new SqlConditions();
  const communes = reachedCommunes(sql, owners, page);
  const [weight, id] = page.after?.map((part) => sql.value(part)) ?? [];
  return database.rows(
    'coverage.whiteZones',
    `${communes},
     ranked AS (
       SELECT owner, key, weight, id, row_number() OVER (PARTITION BY owner ORDER BY weight, id) AS rank
         FROM (SELECT r.owner, r.key, -coalesce(r.population, 0) AS weight, r.id FROM reached r WHERE NOT r.covered) AS zone
        WHERE ${page.after ? `(weight, id) > (${weight}::int, ${id}::text)` : 'TRUE'})
     SELECT ranked.owner, ranked.weight, ${TERRITORY_COLUMNS}
       FROM ranked JOIN territory ON territory.key = ranked.key
      WHERE ranked.rank <= ${sql.value(page.first + 1)}
      ORDER BY ranked.owner, ranked.weight, ranked.id`,
    sql.values,
  );
}

/**
 * `WITH` … `reached (owner, key, id, population, covered)`: the communes of each territory; `covered` is NULL where nobody
 * knows where the commune is. Places of actors and communes fall into squares as wide as the radius: what is within reach
 * of a commune stands in its square or in one of the eight around it, and a hash finds it whatever the numbers. Its own
 * square is looked at first: where actors are dense, that is enough. Distances are straight through the Earth, which
 * compares as the great circle does and takes three multiplications.
 */
function reachedCommunes(
  sql: SqlConditions,
  owners: readonly string[],
  { chainLink, kinds, radiusKm }: CoverageCriteria,
): string {
  const ownersAt = sql.value(owners);
  const radius = `${sql.value(radiusKm)}::float8`;
  const chord = 2 * EARTH_KM * Math.sin(radiusKm / (2 * EARTH_KM));
  const reach = `${sql.value(chord * chord)}::float8`;
  const who = [
    'a.closed_on IS NULL',
    ...(chainLink ? [`a.chain_links @> ARRAY[${sql.value(chainLink)}::text]`] : []),
    ...(kinds ? [`a.kinds && ${sql.value(kinds)}::text[]`] : []),
  ].join(' AND ');
  const near = `(c.x - p.x) ^ 2 + (c.y - p.y) ^ 2 + (c.z - p.z) ^ 2 <= ${reach}`;
  return `WITH commune AS MATERIALIZED (
      SELECT o.id AS owner, t.key, t.id, t.population, t.latitude, t.longitude
        FROM unnest(${ownersAt}::text[]) AS o (id)
        JOIN territory_closure c ON c.ancestor = ${territoryKeySql('o.id')}
        JOIN territory t ON t.key = c.descendant AND t.level = 'COMMUNE'),
    area AS MATERIALIZED (
      SELECT min(latitude) - step.south AS south, max(latitude) + step.south AS north, step.south AS height,
             -- Meridians draw together away from the equator: squares are wide enough where they are narrowest.
             step.south / greatest(cos(radians(least(max(abs(latitude)) + step.south, 89))), 0.01) AS width
        FROM commune CROSS JOIN (SELECT degrees(${radius} / ${EARTH_KM}) * 1.001 AS south) AS step GROUP BY step.south),
    place AS MATERIALIZED (
      SELECT DISTINCT floor(s.latitude / area.height)::int AS i, floor(s.longitude / area.width)::int AS j,
             ${cartesian('s')}
        FROM area JOIN actor_search s
          ON s.band BETWEEN floor(area.south * ${BANDS_A_DEGREE})::smallint AND floor(area.north * ${BANDS_A_DEGREE})::smallint
        JOIN actor a ON a.id = s.actor_id
       WHERE ${who}),
    located AS MATERIALIZED (
      SELECT DISTINCT c.key, floor(c.latitude / area.height)::int AS i, floor(c.longitude / area.width)::int AS j,
             ${cartesian('c')}
        FROM commune c CROSS JOIN area WHERE c.latitude IS NOT NULL),
    inside AS MATERIALIZED (
      SELECT c.key FROM located c
       WHERE EXISTS (SELECT FROM place p WHERE p.i = c.i AND p.j = c.j AND ${near})),
    beside AS MATERIALIZED (
      SELECT DISTINCT c.key
        FROM (SELECT l.key, l.x, l.y, l.z, l.i + di AS i, l.j + dj AS j
                FROM located l CROSS JOIN generate_series(-1, 1) AS di CROSS JOIN generate_series(-1, 1) AS dj
               WHERE (di, dj) <> (0, 0) AND l.key NOT IN (SELECT key FROM inside)) AS c
       WHERE EXISTS (SELECT FROM place p WHERE p.i = c.i AND p.j = c.j AND ${near})),
    reached AS (
      SELECT c.owner, c.key, c.id, c.population,
             CASE WHEN c.latitude IS NOT NULL
               THEN c.key IN (SELECT key FROM inside) OR c.key IN (SELECT key FROM beside) END AS covered
        FROM commune c)`;
}

/** Kilometres from the centre of the Earth along three axes. */
function cartesian(of: string): string {
  const [latitude, longitude] = [`radians(${of}.latitude)`, `radians(${of}.longitude)`];
  return `${EARTH_KM} * cos(${latitude}) * cos(${longitude}) AS x, ${EARTH_KM} * cos(${latitude}) * sin(${longitude}) AS y,
             ${EARTH_KM} * sin(${latitude}) AS z`;
}
