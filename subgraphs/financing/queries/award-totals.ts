import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { AwardDimension } from '../../../platform/vocabulary/award-dimension';
import type { FunderCategory } from '../../../platform/vocabulary/funder-category';
import type { Instrument } from '../../../platform/vocabulary/instrument';
import type { AwardFilter } from '../schema/award.input';
import { addAwardConditions } from './award-conditions';

/** A sum, exact, with the sources that it draws on. */
export interface AwardSumRow {
  amount: string;
  awards: number;
  awardsWithoutAmount: number;
  sources: string[];
}

/** A sum with the values of the dimensions asked for; the others are absent. */
export interface AwardTotalRow extends AwardSumRow {
  year?: number | null;
  funder?: string | null;
  funderCategory?: FunderCategory;
  scheme?: string | null;
  instrument?: Instrument;
  region?: string | null;
  departement?: string | null;
  epci?: string | null;
  recipient?: string | null;
}

/**
 * Sources of the award at hand. An award with several would count several times: only its row marked
 * `counted` is summed. (An award without any, which no writer makes, is still counted.)
 */
export const CITED = `LEFT JOIN LATERAL (
    SELECT source, row_number() OVER (ORDER BY source, locator) = 1 AS counted
    FROM award_source WHERE award_source.award = award.id
  ) AS cited ON true`;

/** The columns of AwardSumRow; money keeps its two decimals, and nothing sums to 0.00. */
export const SUMS = `COALESCE(SUM(award.amount) FILTER (WHERE cited.counted IS NOT FALSE), 0)::numeric(20,2) AS amount,
  COUNT(award.id) FILTER (WHERE cited.counted IS NOT FALSE) AS awards,
  COUNT(award.id) FILTER (WHERE cited.counted IS NOT FALSE AND award.amount IS NULL) AS "awardsWithoutAmount",
  COALESCE(array_agg(DISTINCT cited.source) FILTER (WHERE cited.source IS NOT NULL), '{}') AS sources`;

const DIMENSIONS: Record<AwardDimension, { value: string; name: keyof AwardTotalRow }> = {
  [AwardDimension.YEAR]: { value: 'award.year', name: 'year' },
  [AwardDimension.FUNDER]: { value: 'award.funder', name: 'funder' },
  [AwardDimension.FUNDER_CATEGORY]: { value: 'award.funder_category', name: 'funderCategory' },
  [AwardDimension.SCHEME]: { value: 'award.scheme', name: 'scheme' },
  [AwardDimension.INSTRUMENT]: { value: 'award.instrument', name: 'instrument' },
  [AwardDimension.REGION]: { value: enclosing('REGION'), name: 'region' },
  [AwardDimension.DEPARTEMENT]: { value: enclosing('DEPARTEMENT'), name: 'departement' },
  [AwardDimension.EPCI]: { value: enclosing('EPCI'), name: 'epci' },
  [AwardDimension.RECIPIENT]: { value: 'award.recipient', name: 'recipient' },
};

/** Id of the territory of one level that contains the award's own. At most one does; the order is for safety. */
function enclosing(level: 'REGION' | 'DEPARTEMENT' | 'EPCI'): string {
  return `(SELECT territory.id FROM territory_closure JOIN territory ON territory.key = territory_closure.ancestor
    WHERE territory_closure.descendant = award.territory AND territory.level = '${level}'
    ORDER BY territory.commune_count, territory.id LIMIT 1)`;
}

/** Sums of the awards that a filter keeps, one row a combination of dimensions; without any, one row always. */
export function awardTotals(
  database: Database,
  filter: AwardFilter | null | undefined,
  groupBy: readonly AwardDimension[],
): Promise<AwardTotalRow[]> {
  const conditions = addAwardConditions(new SqlConditions(), filter);
  const dimensions = [...new Set(groupBy)].map((dimension) => DIMENSIONS[dimension]);
  const columns = dimensions.map(({ value, name }) => `${value} AS "${name}", `).join('');
  const positions = dimensions.map((_, index) => String(index + 1));
  const grouping =
    positions.length === 0
      ? ''
      : `GROUP BY ${positions.join(', ')}
         ORDER BY ${positions.map((position) => `${position} NULLS LAST`).join(', ')}`;
  return database.rows<AwardTotalRow>(
    'financing.awards.totals',
    `SELECT ${columns}${SUMS} FROM award ${CITED} WHERE ${conditions.where} ${grouping}`,
    conditions.values,
  );
}
