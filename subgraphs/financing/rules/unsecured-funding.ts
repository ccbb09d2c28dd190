import { Instrument } from '../../../platform/vocabulary/instrument';
import { Nature } from '../../../platform/vocabulary/nature';
import { ResourceKind } from '../../../platform/vocabulary/resource-kind';
import type { Finding, ProjectFunding } from './project-funding';

/** Kinds of line that repeat what the awards say; any other is a resource beside the calls for projects. */
const GRANTS: ReadonlySet<ResourceKind> = new Set([ResourceKind.PUBLIC_GRANT, ResourceKind.PRIVATE_GRANT]);

/**
 * Dependence on yearly money and calls for projects. Raised when the source says so, or when all awards were
 * won in calls for projects and no other kind of resource (sales, users, job subsidies…) stands beside them.
 */
export function findUnsecuredFunding(funding: ProjectFunding): Finding | null {
  if (funding.unsecuredFunding !== null) {
    return { value: 'selon la source', awards: [], citations: [funding.unsecuredFunding] };
  }
  const awards = funding.awards.filter(({ nature }) => nature === Nature.ACTUAL);
  const onlyCalls =
    awards.length > 0 &&
    awards.every(({ instrument }) => instrument === Instrument.CALL_FOR_PROJECTS) &&
    funding.resources.every(({ kind }) => GRANTS.has(kind));
  if (!onlyCalls) return null;
  return {
    value: awards.length === 1 ? '1 appel à projets' : `${awards.length} appels à projets`,
    awards: awards.map(({ id }) => id),
    citations: [],
  };
}
