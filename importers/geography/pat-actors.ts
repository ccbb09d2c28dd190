import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import type { ListedPat } from './pats.subject';
import { runnerOf, type Runners, type WriteScope } from './subject';

const SHOWN = 10;

/**
 * The actor that stands for each PAT `listed (code)`: the one that a list knows by this code, else the one of kind PAT
 * that holds the recognition of this territory (the report's own), else the one made by an earlier list, or what it
 * was merged into. Null for a new one.
 */
const FOUND = `
  SELECT listed.code, listed.territory, COALESCE(
    (SELECT entry.actor_id FROM register_entry AS entry JOIN source ON source.slug = entry.source AND source.subject = 'pats'
     WHERE entry.external_id = listed.code ORDER BY entry.source = $1 DESC, entry.source LIMIT 1),
    (SELECT actor.id FROM actor_status AS status JOIN actor ON actor.id = status.actor_id
     WHERE status.territory = listed.territory AND status.type = 'PAT_RECOGNITION' AND 'PAT' = ANY (actor.kinds)
     ORDER BY actor.id LIMIT 1),
    (SELECT id FROM actor WHERE id = 'actor:pat-' || listed.code),
    (SELECT actor_id FROM actor_redirect WHERE old_id = 'actor:pat-' || listed.code)
  ) AS actor_id
  FROM (SELECT said.code, pat.key AS territory
        FROM unnest($2::text[]) AS said(code) JOIN territory AS pat ON pat.id = 'pat:' || said.code) AS listed`;

/**
 * Brings the PATs of a list into the directory: kind PAT, recognised for its territory, acting there. The slug is
 * `pat-<code>`, whatever the list calls the PAT one day. An actor that other sources know keeps the name they give it.
 * Those that the source no longer lists (`replace`) are closed, not deleted.
 */
export async function writePatActors(
  runner: QueryRunner,
  statements: readonly ListedPat[],
  { source, date, replace }: WriteScope,
): Promise<void> {
  await runner.query(`CREATE TEMP TABLE listed_pat ON COMMIT DROP AS ${FOUND}`, [
    source,
    statements.map(({ code }) => code),
  ]);
  // An imported PAT is named by the list that wins, which may be another one.
  await runner.query(
    `INSERT INTO actor (id, slug, name, kinds, chain_links, sort_name, search_name)
     SELECT 'actor:pat-' || listed.code, 'pat-' || listed.code, pat.name, '{PAT}', '{}', pat.search_name, pat.search_name
     FROM listed_pat AS listed JOIN territory AS pat ON pat.key = listed.territory WHERE listed.actor_id IS NULL`,
  );
  await runner.query(
    `INSERT INTO register_entry (source, external_id, actor_id, matched_by, stated_on)
     SELECT $1, code, COALESCE(actor_id, 'actor:pat-' || code), CASE WHEN actor_id IS NULL THEN 'NEW' ELSE 'PAT_CODE' END, $2
     FROM listed_pat
     ON CONFLICT (source, external_id) DO UPDATE
       SET last_seen_at = now(), left_at = NULL, stated_on = COALESCE(EXCLUDED.stated_on, register_entry.stated_on)`,
    [source, date ?? null],
  );
  await runner.query(`UPDATE listed_pat SET actor_id = 'actor:pat-' || code WHERE actor_id IS NULL`);
  await citeActors(runner, source, date);
  await namePatActors(runner);
  await reopen(runner);
  if (replace) await closeUnlisted(runner, source);
  await runner.query('DROP TABLE listed_pat');
}

/** What hangs on the actors of `listed_pat`, where it is missing. */
async function citeActors(runner: QueryRunner, source: string, date: string | undefined): Promise<void> {
  await runner.query(
    `INSERT INTO actor_source (actor_id, source, locator) SELECT actor_id, $1, 'code ' || code FROM listed_pat
     ON CONFLICT DO NOTHING`,
    [source],
  );
  await runner.query(
    `INSERT INTO actor_area (actor_id, territory, source) SELECT actor_id, territory, $1 FROM listed_pat
     ON CONFLICT DO NOTHING`,
    [source],
  );
  await runner.query(
    `INSERT INTO actor_status (actor_id, position, type, territory)
     SELECT listed.actor_id,
       (SELECT COALESCE(max(position) + 1, 0) FROM actor_status AS held WHERE held.actor_id = listed.actor_id)
         + row_number() OVER (PARTITION BY listed.actor_id ORDER BY listed.code) - 1,
       'PAT_RECOGNITION', listed.territory
     FROM listed_pat AS listed
     WHERE NOT EXISTS (SELECT FROM actor_status AS held WHERE held.actor_id = listed.actor_id
                         AND held.type = 'PAT_RECOGNITION' AND held.territory = listed.territory)`,
  );
  await runner.query(
    `INSERT INTO actor_statement AS said (actor_id, source, external_id, attribute, value, stated_on)
     SELECT listed.actor_id, $1, listed.code, 'name', to_jsonb(named.name), COALESCE($2::date, current_date)
     FROM listed_pat AS listed JOIN pat_listing AS named ON named.source = $1 AND named.code = listed.code
     ON CONFLICT (actor_id, attribute, source, external_id) DO UPDATE
       SET value = EXCLUDED.value, stated_on = EXCLUDED.stated_on
       WHERE said.value <> EXCLUDED.value OR ($2::date IS NOT NULL AND said.stated_on <> EXCLUDED.stated_on)`,
    [source, date ?? null],
  );
}

