import type { Source } from '../../../platform/source';
import type { FinancingContext } from '../context';
import type { Citation } from '../rules/project-funding';

/** Sources with their places, without repeats. The few sources of a request are read once. */
export async function citedSources(
  context: FinancingContext,
  citations: readonly Citation[],
): Promise<Source[]> {
  const distinct = new Map(citations.map((cited) => [`${cited.source} ${cited.locator}`, cited]));
  const sources = await Promise.all(
    [...distinct.values()].map(async ({ source, locator }) => {
      const row = await context.loaders.source.load(source);
      return row === null ? [] : [{ ...row, locator: locator === '' ? null : locator }];
    }),
  );
  return sources.flat();
}

/** Sources behind a sum: they have no place of their own. */
export async function summedSources(context: FinancingContext, slugs: readonly string[]): Promise<Source[]> {
  return citedSources(
    context,
    slugs.map((source) => ({ source, locator: '' })),
  );
}
