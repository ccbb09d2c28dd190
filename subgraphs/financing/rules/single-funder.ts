import { Nature } from '../../../platform/vocabulary/nature';
import type { Finding, FundingAward, FundingResource, ProjectFunding } from './project-funding';
import { isPublicCategory, isPublicResource } from './public-money';
import { percentText, readShare, sumShares, WHOLE } from './share';

/** Share from which one funder carries a project, when the rule states none. */
const DEFAULT_THRESHOLD = '0.8';

/**
 * Dependence on one funder. Raised when one funder's stated share reaches the threshold, when the source says
 * so in words, or when a single public funder is named and nothing else comes in.
 */
export function findSingleFunder(funding: ProjectFunding, threshold: string | null): Finding | null {
  const awards = funding.awards.filter(({ nature }) => nature === Nature.ACTUAL);
  const fact = funding.singleFunder === null ? [] : [funding.singleFunder];
  const main = [mainFunder(funding.resources), mainFunder(awards)]
    .filter((found) => found !== null)
    .sort((one, other) => (one.share < other.share ? 1 : -1))[0];
  if (main !== undefined && main.share >= readShare(threshold ?? DEFAULT_THRESHOLD)) {
    return {
      value: percentText(main.share),
      awards: awards
        .filter(({ funder, share }) => funder === main.funder && share !== null)
        .map(({ id }) => id),
      citations: [
        ...places(funding.resources.filter(({ funder, share }) => funder === main.funder && share !== null)),
        ...fact,
      ],
    };
  }
  if (fact.length > 0) return { value: 'part non chiffrée par la source', awards: [], citations: fact };
  if (!hasOnePublicFunderOnly(funding.resources, awards)) return null;
  return {
    value: 'seul financeur nommé',
    awards: awards.map(({ id }) => id),
    citations: places(funding.resources),
  };
}

function places(resources: readonly FundingResource[]): { source: string; locator: string }[] {
  return resources.map(({ source, locator }) => ({ source, locator }));
}

/** The funder with the largest stated share; its lines are added up unless they belong to several mixes. */
function mainFunder(
  parts: readonly { funder: string | null; share: string | null }[],
): { funder: string; share: bigint } | null {
  const oneMix = sumShares(parts.map(({ share }) => share)) <= WHOLE;
  const shares = new Map<string, bigint>();
  for (const { funder, share } of parts) {
    if (funder === null || share === null) continue;
    const before = shares.get(funder) ?? 0n;
    const stated = readShare(share);
    shares.set(funder, oneMix ? before + stated : stated > before ? stated : before);
  }
  let main: { funder: string; share: bigint } | null = null;
  for (const [funder, share] of shares) {
    if (main === null || share > main.share) main = { funder, share };
  }
  return main;
}

/** Every line and every award names the same public body: nobody and nothing else pays. */
function hasOnePublicFunderOnly(
  resources: readonly FundingResource[],
  awards: readonly FundingAward[],
): boolean {
  const funders = new Set([...resources, ...awards].map(({ funder }) => funder));
  return (
    funders.size === 1 &&
    !funders.has(null) &&
    resources.every(({ kind }) => isPublicResource(kind)) &&
    awards.every(({ funderCategory }) => isPublicCategory(funderCategory))
  );
}
