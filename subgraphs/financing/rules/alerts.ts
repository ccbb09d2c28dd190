import { findAciSalesAboveCap } from './aci-sales-cap';
import type { Citation, Finding, ProjectFunding } from './project-funding';
import { findSingleFunder } from './single-funder';
import { findGiftsToLucrativeCarriers } from './tax-deductible-gifts';
import { findUnsecuredFunding } from './unsecured-funding';

/** A rule as a source states it. */
export interface FinancingRule extends Citation {
  code: string;
  /** French; `{valeur}` stands for the figure found. */
  message: string;
  /** Limit as a share, exact decimal, where the rule has one. */
  threshold: string | null;
}

export interface RaisedAlert {
  rule: FinancingRule;
  message: string;
  finding: Finding;
}

/** Rules come from the data, what they look for from here: a rule without a finder raises nothing. */
const FINDERS: Record<string, (funding: ProjectFunding, threshold: string | null) => Finding | null> = {
  ACI_SALES_CAP: findAciSalesAboveCap,
  NO_TAX_DEDUCTIBLE_GIFTS: findGiftsToLucrativeCarriers,
  SINGLE_FUNDER_DEPENDENCE: findSingleFunder,
  UNSECURED_FUNDING: findUnsecuredFunding,
};

/** The alerts of a project, in the order of the rules. */
export function raiseAlerts(rules: readonly FinancingRule[], funding: ProjectFunding): RaisedAlert[] {
  return rules.flatMap((rule) => {
    const finding = FINDERS[rule.code]?.(funding, rule.threshold) ?? null;
    if (finding === null) return [];
    // A function, so that a `$` in a label is not read as a pattern.
    return [{ rule, finding, message: rule.message.replace('{valeur}', () => finding.value) }];
  });
}
