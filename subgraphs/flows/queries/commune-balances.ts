import { unitSumsSql } from './unit-sums';

/**
 * Common table expressions over `asked` (n, key, nature, first, last, raw) for the territories without cells, the
 * communes: few flows each, and the index of their territory leads to them.
 * `here`: the flows attributed within each, with the part that falls into the year.
 * `leaving`: distributed from inside to a known destination. `placed`: where the other ends of both stand, seen
 * from the territory: IN, OUT, or null when they overlap without lying inside (a région seen from its commune): such
 * an end says neither that the goods are local nor that they came from elsewhere. The second WHEN is within the third;
 * it only spares the search for a common commune in the usual case.
 */
export const COMMUNE_FLOWS = `
  here AS (
    SELECT a.n, a.key, f.id, f.stage, f.unit, f.organic, f.origin, f.destination, f.source, f.factor_source,
      sum(m.grams) AS grams, sum(m.amount) AS amount
    FROM asked a
    JOIN territory_closure c ON a.raw AND c.ancestor = a.key
    JOIN flow f ON f.attributed = c.descendant AND f.nature = a.nature
    JOIN flow_part m ON m.flow_id = f.id AND m.month BETWEEN a.first AND a.last
    GROUP BY a.n, a.key, f.id
  ),
  leaving AS (
    SELECT a.n, a.key, f.id, f.destination, f.source, f.factor_source, sum(m.grams) AS grams
    FROM asked a
    JOIN territory_closure c ON a.raw AND c.ancestor = a.key
    JOIN flow f ON f.origin = c.descendant AND f.nature = a.nature
      AND f.stage = 'DISTRIBUTED' AND f.destination IS NOT NULL
    JOIN flow_part m ON m.flow_id = f.id AND m.month BETWEEN a.first AND a.last
    GROUP BY a.n, a.key, f.id
  ),
  placed AS (
    SELECT e.key, e.other, CASE
      WHEN (SELECT TRUE FROM territory_closure c WHERE c.ancestor = e.key AND c.descendant = e.other) THEN 'IN'
      WHEN (SELECT TRUE FROM territory_closure c WHERE c.ancestor = e.other AND c.descendant = e.key) THEN NULL
      WHEN (SELECT TRUE FROM territory_closure c JOIN territory_closure d ON d.descendant = c.descendant
            WHERE c.ancestor = e.key AND d.ancestor = e.other LIMIT 1) THEN NULL
      ELSE 'OUT' END AS place
    FROM (
      SELECT key, origin AS other FROM here
      WHERE stage = 'DISTRIBUTED' AND origin IS NOT NULL AND destination IS NOT NULL
      UNION SELECT key, destination FROM leaving
    ) AS e
  )`;

/** Sums over these: a row for each balance that has some. */
export const COMMUNE_SUMS = `
  SELECT h.n,
    ${['PRODUCED', 'COLLECTED', 'TRANSFORMED', 'DISTRIBUTED']
      .map((stage) => `sum(h.grams) FILTER (WHERE h.stage = '${stage}') AS ${stage.toLowerCase()},`)
      .join('\n    ')}
    ${['OUT', 'IN']
      .map(
        (place) => `sum(h.grams) FILTER (WHERE h.stage = 'DISTRIBUTED' AND h.destination IS NOT NULL
      AND p.place = '${place}') AS ${place === 'OUT' ? 'inflow' : 'local'},`,
      )
      .join('\n    ')}
    sum(h.grams) FILTER (WHERE h.stage = 'DISTRIBUTED' AND h.organic) AS organic,
    sum(h.grams) FILTER (WHERE h.stage = 'DISTRIBUTED' AND h.organic IS NOT NULL) AS "organicKnown",
    ${unitSumsSql('h.amount', 'h.unit')}
  FROM here h LEFT JOIN placed p ON p.key = h.key AND p.other = h.origin
  GROUP BY h.n`;

export const COMMUNE_OUTFLOW = `
  SELECT l.n, sum(l.grams) AS outflow
  FROM leaving l JOIN placed p ON p.key = l.key AND p.other = l.destination AND p.place = 'OUT'
  GROUP BY l.n`;

/** The documents behind the same sums: rows (n, id, source, factor_source). */
export const COMMUNE_BEHIND = `
  SELECT n, id, source, factor_source FROM here
  UNION SELECT l.n, l.id, l.source, l.factor_source
  FROM leaving l JOIN placed p ON p.key = l.key AND p.other = l.destination AND p.place = 'OUT'`;
