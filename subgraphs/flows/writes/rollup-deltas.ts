import { placeSideSql } from '../queries/place-side';
import {
  SUM_MONTH,
  SUM_PAIR,
  SUM_PLACE,
  SUM_PRODUCT,
  SUM_SOURCE,
  SUM_YEAR,
  type Rollup,
} from '../rules/rollups';

/**
 * Type of the sums of `flow_rolled`. Whole numbers of eight bytes are summed again in a fraction of the time of a numeric,
 * and in half its memory; ten flows of the largest quantity a file may state do not fit in them.
 */
export type AmountType = 'bigint' | 'numeric';

const CARRIED = { year: 'carried_year', month: 'carried' } as const;

/** Sums of the period that a part lies in. Counters are whole numbers at once, for those too are summed again. */
function firstSums(amount: AmountType, period: keyof typeof CARRIED): string {
  return `sum(p.amount)::${amount} AS amount, sum(p.started)::integer AS started,
    sum(p.${CARRIED[period]})::integer AS carried`;
}

function sumsAgain(amount: AmountType): string {
  return `sum(p.amount)::${amount} AS amount, sum(p.started)::integer AS started, sum(p.carried)::integer AS carried`;
}

/** Sums by the territory that flows are attributed to: by class first, then for all that hold the class. */
function attributedSql({ key }: Rollup, amount: AmountType, period: 'year' | 'month'): string {
  const own = key.filter((column) => column !== 'territory').join(', ');
  return `
    SELECT a.territory, ${own}, ${sumsAgain(amount)}
    FROM (
      SELECT e.class, ${own}, ${firstSums(amount, period)} FROM flow_rolled p JOIN flow_end e ON e.key = COALESCE(p.attributed, 0)
      GROUP BY e.class, ${own}
    ) AS p JOIN flow_above a USING (class)
    GROUP BY a.territory, ${own}`;
}

/** The flows by the classes of both ends, once for the three tables that need them. */
export const endsSql = (amount: AmountType): string => `
  CREATE TEMP TABLE flow_ends ON COMMIT DROP AS
  SELECT o.class AS origin, d.class AS destination, p.nature, p.year, p.stage, p.unit, p.source, p.factor_source,
    ${firstSums(amount, 'year')}
  FROM flow_rolled p
  JOIN flow_end o ON o.key = COALESCE(p.origin, 0) JOIN flow_end d ON d.key = COALESCE(p.destination, 0)
  GROUP BY o.class, d.class, p.nature, p.year, p.stage, p.unit, p.source, p.factor_source`;

/** Where an end stands that does not lie inside the territory. */
function elsewhere(end: string): string {
  return `CASE WHEN p.${end} = 0 THEN 'UNKNOWN'::flow_place WHEN x.class IS NOT NULL THEN 'OVERLAP' ELSE 'OUT' END`;
}

/**
 * Where both ends stand for each territory that holds one: seen from the origin, then from the destination where that
 * alone is inside. There are far fewer pairs of classes than flows.
 */
export const SEEN = `
  CREATE TEMP TABLE flow_seen ON COMMIT DROP AS
  WITH pair AS MATERIALIZED (SELECT DISTINCT origin, destination FROM flow_ends)
  SELECT p.origin, p.destination, a.territory, 'IN'::flow_place AS origin_place,
    CASE WHEN i.class IS NOT NULL THEN 'IN' ELSE ${elsewhere('destination')} END AS destination_place
  FROM pair p JOIN flow_above a ON a.class = p.origin AND a.territory <> 0
  LEFT JOIN flow_above i ON i.class = p.destination AND i.territory = a.territory
  LEFT JOIN flow_overlap x ON x.class = p.destination AND x.territory = a.territory
  UNION ALL
  SELECT p.origin, p.destination, a.territory, ${elsewhere('origin')}, 'IN'
  FROM pair p JOIN flow_above a ON a.class = p.destination AND a.territory <> 0
  LEFT JOIN flow_above i ON i.class = p.origin AND i.territory = a.territory
  LEFT JOIN flow_overlap x ON x.class = p.origin AND x.territory = a.territory
  WHERE i.class IS NULL`;

export const placedSql = (amount: AmountType): string => `
  CREATE TEMP TABLE flow_placed ON COMMIT DROP AS
  SELECT territory, nature, year, stage, origin_place, destination_place, unit, source, factor_source,
    ${sumsAgain(amount)}
  FROM flow_ends p JOIN flow_seen USING (origin, destination)
  GROUP BY territory, nature, year, stage, origin_place, destination_place, unit, source, factor_source`;

const placesSql = (amount: AmountType): string => `
  SELECT territory, nature, year, stage, origin_place, destination_place, unit, ${sumsAgain(amount)} FROM flow_placed p
  GROUP BY territory, nature, year, stage, origin_place, destination_place, unit`;

const SOURCES = `
  SELECT territory, nature, year, stage, side, cited.slug AS source, sum(flows)::integer AS flows
  FROM (
    SELECT territory, nature, year, stage, ${placeSideSql('p')} AS side, source, factor_source, started + carried AS flows FROM flow_placed p
    UNION ALL
    SELECT 0, nature, year, stage, 'HERE', source, factor_source, started + carried FROM flow_ends p
  ) AS p CROSS JOIN LATERAL (SELECT p.source AS slug UNION ALL SELECT p.factor_source WHERE p.factor_source IS NOT NULL) AS cited (slug)
  GROUP BY 1, 2, 3, 4, 5, cited.slug`;

const pairsSql = (amount: AmountType): string => `
  SELECT level, origin, destination, nature, year, stage, unit, ${sumsAgain(amount)}
  FROM (
    SELECT l.level, l.origin, l.destination, p.nature, p.year, p.stage, p.unit, p.amount, p.started, p.carried
    FROM flow_ends p
    JOIN flow_holder o ON o.class = p.origin
    JOIN flow_holder d ON d.class = p.destination
    CROSS JOIN LATERAL (VALUES ('REGION'::flow_level, o.region, d.region),
      ('DEPARTEMENT', o.departement, d.departement), ('EPCI', o.epci, d.epci)) AS l (level, origin, destination)
  ) AS p
  GROUP BY level, origin, destination, nature, year, stage, unit`;

/** What the flows of `flow_rolled` add to each table, in the order of its columns. */
export function deltas(amount: AmountType): readonly { rollup: Rollup; sql: string }[] {
  return [
    { rollup: SUM_YEAR, sql: attributedSql(SUM_YEAR, amount, 'year') },
    { rollup: SUM_MONTH, sql: attributedSql(SUM_MONTH, amount, 'month') },
    { rollup: SUM_PRODUCT, sql: attributedSql(SUM_PRODUCT, amount, 'year') },
    { rollup: SUM_PLACE, sql: placesSql(amount) },
    { rollup: SUM_SOURCE, sql: SOURCES },
    { rollup: SUM_PAIR, sql: pairsSql(amount) },
  ];
}
