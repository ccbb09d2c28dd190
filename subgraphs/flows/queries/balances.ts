import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { Nature } from '../../../platform/vocabulary/nature';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { unitSumsSql, type UnitSums } from './unit-sums';

/** One balance asked for: a territory, a calendar year, a nature. */
export interface BalanceAsked {
  territory: string;
  year: number;
  nature: Nature;
}

/** Sums in grams; null where nothing was summed. */
export interface BalanceRow extends UnitSums {
  /** Position in the list asked for, from 1. */
  n: number;
  produced: string | null;
  collected: string | null;
  transformed: string | null;
  distributed: string | null;
  inflow: string | null;
  local: string | null;
  outflow: string | null;
  /** Distributed, of which organic, and of which the status is known. */
  organic: string | null;
  organicKnown: string | null;
}

/**
 * `asked`: the balances wanted, by key of territory. `here`: the flows attributed within each, with the
 * part that falls into the year.
 * `leaving`: distributed from inside to a known destination. `placed`: where the other ends of both stand, seen
 * from the territory: IN, OUT, or null when they overlap without lying inside (a région seen from its commune): such
 * an end says neither that the goods are local nor that they came from elsewhere. The second WHEN is within the third;
 * it only spares the search for a common commune in the usual case.
 */
const BALANCES = `
  WITH asked AS (
    SELECT a.n, a.nature, make_date(a.year, 1, 1) AS first, make_date(a.year, 12, 1) AS last, known.key
    FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS a (id, year, nature, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
  ),
  here AS (
    SELECT a.n, a.key, f.id, f.stage, f.unit, f.organic, f.origin, f.destination, f.source, f.factor_source,
      sum(m.grams) AS grams, sum(m.amount) AS amount
    FROM asked a
    JOIN territory_closure c ON c.ancestor = a.key
    JOIN flow f ON f.attributed = c.descendant AND f.nature = a.nature
    JOIN flow_part m ON m.flow_id = f.id AND m.month BETWEEN a.first AND a.last
    GROUP BY a.n, a.key, f.id
  ),
  leaving AS (
    SELECT a.n, a.key, f.id, f.destination, f.source, f.factor_source, sum(m.grams) AS grams
    FROM asked a
    JOIN territory_closure c ON c.ancestor = a.key
    JOIN flow f ON f.origin = c.descendant AND f.nature = a.nature
      AND f.stage = 'DISTRIBUTED' AND f.destination IS NOT NULL
    JOIN flow_part m ON m.flow_id = f.id AND m.month BETWEEN a.first AND a.last
    GROUP BY a.n, a.key, f.id
  ),
  placed AS (
    SELECT e.key, e.other, CASE
      WHEN (SELECT TRUE FROM territory_closure c WHERE c.ancestor = e.key AND c.descendant = e.other) THEN 'IN'
      WHEN (SELECT TRUE FROM territory_closure c WHERE c.ancestor = e.other AND c.descendant = e.key) THEN NULL
      WHEN (SELECT TRUE FROM territory_closure c JOIN territory_closure d ON d.descendant = c.descendant
            WHERE c.ancestor = e.key AND d.ancestor = e.other LIMIT 1) THEN NULL
      ELSE 'OUT' END AS place
    FROM (
      SELECT key, origin AS other FROM here
      WHERE stage = 'DISTRIBUTED' AND origin IS NOT NULL AND destination IS NOT NULL
      UNION SELECT key, destination FROM leaving
    ) AS e
  )`;

function parameters(asked: readonly BalanceAsked[]): unknown[] {
  return [
    asked.map(({ territory }) => territory),
    asked.map(({ year }) => year),
    asked.map(({ nature }) => nature),
  ];
}

/** Any number of balances in one statement; those of unknown territories are absent. */
export function flowBalances(database: Database, asked: readonly BalanceAsked[]): Promise<BalanceRow[]> {
  const stage = (name: string) => `FILTER (WHERE h.stage = '${name}')`;
  const arriving = (place: string) =>
    `FILTER (WHERE h.stage = 'DISTRIBUTED' AND h.destination IS NOT NULL AND p.place = '${place}')`;
  return database.rows(
    'flows.balances',
    `${BALANCES},
     sums AS (
       SELECT h.n,
         sum(h.grams) ${stage('PRODUCED')} AS produced,
         sum(h.grams) ${stage('COLLECTED')} AS collected,
         sum(h.grams) ${stage('TRANSFORMED')} AS transformed,
         sum(h.grams) ${stage('DISTRIBUTED')} AS distributed,
         sum(h.grams) ${arriving('OUT')} AS inflow,
         sum(h.grams) ${arriving('IN')} AS local,
         sum(h.grams) FILTER (WHERE h.stage = 'DISTRIBUTED' AND h.organic) AS organic,
         sum(h.grams) FILTER (WHERE h.stage = 'DISTRIBUTED' AND h.organic IS NOT NULL) AS "organicKnown",
         ${unitSumsSql('h.amount', 'h.unit')}
       FROM here h LEFT JOIN placed p ON p.key = h.key AND p.other = h.origin
       GROUP BY h.n
     ),
     gone AS (
       SELECT l.n, sum(l.grams) AS outflow
       FROM leaving l JOIN placed p ON p.key = l.key AND p.other = l.destination AND p.place = 'OUT'
       GROUP BY l.n
     )
     SELECT sums.*, gone.outflow, asked.n
     FROM asked LEFT JOIN sums USING (n) LEFT JOIN gone USING (n)`,
    parameters(asked),
  );
}

/** The documents behind the same balances. */
export function flowBalanceSources(
  database: Database,
  asked: readonly BalanceAsked[],
): Promise<{ n: number; sources: SourceRow[] | null }[]> {
  return database.rows(
    'flows.balanceSources',
    `${BALANCES},
     behind AS (
       SELECT n, id, source, factor_source FROM here
       UNION SELECT l.n, l.id, l.source, l.factor_source
         FROM leaving l JOIN placed p ON p.key = l.key AND p.other = l.destination AND p.place = 'OUT'
     )
     SELECT total.n, ${sourceListSql('total.slugs')} AS sources
     FROM (SELECT f.n, array_agg(DISTINCT cited.slug) AS slugs
           FROM behind f CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited GROUP BY f.n) AS total`,
    parameters(asked),
  );
}
