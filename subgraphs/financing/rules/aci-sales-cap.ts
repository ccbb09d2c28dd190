import { ResourceKind } from '../../../platform/vocabulary/resource-kind';
import type { Finding, ProjectFunding } from './project-funding';
import { percentText, readShare, sumShares, WHOLE } from './share';

/** Cap on the sales of an ACI when the rule states none. */
const DEFAULT_CAP = '0.30';

/**
 * An ACI may draw 30 % of its turnover from sales. Raised when a carrier or a recipient holds an ACI and the
 * stated share of sales is above the cap; at the cap, or when no share is stated, the data says nothing.
 */
export function findAciSalesAboveCap(funding: ProjectFunding, cap: string | null): Finding | null {
  if (!funding.parties.some(({ aci }) => aci)) return null;
  const sales = funding.resources.flatMap((line) =>
    line.kind === ResourceKind.SALES && line.share !== null
      ? [{ ...line, share: readShare(line.share) }]
      : [],
  );
  // Shares above a whole belong to several mixes: lines of different mixes are not added up.
  const oneMix = sumShares(funding.resources.map(({ share }) => share)) <= WHOLE;
  const figure = sales.reduce((figure, { share }) => {
    if (oneMix) return figure + share;
    return share > figure ? share : figure;
  }, 0n);
  if (figure <= readShare(cap ?? DEFAULT_CAP)) return null;
  return {
    value: percentText(figure),
    awards: [],
    citations: sales.map(({ source, locator }) => ({ source, locator })),
  };
}