/** Names actors that only lists of PATs know after their PAT. */
async function namePatActors(runner: QueryRunner): Promise<void> {
  await runner.query(
    `UPDATE actor SET name = pat.name, sort_name = pat.search_name, search_name = pat.search_name, modified_at = now()
     FROM register_entry AS entry
     JOIN source ON source.slug = entry.source AND source.subject = 'pats'
     JOIN territory AS pat ON pat.id = 'pat:' || entry.external_id AND pat.imported
     WHERE entry.actor_id = actor.id AND actor.id = 'actor:pat-' || entry.external_id AND actor.name <> pat.name
       AND NOT EXISTS (SELECT FROM actor_source AS cited JOIN source AS other ON other.slug = cited.source
                       WHERE cited.actor_id = actor.id AND other.subject IS DISTINCT FROM 'pats')`,
  );
}

async function reopen(runner: QueryRunner): Promise<void> {
  await runner.query(
    `UPDATE actor SET closed_on = NULL, modified_at = now()
     FROM listed_pat AS listed WHERE listed.actor_id = actor.id AND actor.closed_on IS NOT NULL`,
  );
}

/** Closes what the source listed and lists no more, unless another source still knows it. */
async function closeUnlisted(runner: QueryRunner, source: string): Promise<void> {
  await runner.query(
    `UPDATE register_entry SET left_at = now()
     WHERE source = $1 AND left_at IS NULL AND external_id NOT IN (SELECT code FROM listed_pat)`,
    [source],
  );
  await runner.query(
    `UPDATE actor SET closed_on = current_date, modified_at = now()
     WHERE closed_on IS NULL
       AND id IN (SELECT actor_id FROM register_entry WHERE source = $1 AND left_at IS NOT NULL)
       AND NOT EXISTS (SELECT FROM register_entry AS held WHERE held.actor_id = actor.id AND held.left_at IS NULL)
       AND NOT EXISTS (SELECT FROM actor_source AS cited WHERE cited.actor_id = actor.id
                         AND NOT EXISTS (SELECT FROM register_entry AS entry
                                         WHERE entry.actor_id = actor.id AND entry.source = cited.source))`,
    [source],
  );
}

/**
 * Takes what a list brought to the directory out again: actors that nothing else knows go with it.
 * @throws OperatorError when projects, flows or awards name some of them
 */
export async function retractPatActors(runners: Runners, source: string): Promise<void> {
  const actors = runnerOf(runners, 'actors');
  const ids = (
    (await actors.query(
      `SELECT actor_id AS id FROM actor_source WHERE source = $1
       EXCEPT SELECT actor_id FROM actor_source WHERE source <> $1 ORDER BY id`,
      [source],
    )) as { id: string }[]
  ).map(({ id }) => id);
  const named = [
    ...(await namedIn(actors, ids, 'project_actor', ['actor_id'])),
    ...(await namedIn(runnerOf(runners, 'flows'), ids, 'flow', ['provider', 'receiver'])),
    ...(await namedIn(runnerOf(runners, 'financing'), ids, 'award', ['funder', 'recipient'])),
  ];
  if (named.length > 0) {
    const shown = [...new Set(named)].sort().slice(0, SHOWN).join(', ');
    throw new OperatorError(
      `Des projets, des flux ou des aides nomment des acteurs que cette liste est seule à connaître : ${shown}.`,
      'Retirez d’abord les sources de ces flux et de ces aides, ou gardez la liste.',
    );
  }
  for (const table of ['register_entry', 'actor_statement', 'actor_area', 'actor_source']) {
    await actors.query(`DELETE FROM ${table} WHERE source = $1`, [source]);
  }
  await actors.query('DELETE FROM actor WHERE id = ANY ($1::text[])', [ids]);
}

async function namedIn(
  runner: QueryRunner,
  ids: readonly string[],
  table: string,
  columns: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const selects = columns.map(
    (column) => `SELECT ${column} AS id FROM ${table} WHERE ${column} = ANY ($1::text[])`,
  );
  const rows = (await runner.query(selects.join(' UNION '), [ids])) as { id: string }[];
  return rows.map(({ id }) => id);
}
