import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import { FlowRole } from '../../../platform/vocabulary/flow-role';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';
import { FIRST_YEAR, LAST_YEAR } from '../rules/asked-period';
import { rankedSumsSql, type RankedSum } from './ranked-sums';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { MEASURED_IN, yearPart } from './year-part';

/** What is ranked in the flows of a territory. */
export interface RankingAsked {
  territory: string;
  /** Null is all years. */
  year: number | null;
  /** Null is all stages together. */
  stage: FlowStage | null;
  nature: Nature;
  first: number;
}
export interface ActorRankingAsked extends RankingAsked {
  role: FlowRole;
}

export interface ProductRankRow extends RankedSum {
  code: string | null;
  name: string | null;
  family: ProductFamily | null;
}
export interface ActorRankRow extends RankedSum {
  actor: string | null;
}

/** The rankings asked for, by key of territory. */
const ASKED = `
  SELECT a.*, t.key, t.level = 'COMMUNE' AS raw,
    make_date(COALESCE(a.year, ${FIRST_YEAR}), 1, 1) AS first_day,
    make_date(COALESCE(a.year, ${LAST_YEAR}), 12, 31) AS last_day
  FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::integer[], $6::text[])
    WITH ORDINALITY AS a (id, year, stage, nature, first, role, n)
  JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
  JOIN territory t ON t.key = known.key`;
const PERIOD = yearPart('a.first_day', 'a.last_day');
/** Flows attributed to one territory itself: a commune has no sums of its own, and nothing below it. */
const FLOW_HERE = `f.nature = a.nature AND (a.stage IS NULL OR f.stage = a.stage) AND ${PERIOD.overlaps}`;
/** Cells of a table of sums of years. */
const CELL_HERE = `s.territory = a.key AND s.nature = a.nature::flow_nature
  AND (a.year IS NULL OR s.year = a.year) AND (a.stage IS NULL OR s.stage = a.stage::flow_stage)`;

function parameters(asked: readonly (RankingAsked & { role?: FlowRole })[]): unknown[] {
  return [
    asked.map(({ territory }) => territory),
    asked.map(({ year }) => year),
    asked.map(({ stage }) => stage),
    asked.map(({ nature }) => nature),
    asked.map(({ first }) => first),
    asked.map(({ role }) => role ?? null),
  ];
}

/** Products of any number of territories in one statement. */
export function topProducts(database: Database, asked: readonly RankingAsked[]): Promise<ProductRankRow[]> {
  // Over all years each flow begins once; in one year, those carried into it are there too.
  const sums = `
    SELECT a.n, a.first, s.product AS code, s.unit::text AS unit, s.amount,
      s.started + CASE WHEN a.year IS NULL THEN 0 ELSE s.carried END AS flows
    FROM (${ASKED}) AS a JOIN flow_sum_product s ON ${CELL_HERE}
    UNION ALL
    SELECT a.n, a.first, f.product, ${MEASURED_IN}, p.part, 1
    FROM (${ASKED}) AS a JOIN flow f ON f.attributed = a.key AND ${FLOW_HERE} ${PERIOD.join}
    WHERE a.raw AND p.part IS NOT NULL`;
  return database.rows(
    'flows.topProducts',
    `SELECT ranked.*, product.name, product.family
     FROM (${rankedSumsSql(sums, ['code'])}) AS ranked
     LEFT JOIN product ON product.code = ranked.code ORDER BY ranked.n, ranked.rank`,
    parameters(asked),
  );
}

/** Actors of any number of territories in one statement, from the flows: no sums are kept by actor. */
export function topActors(database: Database, asked: readonly ActorRankingAsked[]): Promise<ActorRankRow[]> {
  const actor = `CASE a.role WHEN '${FlowRole.PROVIDER}' THEN f.provider ELSE f.receiver END`;
  const sums = `
    SELECT a.n, a.first, ${actor} AS actor, ${MEASURED_IN} AS unit, sum(p.part) AS amount, count(*) AS flows
    FROM (${ASKED}) AS a
    JOIN territory_closure c ON c.ancestor = a.key
    JOIN flow f ON f.attributed = c.descendant AND ${FLOW_HERE} ${PERIOD.join}
    WHERE p.part IS NOT NULL GROUP BY 1, 2, 3, 4`;
  return database.rows(
    'flows.topActors',
    rankedSumsSql(sums, ['actor'], 's.actor IS NOT NULL'),
    parameters(asked),
  );
}

/** The documents behind the whole of the same rankings. */
export function rankingSources(
  database: Database,
  asked: readonly RankingAsked[],
): Promise<{ n: number; sources: SourceRow[] | null }[]> {
  return database.rows(
    'flows.rankingSources',
    `SELECT total.n, ${sourceListSql('total.slugs')} AS sources
     FROM (
       SELECT n, array_agg(slug) AS slugs FROM (
         SELECT a.n, s.source AS slug
         FROM (${ASKED}) AS a JOIN flow_sum_source s ON ${CELL_HERE} AND s.side = 'HERE'
         UNION
         SELECT a.n, cited.slug
         FROM (${ASKED}) AS a JOIN flow f ON f.attributed = a.key AND ${FLOW_HERE}
         CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited WHERE a.raw
       ) AS behind GROUP BY n
     ) AS total`,
    parameters(asked),
  );
}
