import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
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

const SERIES = `
  FROM (
    SELECT a.*, known.key, make_date(a.first_year, 1, 1) AS first, make_date(a.last_year, 12, 1) AS last
    FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::text[])
      WITH ORDINALITY AS a (id, stage, first_year, last_year, nature, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
  ) AS a
  JOIN territory_closure c ON c.ancestor = a.key
  JOIN flow f ON f.attributed = c.descendant AND f.nature = a.nature AND (a.stage IS NULL OR f.stage = a.stage)
  JOIN flow_part m ON m.flow_id = f.id AND m.month BETWEEN a.first AND a.last`;

const GROUPED = 'a.n, EXTRACT(year FROM m.month)::integer, f.stage';

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
    `SELECT a.n, EXTRACT(year FROM m.month)::integer AS year, f.stage,
       COALESCE(sum(m.grams), 0) AS grams, count(DISTINCT f.id) AS flows,
       ${unitSumsSql('m.amount', 'f.unit')}
     ${SERIES}
     GROUP BY ${GROUPED}`,
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
    `SELECT point.n, point.year, point.stage, ${sourceListSql('point.slugs')} AS sources
     FROM (SELECT a.n, EXTRACT(year FROM m.month)::integer AS year, f.stage,
             array_agg(DISTINCT cited.slug) AS slugs
           ${SERIES} CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited
           GROUP BY ${GROUPED}) AS point`,
    parameters(asked),
  );
}
