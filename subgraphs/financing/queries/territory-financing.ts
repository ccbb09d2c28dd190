import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { addAwardConditions } from './award-conditions';
import { SUMS, sourcesOf, type AwardSumRow, type Summed } from './award-totals';

/** A sum below a territory: of one category of funder, or of all when `whole`. */
export interface TerritoryFinancingRow extends AwardSumRow {
  territory: string;
  whole: boolean;
  funderCategory: FunderCategory | null;
  /**
   * Amount by inhabitant, rounded half up to the cent; null when the population is unknown or nil, and when there are
   * awards of which none states an amount: nothing is known then, which is not nothing.
   */
  perInhabitant: string | null;
}

/**
 * Realised awards below each territory, of one year or of all, with their sums by category: one statement
 * for any number of territories. A known territory without any award has its `whole` row of zeros.
 */
export async function financingOfTerritories(
  database: Database,
  territories: readonly string[],
  year: number | null,
): Promise<TerritoryFinancingRow[]> {
  const conditions = new SqlConditions();
  const asked = conditions.value(territories);
  addAwardConditions(conditions, { year });
  const rows = await database.rows<Summed<TerritoryFinancingRow>>(
    'financing.territories.summary',
    `SELECT asked.id AS territory, GROUPING(award.funder_category) = 1 AS whole,
       award.funder_category AS "funderCategory", ${SUMS},
       CASE WHEN COUNT(award.id) = 0 OR COUNT(award.amount) > 0
         THEN ROUND(COALESCE(SUM(award.amount), 0) / NULLIF(place.population, 0), 2) END AS "perInhabitant"
     FROM ${territoryKeysSql(asked)} AS asked
     JOIN territory AS place ON place.key = asked.key
     LEFT JOIN (award JOIN territory_closure ON territory_closure.descendant = award.territory)
       ON territory_closure.ancestor = asked.key AND ${conditions.where}
     GROUP BY asked.id, place.population, GROUPING SETS ((), (award.funder_category))
     HAVING GROUPING(award.funder_category) = 1 OR COUNT(award.id) > 0
     ORDER BY asked.id, whole DESC, award.funder_category COLLATE "C"`,
    conditions.values,
  );
  return rows.map(({ cited, ...row }) => ({ ...row, sources: sourcesOf(cited) }));
}

/** Which of these territory ids, current or old, are known. */
export function knownTerritories(database: Database, ids: readonly string[]): Promise<{ id: string }[]> {
  return database.rows('financing.territories.known', `SELECT id FROM ${territoryKeysSql('$1')} AS found`, [
    ids,
  ]);
}
