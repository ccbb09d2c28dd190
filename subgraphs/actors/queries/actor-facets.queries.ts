import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import {
  all,
  FACETS,
  facetConditions,
  otherConditions,
  type ActorCriteria,
  type Facet,
} from './actor-conditions';

/** What actors are counted by; `total` is the list itself. */
export type Count =
  'total' | 'kinds' | 'siaeKinds' | 'chainLinks' | 'networks' | 'regions' | 'departements' | 'states';

/** How many actors have a value; null stands for none: no seat, or one above that level. */
export interface CountedValue {
  counted: Count;
  value: string | null;
  count: number;
}

/** Networks are many; nobody reads further. */
const MOST_NETWORKS = 50;

/** The part of the filter that each count leaves out. */
const OWN: Record<Count, Facet | null> = {
  total: null,
  kinds: 'kinds',
  siaeKinds: 'siaeKinds',
  chainLinks: 'chainLinks',
  networks: 'networks',
  regions: 'territory',
  departements: 'territory',
  states: 'states',
};

/** Columns of `found` that counts are summed over; the total is that of the states. */
const SUMMED: Partial<Record<Count, string>> = {
  total: 'state',
  kinds: 'held_kinds',
  chainLinks: 'chain_links',
  regions: 'seat',
  departements: 'seat',
  states: 'state',
};

/**
 * Counts of the actors of a filter, in one statement, each leaving its own part of the filter out. The actors that fail at
 * most one part are read once and summed by all columns at a time; one counts where it fails none, or only the count's own.
 * @param asked the counts wanted: what nobody asks for is not reckoned
 */
export function countFacets(
  database: Database,
  criteria: ActorCriteria,
  asked: readonly Count[],
): Promise<CountedValue[]> {
  const sql = new SqlConditions();
  const parts = facetConditions(sql, criteria.filter);
  const others = otherConditions(sql, criteria);
  const left = new Set(asked.map((count) => OWN[count]));
  // A part that no count leaves out holds for all.
  const always = FACETS.filter((facet) => !left.has(facet)).map((facet) => parts[facet]);
  const flagged = FACETS.filter((facet) => left.has(facet) && parts[facet] !== null);
  const failed = flagged.map((facet) => `CASE WHEN ${parts[facet]} THEN 0 ELSE 1 END`).join(' + ');
  const where = (count: Count): string =>
    flagged
      .filter((facet) => facet !== OWN[count])
      .map((facet) => `found.${facet.toLowerCase()}`)
      .join(' AND ') || 'TRUE';
  const condition = all([others, ...always, flagged.length > 1 ? `${failed} <= 1` : null]);
  const flags = flagged.map((facet) => facet.toLowerCase());
  const summed = [...new Set(asked.flatMap((count) => SUMMED[count] ?? []))];
  // What few actors meet is reckoned once; where nothing narrows, to keep all of them costs more than to read them again.
  return database.rows(
    'actors.facets',
    `WITH found AS ${condition === null ? 'NOT MATERIALIZED' : 'MATERIALIZED'} (
       SELECT a.id, a.kinds AS held_kinds, a.chain_links, a.territory AS seat,
              CASE WHEN a.closed_on IS NULL THEN 'ACTIVE' ELSE 'CLOSED' END AS state
              ${flagged.map((facet) => `, coalesce(${parts[facet]}, FALSE) AS ${facet.toLowerCase()}`).join('')}
         FROM actor a
        WHERE ${condition ?? 'TRUE'})
     ${summed.length > 0 ? `, tally AS MATERIALIZED (${tallyOf(summed, flags)})` : ''}
     SELECT counted, value, count FROM (${asked.map((count) => `(${COUNTS[count](where(count))})`).join(' UNION ALL ')}) AS counts
     ORDER BY counted, count DESC, value`,
    sql.values,
  );
}

/** The actors found, summed by each of the columns; which one a row is of, `by_` tells. */
function tallyOf(columns: readonly string[], flags: readonly string[]): string {
  const sets = `GROUPING SETS (${columns.map((column) => `(${column})`).join(', ')})`;
  const by = columns.map((column) => `GROUPING(${column}) = 0 AS by_${column}`);
  return `SELECT ${[...columns, ...by, ...flags].join(', ')}, count(*) AS count FROM found GROUP BY ${[...flags, sets].join(', ')}`;
}

/** A statement for each count, of what is left of `found`, or of its sums under the same name. */
const COUNTS: Record<Count, (where: string) => string> = {
  total: (where) =>
    `SELECT 'total' AS counted, NULL::text AS value, coalesce(sum(found.count), 0)::bigint AS count
       FROM tally AS found WHERE found.by_state AND ${where}`,
  kinds: (where) => ofArray('kinds', 'held_kinds', where),
  chainLinks: (where) => ofArray('chainLinks', 'chain_links', where),
  // An actor with two agreements of a kind is one.
  siaeKinds: (where) =>
    `SELECT 'siaeKinds' AS counted, s.siae_kind AS value, count(DISTINCT found.id) AS count
       FROM found JOIN actor_status s ON s.actor_id = found.id
      WHERE s.siae_kind IS NOT NULL AND ${where} GROUP BY 2`,
  networks: (where) =>
    `SELECT 'networks' AS counted, n.network_id AS value, count(*) AS count
       FROM found JOIN actor_network n ON n.actor_id = found.id
      WHERE ${where} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${MOST_NETWORKS}`,
  states: (where) =>
    `SELECT 'states' AS counted, found.state AS value, sum(found.count)::bigint AS count
       FROM tally AS found WHERE found.by_state AND ${where} GROUP BY 2`,
  regions: (where) => ofSeats('regions', 'REGION', where),
  departements: (where) => ofSeats('departements', 'DEPARTEMENT', where),
};

/** Combinations are counted first: there are a few dozens of them. */
function ofArray(counted: Count, column: string, where: string): string {
  return `SELECT '${counted}' AS counted, held.value, sum(alike.count)::bigint AS count
            FROM (SELECT found.${column} AS held, found.count FROM tally AS found WHERE found.by_${column} AND ${where}) AS alike
           CROSS JOIN LATERAL (SELECT DISTINCT unnest(alike.held)) AS held (value) GROUP BY 2`;
}

/** Seats are summed first: there are fewer of them than actors. */
function ofSeats(counted: Count, level: 'REGION' | 'DEPARTEMENT', where: string): string {
  return `SELECT '${counted}' AS counted, area.id AS value, sum(seats.count)::bigint AS count
            FROM (SELECT found.seat, found.count FROM tally AS found WHERE found.by_seat AND ${where}) AS seats
            LEFT JOIN (SELECT c.descendant, t.id FROM territory_closure c JOIN territory t ON t.key = c.ancestor
                        WHERE t.level = '${level}') AS area ON area.descendant = seats.seat
           GROUP BY 2`;
}
