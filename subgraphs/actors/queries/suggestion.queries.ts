import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import { searchWords } from '../rules/search-words';
import { relevance, wordsQuery } from './actor-words';
import { projectConditions } from './project.queries';

/** A suggestion before it is ranked among those of other kinds. */
export interface SuggestedRow {
  id: string;
  label: string;
  detail: string | null;
  /** 0 the same name, 1 begins with the text, 2 anything else. */
  closeness: number;
}

/** More candidates than this are not compared: who types two letters goes on typing. */
const MOST_CANDIDATES = 500;
const MOST_BEGINNING = 100;
const LAST_CHARACTER = '\u{10FFFF}';

/**
 * Active actors that a text may mean, the best first: names that are or begin with it, then all that its words find. Words are
 * looked for only while names do not fill the answer, which come first anyway: the beginnings of common words, of which
 * there are thousands, cost what others do.
 */
export function suggestActors(
  database: Database,
  term: string,
  territory: string | null,
  first: number,
): Promise<SuggestedRow[]> {
  const sql = new SqlConditions();
  const text = searchWords(term).join(' ');
  const begins = sql.value(` ${text}`);
  const asked = sql.value(first);
  const { tier, excess } = relevance(sql, term);
  const here = territory
    ? `AND a.territory IN (SELECT descendant FROM territory_closure WHERE ancestor = ${territoryKeySql(sql.value(territory))})`
    : '';
  const active = (which: string): string =>
    `SELECT s.* FROM actor_search s JOIN actor a ON a.id = s.actor_id
      WHERE ${which} AND a.closed_on IS NULL ${here}`;
  return database.rows(
    'suggest.actors',
    `WITH begun AS MATERIALIZED (
       ${active(`left(s.title, 60) >= ${begins} AND left(s.title, 60) < ${begins} || '${LAST_CHARACTER}'`)}
         ORDER BY left(s.title, 60) LIMIT ${MOST_BEGINNING}),
     candidate AS (
       SELECT * FROM begun
       UNION ALL (${active(`s.keys @> ARRAY[${sql.value(text)}::text]`)} LIMIT ${MOST_BEGINNING})
       UNION ALL (${active(`(SELECT count(*) FROM begun) < ${asked} AND s.words @@ ${wordsQuery(sql, term)}`)}
                  LIMIT ${MOST_CANDIDATES})),
     best AS (
       SELECT DISTINCT s.actor_id, ${tier} AS tier, ${excess} AS excess, a.sort_name
         FROM candidate s JOIN actor a ON a.id = s.actor_id
        ORDER BY tier, excess, a.sort_name, s.actor_id LIMIT ${asked})
     SELECT a.id, concat(a.name, ' (' || a.acronym || ')') AS label, t.name AS detail, least(best.tier, 2) AS closeness
       FROM best JOIN actor a ON a.id = best.actor_id LEFT JOIN territory t ON t.key = a.territory
      ORDER BY best.tier, best.excess, best.sort_name, a.id`,
    sql.values,
  );
}

/** Projects that a text may mean: titles that begin with it, hold it, then texts that are like it. */
export function suggestProjects(
  database: Database,
  term: string,
  territory: string | null,
  first: number,
): Promise<SuggestedRow[]> {
  const sql = new SqlConditions();
  const conditions = projectConditions(sql, { filter: { territory }, term });
  const text = sql.value(term);
  return database.rows(
    'suggest.projects',
    `SELECT p.id, p.title AS label,
            (SELECT string_agg(t.name, ', ' ORDER BY pt.position)
               FROM project_territory pt JOIN territory t ON t.key = pt.territory
              WHERE pt.project_id = p.id AND pt.position < 3) AS detail,
            CASE WHEN p.sort_title = ${text} THEN 0 WHEN starts_with(p.sort_title, ${text}) THEN 1 ELSE 2 END AS closeness
       FROM project p
      WHERE ${conditions}
      ORDER BY closeness, strpos(p.sort_title, ${text}) = 0, word_similarity(${text}, p.sort_title) DESC,
               p.sort_title, p.id
      LIMIT ${sql.value(first)}`,
    sql.values,
  );
}
