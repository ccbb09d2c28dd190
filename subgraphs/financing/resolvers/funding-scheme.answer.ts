import type { FinancingContext } from '../context';
import type { FundingSchemeRow } from '../queries/funding-schemes';
import type { FundingScheme } from '../schema/funding-scheme.type';
import { citedSources } from './cited-source';

/** The answer for a row of `funding_scheme`. */
export async function toFundingScheme(
  context: FinancingContext,
  row: FundingSchemeRow,
): Promise<FundingScheme> {
  return {
    ...row,
    operator: row.operator === null ? null : { id: row.operator },
    sources: await citedSources(context, [row]),
  };
}

/** The scheme that an award or a sum names. */
export async function schemeById(
  context: FinancingContext,
  id: string | null,
): Promise<FundingScheme | null> {
  const row = id === null ? null : await context.loaders.scheme.load(id);
  return row === null ? null : toFundingScheme(context, row);
}
