import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { Nature } from '../../../platform/vocabulary/nature';
import { SUM_PLACE, SUM_SOURCE, SUM_YEAR } from '../rules/rollups';
import { COMMUNE_BEHIND, COMMUNE_FLOWS, COMMUNE_OUTFLOW, COMMUNE_SUMS } from './commune-balances';
import { placeSideSql } from './place-side';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { UNIT_SUM_NAMES, unitSumsSql, type UnitSums } from './unit-sums';

/** One balance asked for: a territory, a calendar year, a nature. */
export interface BalanceAsked {
  territory: string;
  year: number;
  nature: Nature;
}

/** Sums in grams; null where nothing was summed. */
export interface BalanceRow extends UnitSums {
  /** Position in the list asked for, from 1. */
  n: number;
  produced: string | null;
  collected: string | null;
  transformed: string | null;
  distributed: string | null;
  inflow: string | null;
  local: string | null;
  outflow: string | null;
  /** Distributed, of which organic, and of which the status is known. */
  organic: string | null;
  organicKnown: string | null;
}

/** The balances wanted, by key of territory; `raw` are those of communes, which have no cells. */
const ASKED = `
  WITH asked AS (
    SELECT a.n, a.nature, a.year, make_date(a.year, 1, 1) AS first, make_date(a.year, 12, 1) AS last, t.key,
      t.level = 'COMMUNE' AS raw
    FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS a (id, year, nature, n)
    JOIN ${territoryKeysSql('$1')} AS known ON known.id = a.id
    JOIN territory t ON t.key = known.key
  ),
  ${COMMUNE_FLOWS}`;

/** The cells of a balance, of a table that knows territory, nature and year. */
function cells(table: string): string {
  return `FROM ${table} s WHERE s.territory = a.key AND s.nature = a.nature::flow_nature AND s.year = a.year::smallint`;
}

function stageSum(stage: string): string {
  return `sum(s.grams) FILTER (WHERE s.side = 'HERE' AND s.stage = '${stage}') AS ${stage.toLowerCase()}`;
}

function distributedSum(origin: string, destination: string, name: string): string {
  return `sum(s.grams) FILTER (WHERE s.stage = 'DISTRIBUTED' AND s.origin_place = '${origin}'
    AND s.destination_place = '${destination}') AS ${name}`;
}

/** A row for each balance of a territory with cells; columns as in `COMMUNE_SUMS`. */
const CELL_SUMS = `
  SELECT a.n, moved.produced, moved.collected, moved.transformed, moved.distributed, moved.inflow, moved.local,
    moved.outflow, status.organic, status."organicKnown", ${UNIT_SUM_NAMES.map((name) => `moved.${name}`).join(', ')}
  FROM asked a
  CROSS JOIN LATERAL (
    SELECT ${['PRODUCED', 'COLLECTED', 'TRANSFORMED', 'DISTRIBUTED'].map(stageSum).join(', ')},
      ${distributedSum('OUT', 'IN', 'inflow')},
      ${distributedSum('IN', 'IN', 'local')},
      ${distributedSum('IN', 'OUT', 'outflow')},
      ${unitSumsSql('s.amount', `CASE WHEN s.side = 'HERE' THEN s.unit::text END`)}
    FROM (
      SELECT s.*, CASE WHEN s.unit = 'MASS' THEN s.amount END AS grams, ${placeSideSql('s')} AS side
      ${cells(SUM_PLACE.table)}
    ) AS s
  ) AS moved
  CROSS JOIN LATERAL (
    SELECT sum(s.amount) FILTER (WHERE s.organic = 'YES') AS organic,
      sum(s.amount) FILTER (WHERE s.organic <> 'UNSTATED') AS "organicKnown"
    ${cells(SUM_YEAR.table)} AND s.stage = 'DISTRIBUTED' AND s.unit = 'MASS'
  ) AS status
  WHERE NOT a.raw`;

function parameters(asked: readonly BalanceAsked[]): unknown[] {
  return [
    asked.map(({ territory }) => territory),
    asked.map(({ year }) => year),
    asked.map(({ nature }) => nature),
  ];
}

/** Any number of balances in one statement; those of unknown territories are absent. */
export function flowBalances(database: Database, asked: readonly BalanceAsked[]): Promise<BalanceRow[]> {
  return database.rows(
    'flows.balances',
    `${ASKED},
     commune AS (${COMMUNE_SUMS}),
     gone AS (${COMMUNE_OUTFLOW})
     ${CELL_SUMS}
     UNION ALL
     SELECT a.n, c.produced, c.collected, c.transformed, c.distributed, c.inflow, c.local, gone.outflow, c.organic,
       c."organicKnown", ${UNIT_SUM_NAMES.map((name) => `c.${name}`).join(', ')}
     FROM asked a LEFT JOIN commune c USING (n) LEFT JOIN gone USING (n) WHERE a.raw`,
    parameters(asked),
  );
}

/** The documents behind the same balances. */
export function flowBalanceSources(
  database: Database,
  asked: readonly BalanceAsked[],
): Promise<{ n: number; sources: SourceRow[] | null }[]> {
  return database.rows(
    'flows.balanceSources',
    `${ASKED},
     behind AS (
       SELECT a.n, s.source AS slug FROM asked a CROSS JOIN LATERAL (
         SELECT DISTINCT s.source ${cells(SUM_SOURCE.table)} AND s.side IN ('HERE', 'GONE')) AS s WHERE NOT a.raw
       UNION ALL
       SELECT f.n, cited.slug FROM (${COMMUNE_BEHIND}) AS f CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited
     )
     SELECT total.n, ${sourceListSql('total.slugs')} AS sources
     FROM (SELECT n, array_agg(DISTINCT slug) AS slugs FROM behind GROUP BY n) AS total`,
    parameters(asked),
  );
}
