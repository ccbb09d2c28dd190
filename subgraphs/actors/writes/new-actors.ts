import type { QueryRunner } from 'typeorm';

type Runner = Pick<QueryRunner, 'query'>;

/**
 * Makes an actor for each organisation of the stage that has none. Its slug comes from its name and commune, with a
 * number where others bear it already, and never changes afterwards, nor is one given again that a merge left behind.
 * @returns how many were made
 */
export async function makeNewActors(runner: Runner, source: string): Promise<number> {
  await runner.query(
    `CREATE TEMP TABLE new_actor ON COMMIT DROP AS
     SELECT DISTINCT ON (cluster) cluster, external_id, name, folded_name, slug_base, NULL::text AS slug
     FROM staged_entry WHERE actor_id IS NULL ORDER BY cluster, external_id`,
  );
  await numberSlugs(runner);
  // "foo" for the second time and "foo 2" for the first would both be foo-2: what is left over gets a digest.
  await runner.query(
    `WITH clash AS (
       SELECT cluster FROM (SELECT cluster, slug, row_number() OVER (PARTITION BY slug ORDER BY cluster) AS nth FROM new_actor) n
       WHERE nth > 1 OR slug IN (SELECT a.slug FROM actor a UNION ALL SELECT r.old_slug FROM actor_redirect r)
     )
     UPDATE new_actor n SET slug = n.slug_base || '-' || left(md5($1 || '/' || n.external_id), 12)
     FROM clash WHERE clash.cluster = n.cluster`,
    [source],
  );
  const [made] = (await runner.query(
    `WITH made AS (
       INSERT INTO actor (id, slug, name, kinds, chain_links, sort_name, search_name)
       SELECT 'actor:' || slug, slug, name, '{}', '{}', folded_name, folded_name FROM new_actor ORDER BY cluster
       RETURNING id
     ), noted AS (
       INSERT INTO touched_actor (id) SELECT id FROM made
     )
     SELECT count(*)::int AS made FROM made`,
  )) as { made: number }[];
  await runner.query(
    `UPDATE staged_entry s SET actor_id = 'actor:' || n.slug, matched_by = CASE WHEN s.external_id = n.external_id THEN 'NEW' ELSE 'SIRET' END
     FROM new_actor n WHERE n.cluster = s.cluster AND s.actor_id IS NULL`,
  );
  return made?.made ?? 0;
}

/** foo, foo-2, foo-3: after the highest number that is taken. */
async function numberSlugs(runner: Runner): Promise<void> {
  await runner.query(
    `WITH held AS (SELECT slug FROM actor UNION ALL SELECT old_slug FROM actor_redirect),
     stem AS (
       SELECT slug AS base, 1 AS number FROM held
       UNION ALL
       SELECT regexp_replace(slug, '-[0-9]{1,6}$', ''), substring(slug FROM '-([0-9]{1,6})$')::int FROM held
       WHERE slug ~ '-[0-9]{1,6}$'
     ), highest AS (SELECT base, max(number) AS number FROM stem GROUP BY base HAVING bool_or(number = 1)),
     placed AS (
       SELECT n.cluster, COALESCE(h.number, 0) + row_number() OVER (PARTITION BY n.slug_base ORDER BY n.cluster) AS number
       FROM new_actor n LEFT JOIN highest h ON h.base = n.slug_base
     )
     UPDATE new_actor n SET slug = n.slug_base || CASE WHEN p.number = 1 THEN '' ELSE '-' || p.number END
     FROM placed p WHERE p.cluster = n.cluster`,
  );
}
