import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { BalanceAsked } from './balances';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { unitSumsSql, type UnitSums } from './unit-sums';
import { MEASURED_IN, yearPart } from './year-part';

/** Where an end stands, seen from the territory (docs/decisions/0008), as the tables of sums say it. */
export type PlaceCode = 'IN' | 'OUT' | 'OVERLAP' | 'UNKNOWN';

/** What is declared at a stage, by where both ends stand; without a stage, all together, for what has no mass. */
export interface DiagramRow extends UnitSums {
  /** Position in the list asked for, from 1. */
  n: number;
  stage: FlowStage | null;
  origin: PlaceCode | null;
  destination: PlaceCode | null;
  grams: string | null;
}

const ASKED = `
  WITH asked AS (
    SELECT a.*, make_date(a.year, 1, 1) AS first_day, make_date(a.year, 12, 31) AS last_day,
      t.key, t.level = 'COMMUNE' AS raw
    FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS a (id, year, nature, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
    JOIN territory t ON t.key = known.key
  )`;
const YEAR = yearPart('a.first_day', 'a.last_day');

/**
 * Flows with an end in a commune, each once: communes have no sums of their own. Of what is produced, only what is
 * attributed to it: goods produced elsewhere come in at a later stage.
 */
function singleFlows(columns: string, joins = ''): string {
  const from = (end: string) =>
    `SELECT a.n, a.key, f.id, ${columns}
     FROM asked a JOIN flow f ON f.${end} = a.key AND f.nature = a.nature AND ${YEAR.overlaps} ${joins}
     WHERE a.raw`;
  return `(${from('origin')} UNION ${from('destination')} AND (f.stage <> 'PRODUCED' OR f.origin IS NULL))`;
}

/** A commune holds no other territory: what shares a part of it holds it whole. */
function placeSql(end: string): string {
  return `CASE WHEN f.${end} IS NULL THEN 'UNKNOWN' WHEN f.${end} = f.key THEN 'IN'
    WHEN EXISTS (SELECT FROM territory_closure c WHERE c.ancestor = f.${end} AND c.descendant = f.key) THEN 'OVERLAP'
    ELSE 'OUT' END`;
}

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
    `${ASKED}
     SELECT d.n, d.stage, d.origin, d.destination,
       sum(d.amount) FILTER (WHERE d.unit = 'MASS') AS grams, ${unitSumsSql('d.amount', 'd.unit')}
     FROM (
       SELECT a.n, s.stage::text AS stage, s.origin_place::text AS origin, s.destination_place::text AS destination,
         s.unit::text AS unit, s.amount
       FROM asked a
       JOIN flow_sum_place s ON s.territory = a.key AND s.nature = a.nature::flow_nature AND s.year = a.year
       WHERE s.stage <> 'PRODUCED' OR s.origin_place IN ('IN', 'UNKNOWN')
       UNION ALL
       SELECT f.n, f.stage, ${placeSql('origin')}, ${placeSql('destination')}, f.unit, f.part
       FROM ${singleFlows(`f.stage, f.origin, f.destination, ${MEASURED_IN} AS unit, p.part`, YEAR.join)} AS f
       WHERE f.part IS NOT NULL
     ) AS d
     GROUP BY GROUPING SETS ((d.n, d.stage, d.origin, d.destination), (d.n))`,
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
    `${ASKED}
     SELECT total.n, ${sourceListSql('total.slugs')} AS sources
     FROM (
       SELECT n, array_agg(slug) AS slugs FROM (
         SELECT a.n, s.source AS slug FROM asked a
         JOIN flow_sum_source s ON s.territory = a.key AND s.nature = a.nature::flow_nature AND s.year = a.year
         WHERE s.stage <> 'PRODUCED' OR s.side = 'HERE'
         UNION
         SELECT f.n, cited.slug FROM ${singleFlows('f.source, f.factor_source')} AS f
         CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited
       ) AS behind GROUP BY n
     ) AS total`,
    parameters(asked),
  );
}
