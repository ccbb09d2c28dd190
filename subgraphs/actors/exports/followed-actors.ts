/** Actors as they are, with the columns that tell of merges. */
export const ACTORS = `actor a LEFT JOIN territory t ON t.key = a.territory
  CROSS JOIN (SELECT NULL::text AS kept) AS m`;

/**
 * Actors and, as rows that hold little else than their id, those merged into another: a partner who follows changes
 * must learn that an id it holds has gone. Whatever columns `actor` has, theirs are null unless given here.
 */
export const ACTORS_AND_MERGED = `(
    SELECT actor.*, NULL::text AS kept FROM actor
    UNION ALL
    SELECT gone.*, r.actor_id
      FROM actor_redirect r JOIN actor_merge g ON g.id = r.merge_id JOIN actor k ON k.id = r.actor_id
     CROSS JOIN LATERAL jsonb_populate_record(NULL::actor, jsonb_build_object(
       'id', r.old_id, 'slug', r.old_slug, 'name', k.name, 'sort_name', '', 'search_name', '',
       'kinds', '[]'::jsonb, 'chain_links', '[]'::jsonb, 'modified_at', g.merged_at)) AS gone
  ) AS a LEFT JOIN territory t ON t.key = a.territory
  CROSS JOIN LATERAL (SELECT a.kept) AS m`;

/** A change after a moment, both to the millisecond, as `modified_at` is published. Walks an index by that column. */
export function modifiedAfter(placeholder: string): string {
  return `a.modified_at >= ${placeholder}::timestamptz + interval '1 millisecond'`;
}
