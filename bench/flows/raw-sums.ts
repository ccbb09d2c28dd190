import type { Client } from 'pg';

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
const YEAR_OF_PARTS = `p.month BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 1)`;

const BALANCE = `
  WITH ${INSIDE}, ${TOUCHING},
  here AS (
    SELECT sum(p.grams) FILTER (WHERE f.stage = 'PRODUCED') AS produced,
      sum(p.grams) FILTER (WHERE f.stage = 'COLLECTED') AS collected,
      sum(p.grams) FILTER (WHERE f.stage = 'TRANSFORMED') AS transformed,
      sum(p.grams) FILTER (WHERE f.stage = 'DISTRIBUTED') AS distributed,
      sum(p.grams) FILTER (WHERE f.stage = 'DISTRIBUTED' AND f.destination IS NOT NULL
        AND f.origin NOT IN (SELECT key FROM touching)) AS inflow,
      sum(p.grams) FILTER (WHERE f.stage = 'DISTRIBUTED' AND f.destination IS NOT NULL
        AND f.origin IN (SELECT key FROM inside)) AS local,
      sum(p.grams) FILTER (WHERE f.stage = 'DISTRIBUTED' AND f.organic) AS organic,
      sum(p.grams) FILTER (WHERE f.stage = 'DISTRIBUTED' AND f.organic IS NOT NULL) AS known
    FROM flow f JOIN flow_part p ON p.flow_id = f.id AND ${YEAR_OF_PARTS}
    WHERE f.attributed IN (SELECT key FROM inside) AND f.nature = 'ACTUAL'
  ),
  gone AS (
    SELECT sum(p.grams) AS outflow
    FROM flow f JOIN flow_part p ON p.flow_id = f.id AND ${YEAR_OF_PARTS}
    WHERE f.origin IN (SELECT key FROM inside) AND f.nature = 'ACTUAL' AND f.stage = 'DISTRIBUTED'
      AND f.destination NOT IN (SELECT key FROM touching)
  )
  SELECT here.*, gone.outflow FROM here, gone`;

const SERIES = `
  WITH ${INSIDE}
  SELECT EXTRACT(year FROM p.month)::int AS year, f.stage, sum(p.grams) AS grams
  FROM flow f JOIN flow_part p ON p.flow_id = f.id
  WHERE f.attributed IN (SELECT key FROM inside) AND f.nature = 'ACTUAL'
    AND p.month BETWEEN make_date($2 - 9, 1, 1) AND make_date($2, 12, 1)
  GROUP BY 1, 2`;

const TOTALS = `
  WITH ${INSIDE}
  SELECT product.family, f.circuit, sum(p.grams) AS grams, count(DISTINCT f.id) AS flows
  FROM flow f JOIN flow_part p ON p.flow_id = f.id AND ${YEAR_OF_PARTS} JOIN product ON product.code = f.product
  WHERE f.attributed IN (SELECT key FROM inside) AND f.nature = 'ACTUAL'
  GROUP BY 1, 2`;

const STATEMENTS = { balance: BALANCE, series: SERIES, totals: TOTALS };

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
  };
}
