import type { Database } from '../../../platform/database';

/** A source as answers show it. */
export interface SourceRow {
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
  licence: string | null;
  locator: string | null;
}

/** The columns of SourceRow but the locator, from the table `source`. */
const SOURCE_COLUMNS = 'source.title, source.publisher, source.date, source.url, source.licence';

/** Sources of awards, each with its place; ordered. */
export function sourcesOfAwards(
  database: Database,
  awards: readonly string[],
): Promise<(SourceRow & { award: string })[]> {
  return database.rows(
    'financing.sources.ofAwards',
    `SELECT award_source.award, ${SOURCE_COLUMNS}, NULLIF(award_source.locator, '') AS locator
     FROM award_source JOIN source ON source.slug = award_source.source
     WHERE award_source.award = ANY($1::text[])
     ORDER BY award_source.award, award_source.source, award_source.locator`,
    [awards],
  );
}

/** Sources by slug, without a place. */
export function sourcesBySlug(
  database: Database,
  slugs: readonly string[],
): Promise<(SourceRow & { slug: string })[]> {
  return database.rows(
    'financing.sources.bySlug',
    `SELECT source.slug, ${SOURCE_COLUMNS}, NULL AS locator FROM source WHERE source.slug = ANY($1::text[])`,
    [slugs],
  );
}
