import type { UnitSums } from './unit-sums';
import { unitSumsSql } from './unit-sums';

/** A row of sums ranked by mass: a thing shown, the rest together, or the whole. */
export interface RankedSum extends UnitSums {
  /** Position in the list asked for, from 1. */
  n: number;
  kind: 'SHOWN' | 'OTHERS' | 'WHOLE';
  /** From 1, of a row that is SHOWN. */
  rank: number | null;
  grams: string;
  flows: number;
  /** How many things the row adds up. */
  things: number;
}

/**
 * SQL that ranks sums by mass, ties by their keys, and adds up what is beyond `first` and the whole. In whole numbers,
 * so that the rows shown and the rest are the whole to the gram.
 * @param sums SQL of rows (n, first, the keys, unit, amount, flows), several a thing as long as each flow is in one; the
 *   unit is MASS where the amount is grams
 * @param keys names of the columns that tell one thing from another, as text that collates as bytes; null ends a tie
 * @param ranked SQL of the condition on `s` under which a row is a thing at all, and not only a part of the whole
 */
export function rankedSumsSql(sums: string, keys: readonly string[], ranked = 'TRUE'): string {
  const names = keys.map((key) => `s.${key}`).join(', ');
  return `
    SELECT r.n,
      CASE WHEN grouping(r.rank) = 1 THEN 'WHOLE' WHEN r.rank IS NULL THEN 'OTHERS' ELSE 'SHOWN' END AS kind,
      r.rank,
      ${keys.map((key) => `min(r.${key}) FILTER (WHERE r.rank IS NOT NULL) AS ${key},`).join(' ')}
      COALESCE(sum(r.amount) FILTER (WHERE r.unit = 'MASS'), 0) AS grams, COALESCE(sum(r.flows), 0)::integer AS flows,
      count(DISTINCT r.position) FILTER (WHERE r.ranked)::integer AS things,
      ${unitSumsSql('r.amount', 'r.unit')}
    FROM (
      SELECT p.*, CASE WHEN p.ranked AND p.position <= p.first THEN p.position END AS rank
      FROM (
        -- What is no thing comes last, so that it takes no position from the others.
        SELECT m.*, dense_rank() OVER (PARTITION BY m.n ORDER BY m.ranked DESC, m.mass DESC,
          ${keys.map((key) => `m.${key} NULLS LAST`).join(', ')}) AS position
        FROM (
          SELECT s.*, ${ranked} AS ranked,
            COALESCE(sum(s.amount) FILTER (WHERE s.unit = 'MASS') OVER (PARTITION BY s.n, ${names}), 0) AS mass
          FROM (${sums}) AS s
        ) AS m
      ) AS p
    ) AS r
    GROUP BY GROUPING SETS ((r.n, r.rank), (r.n))
    ORDER BY r.n, r.rank`;
}
