import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { rankedSumsSql, type RankedSum } from './ranked-sums';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { MEASURED_IN, yearPart } from './year-part';

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

/** The matrices asked for, by key of territory. */
const ASKED = `
  WITH asked AS (
    SELECT a.*, t.key, t.level = 'COMMUNE' AS raw,
      make_date(a.year, 1, 1) AS first_day, make_date(a.year, 12, 31) AS last_day
    FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::integer[])
      WITH ORDINALITY AS a (id, year, of_level, stage, nature, first, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
    JOIN territory t ON t.key = known.key
  )`;
const YEAR = yearPart('a.first_day', 'a.last_day');

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

/**
 * `held`: the territories of the level in each that is asked for; `covered`: all that lies in those. A flow with a
 * covered end is in the sums by pair. The others, with an end in the territory that the level does not hold (known only
 * more widely, or a commune of an EPCI that reaches beyond), are summed one by one: `wide` are such ends.
 */
const CELLS = `
  held AS (
    SELECT a.n, h.key FROM asked a
    JOIN territory_closure c ON c.ancestor = a.key
    JOIN territory h ON h.key = c.descendant AND h.level = a.of_level
  ),
  covered AS (
    SELECT h.n, c.descendant AS key FROM held h JOIN territory_closure c ON c.ancestor = h.key
  ),
  wide AS (
    SELECT a.n, c.descendant AS key FROM asked a JOIN territory_closure c ON c.ancestor = a.key
    EXCEPT SELECT n, key FROM covered
  ),
  single AS (
    ${['origin', 'destination']
      .map(
        (end) => `
    SELECT a.n, a.of_level, f.id, f.origin, f.destination, f.unit, f.part
    FROM wide w JOIN asked a USING (n)
    -- OFFSET keeps the planner from reading all flows in search of a few.
    CROSS JOIN LATERAL (
      SELECT f.id, f.origin, f.destination, ${MEASURED_IN} AS unit, p.part FROM flow f ${YEAR.join}
      WHERE f.${end} = w.key AND f.nature = a.nature AND f.stage = a.stage AND ${YEAR.overlaps} OFFSET 0
    ) AS f`,
      )
      .join(' UNION ')}
  ),
  cells AS (
    SELECT a.n, s.origin, s.destination, s.unit, s.amount, s.started + s.carried AS flows
    FROM asked a JOIN held h USING (n)
    JOIN flow_sum_pair s ON s.level = a.of_level::flow_level AND s.origin = h.key
      AND s.nature = a.nature::flow_nature AND s.year = a.year AND s.stage = a.stage::flow_stage
    UNION ALL
    SELECT a.n, s.origin, s.destination, s.unit, s.amount, s.started + s.carried
    FROM asked a JOIN held h USING (n)
    JOIN flow_sum_pair s ON s.level = a.of_level::flow_level AND s.destination = h.key
      AND s.nature = a.nature::flow_nature AND s.year = a.year AND s.stage = a.stage::flow_stage
    WHERE NOT EXISTS (SELECT FROM held o WHERE o.n = a.n AND o.key = s.origin)
  )`;

/** The territory of the level that an end lies in; at most one there is, and a sum must never be doubled. */
function holder(end: 'origin' | 'destination'): string {
  return `LEFT JOIN LATERAL (
      SELECT t.id FROM territory_closure c JOIN territory t ON t.key = c.ancestor
      WHERE c.descendant = s.${end} AND t.level = s.of_level ORDER BY t.id LIMIT 1
    ) AS ${end} ON TRUE`;
}

/** Any number of matrices in one statement; one of an unknown territory, or without a flow, has no rows. */
export function flowMatrices(database: Database, asked: readonly MatrixAsked[]): Promise<MatrixRow[]> {
  const sums = `
    SELECT e.n, a.first, e.origin, e.destination, e.unit, e.amount, e.flows
    FROM asked a JOIN (
      SELECT c.n, origin.id AS origin, destination.id AS destination, c.unit::text AS unit, c.amount, c.flows
      FROM cells c
      LEFT JOIN territory origin ON origin.key = c.origin
      LEFT JOIN territory destination ON destination.key = c.destination
      UNION ALL
      SELECT s.n, origin.id, destination.id, s.unit, s.amount, s.flows
      FROM (
        SELECT s.n, s.of_level, s.origin, s.destination, s.unit, sum(s.part) AS amount, count(*) AS flows
        FROM single s
        WHERE s.part IS NOT NULL
          AND NOT EXISTS (SELECT FROM covered c WHERE c.n = s.n AND c.key = s.origin)
          AND NOT EXISTS (SELECT FROM covered c WHERE c.n = s.n AND c.key = s.destination)
        GROUP BY s.n, s.of_level, s.origin, s.destination, s.unit
      ) AS s
      ${holder('origin')} ${holder('destination')}
    ) AS e USING (n)`;
  return database.rows(
    'flows.matrices',
    `${ASKED}, ${CELLS} ${rankedSumsSql(sums, ['origin', 'destination'])}`,
    parameters(asked),
  );
}

/** The documents behind the same matrices. */
export function flowMatrixSources(
  database: Database,
  asked: readonly MatrixAsked[],
): Promise<{ n: number; sources: SourceRow[] | null }[]> {
  const single = (end: string) => `
    SELECT a.n, f.source, f.factor_source FROM asked a
    JOIN flow f ON f.${end} = a.key AND f.nature = a.nature AND f.stage = a.stage AND ${YEAR.overlaps}
    WHERE a.raw`;
  return database.rows(
    'flows.matrixSources',
    `${ASKED}
     SELECT total.n, ${sourceListSql('total.slugs')} AS sources
     FROM (
       SELECT n, array_agg(slug) AS slugs FROM (
         SELECT a.n, s.source AS slug FROM asked a
         JOIN flow_sum_source s ON s.territory = a.key AND s.nature = a.nature::flow_nature AND s.year = a.year
           AND s.stage = a.stage::flow_stage
         UNION
         SELECT f.n, cited.slug FROM (${single('origin')} UNION ${single('destination')}) AS f
         CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited
       ) AS behind GROUP BY n
     ) AS total`,
    parameters(asked),
  );
}
