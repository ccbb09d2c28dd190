import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { rankedSumsSql, type RankedSum } from './ranked-sums';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';

/** Levels between whose territories goods are said to go: each commune is in one territory of a level at most. */
export type MatrixLevel = TerritoryLevel.REGION | TerritoryLevel.DEPARTEMENT | TerritoryLevel.EPCI;

/** One matrix asked for. */
export interface MatrixAsked {
  territory: string;
  year: number;
  level: MatrixLevel;
  stage: FlowStage;
  nature: Nature;
  /** Cells at most. */
  first: number;
}

/** A cell, the cells not shown together, or the whole. Ids of the ends are null where the level has none. */
export interface MatrixRow extends RankedSum {
  origin: string | null;
  destination: string | null;
}

/**
 * `asked`: the matrices wanted, by key of territory. `touching`: the flows with an end in each, once. UNION rather than
 * OR: each side has its index.
 */
const TOUCHING = `
  WITH asked AS (
    SELECT a.n, a.level, a.stage, a.nature, a.first, known.key,
      make_date(a.year, 1, 1) AS from_month, make_date(a.year, 12, 1) AS to_month
    FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::integer[])
      WITH ORDINALITY AS a (id, year, level, stage, nature, first, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
  ),
  touching AS (
    ${['origin', 'destination']
      .map(
        (end) => `
    SELECT a.n, a.level, a.first, a.from_month, a.to_month,
      f.id, f.origin, f.destination, f.unit, f.source, f.factor_source
    FROM asked a
    JOIN territory_closure c ON c.ancestor = a.key
    JOIN flow f ON f.${end} = c.descendant AND f.nature = a.nature AND f.stage = a.stage`,
      )
      .join(' UNION ')}
  )`;

function parameters(asked: readonly MatrixAsked[]): unknown[] {
  return [
    asked.map(({ territory }) => territory),
    asked.map(({ year }) => year),
    asked.map(({ level }) => level),
    asked.map(({ stage }) => stage),
    asked.map(({ nature }) => nature),
    asked.map(({ first }) => first),
  ];
}

/** The territory of the level that an end lies in; at most one there is, and a sum must never be doubled. */
function holder(end: 'origin' | 'destination'): string {
  return `LEFT JOIN LATERAL (
      SELECT t.id FROM territory_closure c JOIN territory t ON t.key = c.ancestor
      WHERE c.descendant = e.${end} AND t.level = e.level ORDER BY t.id LIMIT 1
    ) AS ${end} ON TRUE`;
}

/** Any number of matrices in one statement; one of an unknown territory, or without a flow, has no rows. */
export function flowMatrices(database: Database, asked: readonly MatrixAsked[]): Promise<MatrixRow[]> {
  // Summed by the ends as they are stated first: there are far fewer of them than flows to look holders up for.
  const sums = `
    SELECT e.n, e.first, origin.id AS origin, destination.id AS destination, e.unit, e.grams, e.amount, e.flows
    FROM (
      SELECT t.n, t.level, t.first, t.origin, t.destination, t.unit,
        sum(m.grams) AS grams, sum(m.amount) AS amount, count(DISTINCT t.id) AS flows
      FROM touching t JOIN flow_part m ON m.flow_id = t.id AND m.month BETWEEN t.from_month AND t.to_month
      GROUP BY t.n, t.level, t.first, t.origin, t.destination, t.unit
    ) AS e
    ${holder('origin')} ${holder('destination')}`;
  return database.rows(
    'flows.matrices',
    `${TOUCHING} ${rankedSumsSql(sums, ['origin', 'destination'])}`,
    parameters(asked),
  );
}

/** The documents behind the same matrices. */
export function flowMatrixSources(
  database: Database,
  asked: readonly MatrixAsked[],
): Promise<{ n: number; sources: SourceRow[] | null }[]> {
  return database.rows(
    'flows.matrixSources',
    `${TOUCHING}
     SELECT total.n, ${sourceListSql('total.slugs')} AS sources
     FROM (SELECT f.n, array_agg(DISTINCT cited.slug) AS slugs
           FROM touching f JOIN flow_part m ON m.flow_id = f.id AND m.month BETWEEN f.from_month AND f.to_month
           CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited GROUP BY f.n) AS total`,
    parameters(asked),
  );
}
