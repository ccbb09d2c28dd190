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

/** The columns of a sum over `award`; money keeps its two decimals, and nothing sums to 0.00. */
export const SUMS = `COALESCE(SUM(award.amount), 0)::numeric(20,2) AS amount,
  COUNT(award.id) AS awards,
  COUNT(award.id) FILTER (WHERE award.amount IS NULL) AS "awardsWithoutAmount",
  COALESCE(array_agg(DISTINCT award.cited) FILTER (WHERE award.id IS NOT NULL), '{}') AS cited`;

/** A row with SUMS: each of `cited` holds the sources of some awards, separated by spaces. */
export type Summed<Row extends AwardSumRow> = Omit<Row, 'sources'> & { cited: string[] };

/** The distinct sources of a sum, in order. */
export function sourcesOf(cited: readonly string[]): string[] {
  return [...new Set(cited.flatMap((slugs) => slugs.split(' ')))].sort();
}

interface Dimension {
  value: string;
  name: keyof AwardTotalRow;
  join?: string;
}

const DIMENSIONS: Record<AwardDimension, Dimension> = {
  [AwardDimension.YEAR]: { value: 'award.year', name: 'year' },
  [AwardDimension.FUNDER]: { value: 'award.funder', name: 'funder' },
  [AwardDimension.FUNDER_CATEGORY]: { value: 'award.funder_category', name: 'funderCategory' },
  [AwardDimension.SCHEME]: { value: 'award.scheme', name: 'scheme' },
  [AwardDimension.INSTRUMENT]: { value: 'award.instrument', name: 'instrument' },
  [AwardDimension.REGION]: enclosing('REGION'),
  [AwardDimension.DEPARTEMENT]: enclosing('DEPARTEMENT'),
  [AwardDimension.EPCI]: enclosing('EPCI'),
  [AwardDimension.RECIPIENT]: { value: 'award.recipient', name: 'recipient' },
};

/**
 * Territories of one level with all that lies in them. Areas of a level share no commune, so that an award lies
 * in one at most and the join repeats none.
 */
function enclosing(level: 'REGION' | 'DEPARTEMENT' | 'EPCI'): Dimension {
  const name = level.toLowerCase() as 'region' | 'departement' | 'epci';
  return {
    value: `${name}.id`,
    name,
    join: `LEFT JOIN (
        territory_closure AS in_${name}
        JOIN territory AS ${name} ON ${name}.key = in_${name}.ancestor AND ${name}.level = '${level}'
      ) ON in_${name}.descendant = award.territory`,
  };
}

/** Sums of the awards that a filter keeps, one row a combination of dimensions; without any, one row always. */
export async function awardTotals(
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
  const joins = dimensions.map(({ join }) => join ?? '').join(' ');
  const rows = await database.rows<Summed<AwardTotalRow>>(
    'financing.awards.totals',
    `SELECT ${columns}${SUMS} FROM award ${joins} WHERE ${conditions.where} ${grouping}`,
    conditions.values,
  );
  return rows.map(({ cited, ...row }) => ({ ...row, sources: sourcesOf(cited) }));
}
