import type { QueryRunner } from 'typeorm';
import { BEST_FIRST, GATHERED, HELD, RANK_JOINS } from '../queries/chosen-statement-sql';
import { writeFoldedNames } from './folded-names';
import { refreshSearchDocuments } from './search-documents';

type Runner = Pick<QueryRunner, 'query'>;

const TEXTS = ['name', 'acronym', 'siren', 'siret', 'rna', 'website', 'description', 'opening_hours'];
const text = (attribute: string): string => `said ->> '${attribute}'`;

/** SQL for the key of the territory that SQL names by its id of today or of old. */
const territoryKey = (id: string): string =>
  `(SELECT key FROM territory WHERE id = ${id} UNION ALL SELECT target FROM territory_alias WHERE id = ${id} LIMIT 1)`;

/** Column to SQL over what wins, `said`. */
const COLUMNS: Record<string, string> = {
  ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
  accessibility_url: text('accessibility_url'),
  territory: territoryKey(text('territory')),
  // Told together or not at all: the latitude of one source with the longitude of another is a place nobody named.
  latitude: `(said -> 'location' ->> 'latitude')::float8`,
  longitude: `(said -> 'location' ->> 'longitude')::float8`,
  address: `said -> 'address' ->> 'street'`,
  address_complement: `said -> 'address' ->> 'complement'`,
  postal_code: `said -> 'address' ->> 'postalCode'`,
  kinds: gathered('kinds'),
  chain_links: gathered('chain_links'),
};

/** What all say, in the order of who says it best; each value once. */
function gathered(attribute: string): string {
  return `COALESCE((SELECT array_agg(g.item ORDER BY g.place)
    FROM (SELECT item, min(place) AS place FROM jsonb_array_elements_text(said -> '${attribute}')
      WITH ORDINALITY AS e (item, place) GROUP BY item) g), '{}')`;
}

/**
 * Writes what the best source says into the columns of the touched actors, with their statuses and networks, and what
 * they are found by; what is so already is left alone. All of an actor follows from its statements.
 */
export async function applyStatements(runner: Runner): Promise<void> {
  await gatherSaid(runner);
  const names = Object.keys(COLUMNS);
  const of = (alias: string): string => names.map((name) => `${alias}.${name}`).join(', ');
  const winning = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${name}`);
  await runner.query(
    `WITH winning AS (SELECT actor_id, ${winning.join(', ')} FROM said_of_actor)
     UPDATE actor a SET (${names.join(', ')}) = ROW(${of('w')})
     FROM winning w WHERE a.id = w.actor_id AND w.name IS NOT NULL AND (${of('a')}) IS DISTINCT FROM (${of('w')})`,
  );
  await writeFoldedNames(runner);
  await applyStatuses(runner);
  await applyNetworks(runner);
  const touched = (await runner.query('SELECT id FROM touched_actor')) as { id: string }[];
  await refreshSearchDocuments(
    runner,
    touched.map(({ id }) => id),
  );
}

/** Makes the table of what wins: one object an actor. */
async function gatherSaid(runner: Runner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS said_of_actor');
  await runner.query(
    `CREATE TEMP TABLE said_of_actor ON COMMIT DROP AS
     WITH ranked AS (
       SELECT st.actor_id, st.attribute, st.value, ${HELD} AS held,
         bool_or(${HELD}) OVER (PARTITION BY st.actor_id, st.attribute) AS any_held,
         row_number() OVER (PARTITION BY st.actor_id, st.attribute ORDER BY ${BEST_FIRST}) AS place
       FROM actor_statement st ${RANK_JOINS}
       WHERE st.actor_id IN (SELECT id FROM touched_actor)
     ), best AS (
       SELECT actor_id, attribute, value FROM ranked WHERE place = 1 AND attribute NOT IN (${GATHERED_SQL})
       UNION ALL
       -- What was dropped counts only where nobody holds anything any more.
       SELECT actor_id, attribute, jsonb_agg(item ORDER BY place, nth)
       FROM ranked CROSS JOIN LATERAL jsonb_array_elements(value) WITH ORDINALITY AS e (item, nth)
       WHERE attribute IN (${GATHERED_SQL}) AND (held OR NOT any_held)
       GROUP BY actor_id, attribute
     )
     SELECT actor_id, jsonb_object_agg(attribute, value) AS said FROM best GROUP BY actor_id`,
  );
  await runner.query('ANALYZE said_of_actor');
}

const GATHERED_SQL = GATHERED.map((attribute) => `'${attribute}'`).join(', ');

async function applyStatuses(runner: Runner): Promise<void> {
  await runner.query('DROP TABLE IF EXISTS status_of_actor');
  await runner.query(
    `CREATE TEMP TABLE status_of_actor ON COMMIT DROP AS
     SELECT actor_id, (row_number() OVER (PARTITION BY actor_id ORDER BY nth) - 1)::int AS position, type, siae_kind,
       territory, level, since, until
     FROM (
       -- One recognition told by several sources is one; the best of those that know its level or dates gives them.
       SELECT DISTINCT ON (actor_id, type, siae_kind, territory) *
       FROM (
         SELECT actor_id, nth, item ->> 'type' AS type, item ->> 'kind' AS siae_kind, (item ->> 'level')::int AS level,
           (item ->> 'since')::date AS since, (item ->> 'until')::date AS until,
           ${territoryKey(`item ->> 'territory'`)} AS territory
         FROM said_of_actor CROSS JOIN LATERAL jsonb_array_elements(said -> 'statuses') WITH ORDINALITY AS e (item, nth)
       ) told
       ORDER BY actor_id, type, siae_kind, territory, num_nonnulls(level, since, until) = 0, nth
     ) once`,
  );
  const all = (table: string): string =>
    `(SELECT jsonb_agg(to_jsonb(s) ORDER BY s.position) FROM ${table} s WHERE s.actor_id = t.id)`;
  await runner.query('CREATE INDEX ON status_of_actor (actor_id)');
  await runner.query(
    `DELETE FROM actor_status WHERE actor_id IN (
       SELECT t.id FROM touched_actor t WHERE ${all('actor_status')} IS DISTINCT FROM ${all('status_of_actor')})`,
  );
  const columns = 'actor_id, position, type, siae_kind, territory, level, since, until';
  await runner.query(
    `INSERT INTO actor_status (${columns}) SELECT ${columns} FROM status_of_actor
     ON CONFLICT (actor_id, position) DO NOTHING`,
  );
}

/** Networks by id; a merged one stands for the one kept, and one that the directory does not hold is left out. */
async function applyNetworks(runner: Runner): Promise<void> {
  const wanted = `
    SELECT DISTINCT s.actor_id, network.id AS network_id
    FROM said_of_actor s CROSS JOIN LATERAL jsonb_array_elements_text(s.said -> 'networks') AS e (named)
    LEFT JOIN actor_redirect r ON r.old_id = e.named
    JOIN actor network ON network.id = COALESCE(r.actor_id, e.named)
    WHERE network.id <> s.actor_id`;
  await runner.query(
    `WITH wanted AS MATERIALIZED (${wanted})
     DELETE FROM actor_network n USING touched_actor t WHERE n.actor_id = t.id
     AND NOT EXISTS (SELECT FROM wanted w WHERE w.actor_id = n.actor_id AND w.network_id = n.network_id)`,
  );
  await runner.query(
    `INSERT INTO actor_network (actor_id, network_id) ${wanted} ON CONFLICT (actor_id, network_id) DO NOTHING`,
  );
}
