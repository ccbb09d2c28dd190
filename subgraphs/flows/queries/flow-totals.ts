import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import type { Circuit } from '../../../platform/vocabulary/circuit';
import type { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';
import type { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import { chooseSources, chooseSums } from './choose-rollup';
import { flowConditions, type FlowCriteria } from './flow-conditions';
import { flowPartsSql } from './flow-parts';
import { rollupCellsSql } from './rollup-cells';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { grouping, type Grouping } from './total-dimensions';
import { unitSumsSql, type UnitSums } from './unit-sums';

/** Values of the dimensions asked for; the others are absent. */
export interface TotalDimensions {
  stage?: FlowStage;
  nature?: Nature;
  year?: number;
  month?: number;
  family?: ProductFamily;
  productCode?: string;
  productName?: string;
  productFamily?: ProductFamily;
  supplyMode?: SupplyMode | null;
  circuit?: Circuit | null;
  organic?: boolean | null;
  /** Ids of territories. */
  region?: string | null;
  departement?: string | null;
  epci?: string | null;
  provider?: string | null;
}

export interface TotalRow extends TotalDimensions, UnitSums {
  grams: string;
  flows: number;
}

/** Sums over the flows that match, one row a combination of the dimensions; without any, exactly one row. */
export function flowTotals(
  database: Database,
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
): Promise<TotalRow[]> {
  const group = grouping(dimensions);
  const { values, from } = sumsOf(criteria, dimensions, group);
  return database.rows(
    'flows.totals',
    `SELECT ${group.select}
       COALESCE(sum(f.amount) FILTER (WHERE f.unit = 'MASS'), 0) AS grams,
       COALESCE(sum(f.flows), 0)::bigint AS flows,
       ${unitSumsSql('f.amount', 'f.unit')}
     FROM ${from} ${group.joins}
     ${group.groupBy} ${group.orderBy}`,
    values,
  );
}

/** `f`: what is summed, from the smallest table that holds it, else from the flows themselves. */
function sumsOf(
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
  group: Grouping,
): { values: readonly unknown[]; from: string } {
  const choice = chooseSums(criteria, dimensions);
  if (choice) {
    const conditions = new SqlConditions();
    const from = `${rollupCellsSql(choice, criteria, dimensions, conditions)} AS f`;
    return { values: conditions.values, from };
  }
  const conditions = flowConditions(criteria);
  const parts = flowPartsSql(criteria, conditions, group.calendar);
  return { values: conditions.values, from: `${parts} AS f` };
}

/** The documents behind each row of the same totals, by `totalKey`. */
export async function flowTotalSources(
  database: Database,
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
): Promise<Map<string, SourceRow[]>> {
  const group = grouping(dimensions);
  const choice = chooseSources(criteria, dimensions);
  const conditions = choice ? new SqlConditions() : flowConditions(criteria);
  const from = choice
    ? `${rollupCellsSql(choice, criteria, dimensions, conditions)} AS f
       CROSS JOIN LATERAL (SELECT f.source AS slug) AS cited`
    : `${flowPartsSql(criteria, conditions, group.calendar)} AS f CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited`;
  const rows = await database.rows<TotalDimensions & { sources: SourceRow[] | null }>(
    'flows.totalSources',
    `SELECT total.*, ${sourceListSql('total.slugs')} AS sources
     FROM (SELECT ${group.select} array_agg(DISTINCT cited.slug) AS slugs
           FROM ${from} ${group.joins} ${group.groupBy}) AS total`,
    conditions.values,
  );
  return new Map(rows.map((row) => [totalKey(row, dimensions), row.sources ?? []]));
}

/** Identifies a row of totals by the values of its dimensions. */
export function totalKey(row: TotalDimensions, dimensions: readonly FlowDimension[]): string {
  return JSON.stringify(grouping(dimensions).names.map((name) => row[name as keyof TotalDimensions]));
}
