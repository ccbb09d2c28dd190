import type { SqlConditions } from '../../../platform/sql-conditions';
import { misspellings } from '../rules/misspellings';
import { searchWords } from '../rules/search-words';

/** Shorter words have too many neighbours to mean one of them. */
const SHORTEST_MISTYPED = 4;
/** One letter begins too many words to be a beginning. */
const SHORTEST_BEGINNING = 2;
/** Trigrams shared by words that are no single letter apart: "alimantaires" and "alimentaire". */
const LEAST_LIKENESS = 0.4;
const MOST_LIKE = 5;
/** After every letter in the byte order of the column's collation. */
const LAST_CHARACTER = '\u{10FFFF}';

/**
 * SQL for the `tsquery` of a search: every word asked must be found, as it is, as a beginning, or with one typing error.
 * What a mistyped word may have meant is looked up among the words there are; one that resembles none that way, among the
 * beginnings one error away, then by trigrams. It depends on no row: PostgreSQL reckons it once a statement.
 */
export function wordsQuery(sql: SqlConditions, term: string): string {
  const words = searchWords(term);
  const near = words.flatMap((word, index) =>
    word.length < SHORTEST_MISTYPED ? [] : misspellings(word).map((text) => ({ text, of: index + 1 })),
  );
  const asked = sql.value(words);
  const forms = sql.value(
    words.map((word) => (word.length < SHORTEST_BEGINNING ? `'${word}'` : `'${word}':*`)),
  );
  const texts = sql.value(near.map(({ text }) => text));
  const owners = sql.value(near.map(({ of }) => of));
  const mistyped = `SELECT text FROM unnest(${texts}::text[], ${owners}::int[]) AS n (text, of) WHERE n.of = asked.at`;
  return `(SELECT string_agg('(' || concat_ws(' | ', asked.form, meant.words) || ')', ' & ')::tsquery
       FROM unnest(${asked}::text[], ${forms}::text[]) WITH ORDINALITY AS asked (word, form, at)
      CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM search_word w WHERE w.word >= asked.word AND w.word < asked.word || '${LAST_CHARACTER}')
               AS begun,
               (SELECT string_agg('''' || w.word || '''', ' | ') FROM (${mistyped}) n JOIN search_word w ON w.word = n.text)
               AS words
        -- Not merged with what follows, which reads it several times.
        OFFSET 0
      ) AS near
      CROSS JOIN LATERAL (
        SELECT CASE WHEN near.begun OR near.words IS NOT NULL OR length(asked.word) < ${SHORTEST_MISTYPED} THEN near.words
          ELSE coalesce(
            (SELECT string_agg('''' || w.word || '''', ' | ')
               FROM (${mistyped}) n JOIN search_word w
                 ON w.word >= n.text AND w.word < n.text || '${LAST_CHARACTER}'
              WHERE length(n.text) >= ${SHORTEST_MISTYPED}),
            (SELECT string_agg('''' || w.word || '''', ' | ')
               FROM (SELECT word FROM search_word w
                      WHERE w.word % asked.word AND similarity(w.word, asked.word) >= ${LEAST_LIKENESS}
                      ORDER BY similarity(w.word, asked.word) DESC, w.word LIMIT ${MOST_LIKE}) AS w)) END AS words
      ) AS meant)`;
}

/** What the order of relevance compares before the name, on `actor_search s`. */
export interface RelevanceSql {
  /** Smaller is better: the whole of a name, its beginning, its words in order; then how each word is found, added up. */
  tier: string;
  /** How much longer the names are than what was typed. */
  excess: string;
}

export function relevance(sql: SqlConditions, term: string): RelevanceSql {
  const words = searchWords(term);
  const text = sql.value(words.join(' '));
  const asked = sql.value(words);
  return {
    tier: `CASE WHEN ${text}::text = ANY (s.keys) THEN 0
        WHEN starts_with(s.title, ' ' || ${text}) THEN 1
        WHEN strpos(s.title, ' ' || ${text}) > 0 THEN 2
        ELSE 3 + (SELECT sum(CASE
          WHEN strpos(s.title, ' ' || w || ' ') > 0 THEN 0
          WHEN strpos(s.text, ' ' || w || ' ') > 0 THEN 1
          WHEN strpos(s.title, ' ' || w) > 0 THEN 2
          WHEN strpos(s.text, ' ' || w) > 0 THEN 3 ELSE 4 END) FROM unnest(${asked}::text[]) AS w)::int END`,
    excess: `abs(length(s.title) - length(${text}::text) - 2)`,
  };
}
