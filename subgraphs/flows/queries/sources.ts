import type { Database } from '../../../platform/database';

/** A source as served; `locator` is null where the source as a whole is meant. */
export interface SourceRow {
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
  licence: string | null;
  locator: string | null;
}

const CITED = `s.title, s.publisher, s.date, s.url, s.licence, NULLIF(cited.locator, '') AS locator`;

/** The source of each of many flows, with its locator. */
export function sourcesOfFlows(
  database: Database,
  ids: readonly string[],
): Promise<(SourceRow & { owner: string })[]> {
  return database.rows(
    'flows.sourcesOfFlows',
    `SELECT cited.id AS owner, ${CITED} FROM flow cited JOIN source s ON s.slug = cited.source
     WHERE cited.id = ANY($1)`,
    [ids],
  );
}

/** Sources of many measures at once, with their locators. Order: title, locator. */
export function sourcesOfMeasures(
  database: Database,
  ids: readonly string[],
): Promise<(SourceRow & { owner: string })[]> {
  return database.rows(
    'flows.sourcesOfMeasures',
    `SELECT cited.measure_id AS owner, ${CITED}
     FROM measure_source cited JOIN source s ON s.slug = cited.source
     WHERE cited.measure_id = ANY($1)
     ORDER BY s.title, s.slug, cited.locator`,
    [ids],
  );
}

/** Sources by slug, as a whole. */
export function sourcesBySlug(
  database: Database,
  slugs: readonly string[],
): Promise<(SourceRow & { slug: string })[]> {
  return database.rows(
    'flows.sourcesBySlug',
    `SELECT slug, title, publisher, date, url, licence, NULL AS locator FROM source WHERE slug = ANY($1)`,
    [slugs],
  );
}

/**
 * SQL for the documents behind a sum, as a JSON list of SourceRow.
 * @param slugs SQL of an array of slugs, null when nothing was summed
 */
export function sourceListSql(slugs: string): string {
  return `(SELECT jsonb_agg(jsonb_build_object('title', s.title, 'publisher', s.publisher, 'date', s.date,
             'url', s.url, 'licence', s.licence, 'locator', NULL) ORDER BY s.title, s.slug)
           FROM source s WHERE s.slug = ANY(${slugs}))`;
}

/** SQL for the slugs that `flow f` rests on: those of the figure, and that of its factor to tonnes. */
export const FLOW_SLUGS = `(
  SELECT f.source AS slug
  UNION ALL SELECT f.factor_source WHERE f.factor_source IS NOT NULL)`;
