import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import { SUM_SOURCE, SUM_YEAR } from '../rules/rollups';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { unitSumsSql, type UnitSums } from './unit-sums';

/** One series asked for: a territory, inclusive years, a nature, one stage or all. */
export interface SeriesAsked {
  territory: string;
  stage: FlowStage | null;
  from: number;
  to: number;
  nature: Nature;
}

/** Sum of a year and a stage; years and stages without a flow give no row. */
export interface SeriesRow extends UnitSums {
  /** Position in the list asked for, from 1. */
  n: number;
  year: number;
  stage: FlowStage;
  grams: string;
  flows: number;
}

/** The series asked for, by key of territory. Communes have no cells: their flows are summed, a short range of the index. */
const ASKED = `
  WITH asked AS (
    SELECT a.n, a.stage, a.nature, a.first_year, a.last_year, t.key, t.level = 'COMMUNE' AS raw
    FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::text[])
      WITH ORDINALITY AS a (id, stage, first_year, last_year, nature, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
    JOIN territory t ON t.key = known.key
  )`;

/** Cells of a series, of a table that knows territory, nature, year and stage. */
function cells(table: string): string {
  return `asked a
    JOIN ${table} s ON NOT a.raw AND s.territory = a.key AND s.nature = a.nature::flow_nature
      AND s.year BETWEEN a.first_year AND a.last_year AND (a.stage IS NULL OR s.stage = a.stage::flow_stage)`;
}

/** Months of the flows of a commune. */
const RAW = `
  FROM asked a
  JOIN territory_closure c ON a.raw AND c.ancestor = a.key
  JOIN flow f ON f.attributed = c.descendant AND f.nature = a.nature AND (a.stage IS NULL OR f.stage = a.stage)
  JOIN flow_part m ON m.flow_id = f.id
    AND m.month BETWEEN make_date(a.first_year, 1, 1) AND make_date(a.last_year, 12, 1)`;

/** A flow counts once a year: in its first month, and in January of the years that it goes on into. */
const COUNTED = `CASE WHEN EXTRACT(month FROM m.month) = 1 OR m.month = date_trunc('month', f.period_start::timestamp)
    THEN 1 ELSE 0 END`;

function parameters(asked: readonly SeriesAsked[]): unknown[] {
  return [
    asked.map(({ territory }) => territory),
    asked.map(({ stage }) => stage),
    asked.map(({ from }) => from),
    asked.map(({ to }) => to),
    asked.map(({ nature }) => nature),
  ];
}

/** Any number of series in one statement. */
export function flowSeries(database: Database, asked: readonly SeriesAsked[]): Promise<SeriesRow[]> {
  return database.rows(
    'flows.series',
    `${ASKED},
     summed AS (
       SELECT a.n, s.year::integer, s.stage::text, s.unit::text, s.amount, s.started + s.carried AS flows
       FROM ${cells(SUM_YEAR.table)}
       UNION ALL
       SELECT a.n, EXTRACT(year FROM m.month)::integer, f.stage, CASE WHEN f.factor IS NULL THEN f.unit ELSE 'MASS' END,
         COALESCE(m.grams, m.amount), ${COUNTED}
       ${RAW}
     )
     SELECT n, year, stage, COALESCE(sum(amount) FILTER (WHERE unit = 'MASS'), 0) AS grams, sum(flows) AS flows,
       ${unitSumsSql('amount', 'unit')}
     FROM summed GROUP BY n, year, stage`,
    parameters(asked),
  );
}

/** The documents behind each point of the same series. */
export function flowSeriesSources(
  database: Database,
  asked: readonly SeriesAsked[],
): Promise<{ n: number; year: number; stage: FlowStage; sources: SourceRow[] | null }[]> {
  return database.rows(
    'flows.seriesSources',
    `${ASKED},
     behind AS (
       SELECT a.n, s.year::integer, s.stage::text, s.source AS slug FROM ${cells(SUM_SOURCE.table)} WHERE s.side = 'HERE'
       UNION ALL
       SELECT a.n, EXTRACT(year FROM m.month)::integer, f.stage, cited.slug
       ${RAW} CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited
     )
     SELECT point.n, point.year, point.stage, ${sourceListSql('point.slugs')} AS sources
     FROM (SELECT n, year, stage, array_agg(DISTINCT slug) AS slugs FROM behind GROUP BY n, year, stage) AS point`,
    parameters(asked),
  );
}
