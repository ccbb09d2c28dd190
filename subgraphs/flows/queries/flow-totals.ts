import type { Database } from '../../../platform/database';
import type { Circuit } from '../../../platform/vocabulary/circuit';
import type { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import type { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { Nature } from '../../../platform/vocabulary/nature';
import type { ProductFamily } from '../../../platform/vocabulary/product-family';
import type { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import { flowConditions, type FlowCriteria } from './flow-conditions';
import { flowPartsSql } from './flow-parts';
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

interface TotalParts {
  values: readonly unknown[];
  group: Grouping;
  /** `f`: each flow with the part that the period keeps, split by year and month only where those are dimensions. */
  from: string;
}

/** What every statement over the same totals has in common. */
function totalParts(criteria: FlowCriteria, dimensions: readonly FlowDimension[]): TotalParts {
  const conditions = flowConditions(criteria);
  const group = grouping(dimensions);
  const from = `${flowPartsSql(criteria, conditions, group.calendar)} AS f ${group.joins}`;
  return { values: conditions.values, group, from };
}

/** Sums over the flows that match, one row a combination of the dimensions; without any, exactly one row. */
export function flowTotals(
  database: Database,
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
): Promise<TotalRow[]> {
  const { values, group, from } = totalParts(criteria, dimensions);
  return database.rows(
    'flows.totals',
    `SELECT ${group.select}
       COALESCE(sum(f.part) FILTER (WHERE f.factor IS NOT NULL), 0) AS grams,
       count(*) AS flows,
       ${unitSumsSql('f.part', 'CASE WHEN f.factor IS NULL THEN f.unit END')}
     FROM ${from}
     ${group.groupBy} ${group.orderBy}`,
    values,
  );
}

/** The documents behind each row of the same totals, by `totalKey`. */
export async function flowTotalSources(
  database: Database,
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
): Promise<Map<string, SourceRow[]>> {
  const { values, group, from } = totalParts(criteria, dimensions);
  const rows = await database.rows<TotalDimensions & { sources: SourceRow[] | null }>(
    'flows.totalSources',
    `SELECT total.*, ${sourceListSql('total.slugs')} AS sources
     FROM (SELECT ${group.select} array_agg(DISTINCT cited.slug) AS slugs
           FROM ${from} CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited ${group.groupBy}) AS total`,
    values,
  );
  return new Map(rows.map((row) => [totalKey(row, dimensions), row.sources ?? []]));
}

/** Identifies a row of totals by the values of its dimensions. */
export function totalKey(row: TotalDimensions, dimensions: readonly FlowDimension[]): string {
  return JSON.stringify(grouping(dimensions).names.map((name) => row[name as keyof TotalDimensions]));
}
