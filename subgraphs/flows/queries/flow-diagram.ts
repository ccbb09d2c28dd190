import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { FlowPlace } from '../../../platform/vocabulary/flow-place';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { BalanceAsked } from './balances';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { unitSumsSql, type UnitSums } from './unit-sums';

/** What is declared at a stage, by where both ends stand; without a stage, what has no mass, all stages together. */
export interface DiagramRow extends UnitSums {
  /** Position in the list asked for, from 1. */
  n: number;
  stage: FlowStage | null;
  origin: FlowPlace | null;
  destination: FlowPlace | null;
  grams: string | null;
}

/**
 * `touching`: the flows of a diagram, once, with the part that falls into the year. Those with an end in the territory;
 * of what is produced, only what is attributed to it: goods produced elsewhere come in at a later stage.
 */
const TOUCHING = `
  WITH asked AS (
    SELECT a.n, a.nature, make_date(a.year, 1, 1) AS first, make_date(a.year, 12, 1) AS last, known.key
    FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS a (id, year, nature, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
  ),
  inside AS (
    SELECT a.n, a.key, a.first, a.last, f.*
    FROM asked a JOIN territory_closure c ON c.ancestor = a.key
    JOIN flow f ON f.origin = c.descendant AND f.nature = a.nature
    UNION
    SELECT a.n, a.key, a.first, a.last, f.*
    FROM asked a JOIN territory_closure c ON c.ancestor = a.key
    JOIN flow f ON f.destination = c.descendant AND f.nature = a.nature
      AND (f.stage <> 'PRODUCED' OR f.origin IS NULL)
  ),
  touching AS (
    SELECT i.n, i.key, i.stage, i.origin, i.destination, i.unit, i.source, i.factor_source,
      sum(m.grams) AS grams, sum(m.amount) AS amount
    FROM inside i JOIN flow_part m ON m.flow_id = i.id AND m.month BETWEEN i.first AND i.last
    GROUP BY i.n, i.key, i.stage, i.origin, i.destination, i.unit, i.source, i.factor_source
  )`;

/** The rule of docs/decisions/0008 on inside and outside; see `placed` of balances.ts. */
const PLACED = `
  placed AS (
    SELECT e.key, e.other, CASE
      WHEN (SELECT TRUE FROM territory_closure c WHERE c.ancestor = e.key AND c.descendant = e.other) THEN 'INSIDE'
      WHEN (SELECT TRUE FROM territory_closure c WHERE c.ancestor = e.other AND c.descendant = e.key)
        THEN 'UNDETERMINED'
      WHEN (SELECT TRUE FROM territory_closure c JOIN territory_closure d ON d.descendant = c.descendant
            WHERE c.ancestor = e.key AND d.ancestor = e.other LIMIT 1) THEN 'UNDETERMINED'
      ELSE 'OUTSIDE' END AS place
    FROM (
      SELECT key, origin AS other FROM touching WHERE origin IS NOT NULL
      UNION SELECT key, destination FROM touching WHERE destination IS NOT NULL
    ) AS e
  )`;

function parameters(asked: readonly BalanceAsked[]): unknown[] {
  return [
    asked.map(({ territory }) => territory),
    asked.map(({ year }) => year),
    asked.map(({ nature }) => nature),
  ];
}

/** What any number of diagrams are drawn from, in one statement. */
export function flowDiagrams(database: Database, asked: readonly BalanceAsked[]): Promise<DiagramRow[]> {
  return database.rows(
    'flows.diagrams',
    `${TOUCHING}, ${PLACED}
     SELECT t.n, t.stage, COALESCE(o.place, 'UNKNOWN') AS origin, COALESCE(d.place, 'UNKNOWN') AS destination,
       sum(t.grams) AS grams, ${unitSumsSql('t.amount', 't.unit')}
     FROM touching t
     LEFT JOIN placed o ON o.key = t.key AND o.other = t.origin
     LEFT JOIN placed d ON d.key = t.key AND d.other = t.destination
     GROUP BY GROUPING SETS ((t.n, t.stage, o.place, d.place), (t.n))`,
    parameters(asked),
  );
}

/** The documents behind the same diagrams. */
export function flowDiagramSources(
  database: Database,
  asked: readonly BalanceAsked[],
): Promise<{ n: number; sources: SourceRow[] | null }[]> {
  return database.rows(
    'flows.diagramSources',
    `${TOUCHING}
     SELECT total.n, ${sourceListSql('total.slugs')} AS sources
     FROM (SELECT f.n, array_agg(DISTINCT cited.slug) AS slugs
           FROM touching f CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited GROUP BY f.n) AS total`,
    parameters(asked),
  );
}
