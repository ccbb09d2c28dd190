import type { Client } from 'pg';
import type { FlowPlace } from '../../platform/vocabulary/flow-place';
import type { FlowStage } from '../../platform/vocabulary/flow-stage';

/**
 * The same figures as the dashboard, summed over the flows themselves by plain SQL: $1 is the territory, $2 the year.
 * `inside` are the territories in it, `touching` those with a commune in common (a région above, an EPCI astride): an
 * end that is known only as such is neither inside nor outside.
 */
const INSIDE = `
  inside AS MATERIALIZED (
    SELECT c.descendant AS key FROM territory t JOIN territory_closure c ON c.ancestor = t.key WHERE t.id = $1
  )`;
const TOUCHING = `
  touching AS MATERIALIZED (
    SELECT DISTINCT c.ancestor AS key FROM territory_closure c
    JOIN territory t ON t.key = c.descendant AND t.level = 'COMMUNE'
    WHERE c.descendant IN (SELECT key FROM inside)
  )`;

/**
 * Flows that match, with the grams of each month inside the years: from their own row when they lie in one month, else
 * from their months.
 */
export function partsSql(where: string, first: string, last: string): string {
  const inside = (day: string) => `${day} BETWEEN make_date(${first}, 1, 1) AND make_date(${last}, 12, 31)`;
  return `(
    SELECT f.*, f.period_start AS day, CASE WHEN f.factor IS NOT NULL THEN f.amount END AS grams,
      CASE WHEN f.factor IS NULL THEN f.amount END AS other
    FROM flow f WHERE NOT f.several_months AND ${where} AND ${inside('f.period_start')}
    UNION ALL
    SELECT f.*, m.month AS day, m.grams, m.amount AS other
    FROM flow f JOIN flow_month m ON m.flow_id = f.id
    WHERE f.several_months AND ${where} AND ${inside('m.month')}
  )`;
}

const HERE = `f.attributed IN (SELECT key FROM inside) AND f.nature = 'ACTUAL'`;
const LEAVING = `f.origin IN (SELECT key FROM inside) AND f.nature = 'ACTUAL' AND f.stage = 'DISTRIBUTED'
  AND f.destination NOT IN (SELECT key FROM touching)`;

const BALANCE = `
  WITH ${INSIDE}, ${TOUCHING},
  here AS (
    SELECT sum(p.grams) FILTER (WHERE p.stage = 'PRODUCED') AS produced,
      sum(p.grams) FILTER (WHERE p.stage = 'COLLECTED') AS collected,
      sum(p.grams) FILTER (WHERE p.stage = 'TRANSFORMED') AS transformed,
      sum(p.grams) FILTER (WHERE p.stage = 'DISTRIBUTED') AS distributed,
      sum(p.grams) FILTER (WHERE p.stage = 'DISTRIBUTED' AND p.destination IS NOT NULL
        AND p.origin NOT IN (SELECT key FROM touching)) AS inflow,
      sum(p.grams) FILTER (WHERE p.stage = 'DISTRIBUTED' AND p.destination IS NOT NULL
        AND p.origin IN (SELECT key FROM inside)) AS local,
      sum(p.grams) FILTER (WHERE p.stage = 'DISTRIBUTED' AND p.organic) AS organic,
      sum(p.grams) FILTER (WHERE p.stage = 'DISTRIBUTED' AND p.organic IS NOT NULL) AS known
    FROM ${partsSql(HERE, '$2', '$2')} AS p
  ),
  gone AS (SELECT sum(p.grams) AS outflow FROM ${partsSql(LEAVING, '$2', '$2')} AS p)
  SELECT here.*, gone.outflow FROM here, gone`;

const SERIES = `
  WITH ${INSIDE}
  SELECT EXTRACT(year FROM p.day)::int AS year, p.stage, sum(p.grams) AS grams
  FROM ${partsSql(HERE, '$2 - 9', '$2')} AS p GROUP BY 1, 2`;

const TOTALS = `
  WITH ${INSIDE}
  SELECT product.family, p.circuit, sum(p.grams) AS grams, count(DISTINCT p.id) AS flows
  FROM ${partsSql(HERE, '$2', '$2')} AS p JOIN product ON product.code = p.product GROUP BY 1, 2`;

const TOUCHED = `(f.origin IN (SELECT key FROM inside) OR f.destination IN (SELECT key FROM inside))
  AND f.nature = 'ACTUAL' AND (f.stage <> 'PRODUCED' OR f.attributed IN (SELECT key FROM inside))`;
const place = (
  end: string,
) => `CASE WHEN p.${end} IS NULL THEN 'UNKNOWN' WHEN p.${end} IN (SELECT key FROM inside) THEN 'INSIDE'
  WHEN p.${end} IN (SELECT key FROM touching) THEN 'UNDETERMINED' ELSE 'OUTSIDE' END`;

/** What the diagram is drawn from. */
const DECLARED = `
  WITH ${INSIDE}, ${TOUCHING}
  SELECT p.stage, ${place('origin')} AS origin, ${place('destination')} AS destination, sum(p.grams) AS grams
  FROM ${partsSql(TOUCHED, '$2', '$2')} AS p GROUP BY 1, 2, 3`;

const STATEMENTS = { balance: BALANCE, series: SERIES, totals: TOTALS, declared: DECLARED };

/** Sums in grams, as text; null where nothing was summed. */
export interface RawBalance {
  produced: string | null;
  collected: string | null;
  transformed: string | null;
  distributed: string | null;
  inflow: string | null;
  local: string | null;
  outflow: string | null;
}

export interface RawSums {
  balance: RawBalance;
  series: { year: number; stage: string; grams: string | null }[];
  totals: { family: string; circuit: string | null; grams: string | null; flows: string }[];
  declared: { stage: FlowStage; origin: FlowPlace; destination: FlowPlace; grams: string | null }[];
}

/** @param client that reads the schema `flows` */
export async function rawSums(client: Client, territory: string, year: number): Promise<RawSums> {
  const rows = async <Row>(name: keyof typeof STATEMENTS): Promise<Row[]> =>
    (await client.query({ name: `raw ${name}`, text: STATEMENTS[name], values: [territory, year] }))
      .rows as Row[];
  const [balance] = await rows<RawBalance>('balance');
  return {
    balance: balance as RawBalance,
    series: await rows('series'),
    totals: await rows('totals'),
    declared: await rows('declared'),
  };
}
