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

/** Sums of the year that a part lies in. */
const YEARLY = 'sum(p.amount) AS amount, sum(p.started) AS started, sum(p.carried_year) AS carried';
const MONTHLY = 'sum(p.amount) AS amount, sum(p.started) AS started, sum(p.carried) AS carried';
const AGAIN =
  'sum(p.amount) AS amount, sum(p.started)::integer AS started, sum(p.carried)::integer AS carried';

/** Sums by the territory that flows are attributed to: by class first, then for all that hold the class. */
function attributedSql({ key }: Rollup, sums: string): string {
  const own = key.filter((column) => column !== 'territory').join(', ');
  return `
    SELECT a.territory, ${own}, ${AGAIN}
    FROM (
      SELECT e.class, ${own}, ${sums} FROM flow_rolled p JOIN flow_end e ON e.key = COALESCE(p.attributed, 0)
      GROUP BY e.class, ${own}
    ) AS p JOIN flow_above a USING (class)
    GROUP BY a.territory, ${own}`;
}

/** The flows by the classes of both ends, once for the three tables that need them. */
export const ENDS = `
  CREATE TEMP TABLE flow_ends ON COMMIT DROP AS
  SELECT o.class AS origin, d.class AS destination, p.nature, p.year, p.stage, p.unit, p.source, p.factor_source, ${YEARLY}
  FROM flow_rolled p
  JOIN flow_end o ON o.key = COALESCE(p.origin, 0) JOIN flow_end d ON d.key = COALESCE(p.destination, 0)
  GROUP BY o.class, d.class, p.nature, p.year, p.stage, p.unit, p.source, p.factor_source`;

/** Where an end stands that does not lie inside. */
function elsewhere(end: string): string {
  return `CASE WHEN p.${end} = 0 THEN 'UNKNOWN'::flow_place
    WHEN EXISTS (SELECT FROM flow_overlap x WHERE x.class = p.${end} AND x.territory = a.territory) THEN 'OVERLAP' ELSE 'OUT' END`;
}

function inside(end: string): string {
  return `EXISTS (SELECT FROM flow_above x WHERE x.class = p.${end} AND x.territory = a.territory)`;
}

/** The same for each territory that holds an end: seen from its origin, then from its destination where only that is inside. */
export const PLACED = `
  CREATE TEMP TABLE flow_placed ON COMMIT DROP AS
  SELECT territory, nature, year, stage, origin_place, destination_place, unit, source, factor_source, ${AGAIN}
  FROM (
    SELECT a.territory, p.*, 'IN'::flow_place AS origin_place,
      CASE WHEN ${inside('destination')} THEN 'IN' ELSE ${elsewhere('destination')} END AS destination_place
    FROM flow_ends p JOIN flow_above a ON a.class = p.origin WHERE a.territory <> 0
    UNION ALL
    SELECT a.territory, p.*, ${elsewhere('origin')}, 'IN'
    FROM flow_ends p JOIN flow_above a ON a.class = p.destination WHERE a.territory <> 0 AND NOT ${inside('origin')}
  ) AS p
  GROUP BY territory, nature, year, stage, origin_place, destination_place, unit, source, factor_source`;

const PLACES = `
  SELECT territory, nature, year, stage, origin_place, destination_place, unit, ${AGAIN} FROM flow_placed p
  GROUP BY territory, nature, year, stage, origin_place, destination_place, unit`;

const SOURCES = `
  SELECT territory, nature, year, stage, side, cited.slug AS source, sum(flows)::integer AS flows
  FROM (
    SELECT territory, nature, year, stage, ${placeSideSql('p')} AS side, source, factor_source, started + carried AS flows FROM flow_placed p
    UNION ALL
    SELECT 0, nature, year, stage, 'HERE', source, factor_source, started + carried FROM flow_ends p
  ) AS p CROSS JOIN LATERAL (SELECT p.source AS slug UNION ALL SELECT p.factor_source WHERE p.factor_source IS NOT NULL) AS cited (slug)
  GROUP BY 1, 2, 3, 4, 5, cited.slug`;

const PAIRS = `
  SELECT level, origin, destination, nature, year, stage, unit, ${AGAIN}
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
export const DELTAS: readonly { rollup: Rollup; sql: string }[] = [
  { rollup: SUM_YEAR, sql: attributedSql(SUM_YEAR, YEARLY) },
  { rollup: SUM_MONTH, sql: attributedSql(SUM_MONTH, MONTHLY) },
  { rollup: SUM_PRODUCT, sql: attributedSql(SUM_PRODUCT, YEARLY) },
  { rollup: SUM_PLACE, sql: PLACES },
  { rollup: SUM_SOURCE, sql: SOURCES },
  { rollup: SUM_PAIR, sql: PAIRS },
];
