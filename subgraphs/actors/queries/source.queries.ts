import type { Database } from '../../../platform/database';
import type { Source } from '../../../platform/source';

/** Sources of actors or projects, with the place in each. */
export function sourcesOf(
  database: Database,
  owner: 'actor' | 'project',
  ids: readonly string[],
): Promise<(Source & { ownerId: string })[]> {
  return database.rows(
    `${owner}s.sources`,
    `SELECT l.${owner}_id AS "ownerId", s.title, s.publisher, s.date, s.url, s.licence,
            nullif(l.locator, '') AS locator
       FROM ${owner}_source l JOIN source s ON s.slug = l.source
      WHERE l.${owner}_id = ANY ($1)
      ORDER BY l.${owner}_id, s.date DESC NULLS LAST, s.slug, l.locator`,
    [ids],
  );
}
