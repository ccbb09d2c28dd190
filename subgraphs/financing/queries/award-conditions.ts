import { isGiven, requireEntityId } from '../../../platform/identifiers';
import type { SqlConditions } from '../../../platform/sql-conditions';
import { requireTerritoryId } from '../../../platform/territory-id';
import { territoryKeySql } from '../../../platform/territory-key';
import { Nature } from '../../../platform/vocabulary/nature';
import { requireYear } from '../../../platform/year';
import type { AwardFilter } from '../schema/award.input';

/**
 * Adds the conditions of a filter on the table `award`; without a nature, realised awards alone.
 * @throws BAD_USER_INPUT on an id of bad form or a year out of range; whether the territory is known is for the caller to ask
 */
export function addAwardConditions(
  conditions: SqlConditions,
  filter: AwardFilter | null | undefined,
): SqlConditions {
  const { funder, recipient, project, scheme, territory, year } = filter ?? {};
  if (isGiven(funder)) requireEntityId('actor', funder, 'filter.funder');
  if (isGiven(recipient)) requireEntityId('actor', recipient, 'filter.recipient');
  if (isGiven(project)) requireEntityId('project', project, 'filter.project');
  if (isGiven(scheme)) requireEntityId('scheme', scheme, 'filter.scheme');
  if (isGiven(territory)) requireTerritoryId(territory, 'filter.territory');
  if (year !== null && year !== undefined) requireYear(year, 'filter.year');
  return conditions
    .when(filter?.nature ?? Nature.ACTUAL, (value) => `award.nature = ${value}`)
    .when(year, (value) => `award.year = ${value}::integer`)
    .when(funder, (value) => `award.funder = ${value}`)
    .when(filter?.funderCategories, (value) => `award.funder_category = ANY(${value}::text[])`)
    .when(recipient, (value) => `award.recipient = ${value}`)
    .when(project, (value) => `award.project = ${value}`)
    .when(scheme, (value) => `award.scheme = ${value}`)
    .when(
      territory,
      (value) => `award.territory IN (
        SELECT descendant FROM territory_closure WHERE ancestor = ${territoryKeySql(value)})`,
    )
    .when(filter?.instruments, (value) => `award.instrument = ANY(${value}::text[])`)
    .when(filter?.minAmount, (value) => `award.amount >= ${value}::numeric`);
}
