import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import { FlowRole } from '../../../platform/vocabulary/flow-role';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';
import { rankedSumsSql, type RankedSum } from './ranked-sums';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';

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

/** The rankings wanted, by key of territory, and the flows attributed within each, by part inside the period. */
const HERE = `
  SELECT a.n, a.first, a.role, f.*, m.grams AS part_grams, m.amount AS part_amount
  FROM (
    SELECT a.n, a.stage, a.nature, a.first, a.role, known.key,
      make_date(COALESCE(a.year, 1900), 1, 1) AS from_month, make_date(COALESCE(a.year, 2100), 12, 1) AS to_month
    FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::integer[], $6::text[])
      WITH ORDINALITY AS a (id, year, stage, nature, first, role, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
  ) AS a
  JOIN territory_closure c ON c.ancestor = a.key
  JOIN flow f ON f.attributed = c.descendant AND f.nature = a.nature AND (a.stage IS NULL OR f.stage = a.stage)
  JOIN flow_part m ON m.flow_id = f.id AND m.month BETWEEN a.from_month AND a.to_month`;

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

/** SQL of sums by a thing, each flow in one of them. */
function sumsBy(thing: string, name: string): string {
  return `
    SELECT h.n, h.first, ${thing} AS ${name}, h.unit, sum(h.part_grams) AS grams, sum(h.part_amount) AS amount,
      count(DISTINCT h.id) AS flows
    FROM (${HERE}) AS h GROUP BY h.n, h.first, ${thing}, h.unit`;
}

/** Products of any number of territories in one statement. */
export function topProducts(database: Database, asked: readonly RankingAsked[]): Promise<ProductRankRow[]> {
  return database.rows(
    'flows.topProducts',
    `SELECT ranked.*, product.name, product.family
     FROM (${rankedSumsSql(sumsBy('h.product', 'code'), ['code'])}) AS ranked
     LEFT JOIN product ON product.code = ranked.code ORDER BY ranked.n, ranked.rank`,
    parameters(asked),
  );
}

/** Actors of any number of territories in one statement. */
export function topActors(database: Database, asked: readonly ActorRankingAsked[]): Promise<ActorRankRow[]> {
  const actor = `CASE h.role WHEN '${FlowRole.PROVIDER}' THEN h.provider ELSE h.receiver END`;
  return database.rows(
    'flows.topActors',
    rankedSumsSql(sumsBy(actor, 'actor'), ['actor'], 's.actor IS NOT NULL'),
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
     FROM (SELECT f.n, array_agg(DISTINCT cited.slug) AS slugs
           FROM (${HERE}) AS f CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited GROUP BY f.n) AS total`,
    parameters(asked),
  );
}
