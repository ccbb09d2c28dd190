import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { ResourceKind } from '../../../platform/vocabulary/resource-kind';

/** CAF and MSA run public social security: their money is public, as the report counts it. */
const PUBLIC_CATEGORIES: ReadonlySet<FunderCategory> = new Set([
  FunderCategory.STATE,
  FunderCategory.PUBLIC_OPERATOR,
  FunderCategory.EUROPEAN_UNION,
  FunderCategory.REGION,
  FunderCategory.DEPARTEMENT,
  FunderCategory.EPCI,
  FunderCategory.COMMUNE,
  FunderCategory.CAF,
  FunderCategory.MSA,
]);

/** Job subsidies of the inclusion sector (aides au poste) are paid by the State. */
const PUBLIC_KINDS: ReadonlySet<ResourceKind> = new Set([
  ResourceKind.PUBLIC_GRANT,
  ResourceKind.JOB_SUBSIDY,
]);

export function isPublicCategory(category: FunderCategory): boolean {
  return PUBLIC_CATEGORIES.has(category);
}

export function isPublicResource(kind: ResourceKind): boolean {
  return PUBLIC_KINDS.has(kind);
}
