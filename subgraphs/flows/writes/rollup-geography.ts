import type { QueryRunner } from 'typeorm';

/** Territories that have cells of their own; sums over a commune are bounded by its flows. */
const ABOVE_COMMUNES = `level <> 'COMMUNE'`;

/**
 * Makes tables about the ends of the flows in `flow_rolled`:
 * - `flow_end`: for each end its class. Communes with the same territories above them, nearly all those of an EPCI,
 *   count everywhere alike: they are one class, named by one of them, and sums are gathered by class first. An unknown
 *   end is of class 0.
 * - `flow_above`: the territories with cells that hold a class, and 0 for all.
 * - `flow_holder`: of those, the one of each level that pairs are kept for, 0 where there is none. There is one at most, and
 *   a sum must never be doubled all the same.
 * - `flow_overlap`: those that share communes with a class and do not hold it (decision 8: neither inside nor outside).
 */
export async function createGeography(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE flow_end ON COMMIT DROP AS
    SELECT e.key, CASE WHEN e.level = 'COMMUNE' THEN min(e.key) OVER (PARTITION BY e.level, e.above) ELSE e.key END AS class,
      e.level <> 'COMMUNE' AS wide
    FROM (
      SELECT t.key, t.level, array_agg(a.key ORDER BY a.key) AS above
      FROM (SELECT origin AS key FROM flow_rolled UNION SELECT destination FROM flow_rolled) AS named
      JOIN territory t USING (key)
      LEFT JOIN territory_closure c ON c.descendant = t.key
      LEFT JOIN territory a ON a.key = c.ancestor AND a.${ABOVE_COMMUNES}
      GROUP BY t.key
    ) AS e
    UNION ALL SELECT 0, 0, FALSE`);
  await runner.query(`
    CREATE TEMP TABLE flow_above ON COMMIT DROP AS
    SELECT e.class, t.key AS territory, t.level
    FROM (SELECT DISTINCT class FROM flow_end) AS e
    JOIN territory_closure c ON c.descendant = e.class JOIN territory t ON t.key = c.ancestor
    WHERE t.${ABOVE_COMMUNES}
    UNION ALL SELECT DISTINCT class, 0, NULL FROM flow_end`);
  const holder = (level: string) => `COALESCE(min(territory) FILTER (WHERE level = '${level}'), 0)`;
  await runner.query(`
    CREATE TEMP TABLE flow_holder ON COMMIT DROP AS
    SELECT class, ${holder('REGION')} AS region, ${holder('DEPARTEMENT')} AS departement, ${holder('EPCI')} AS epci
    FROM flow_above GROUP BY class`);
  await runner.query(`
    CREATE TEMP TABLE flow_overlap ON COMMIT DROP AS
    SELECT DISTINCT e.class, up.ancestor AS territory
    FROM flow_end e
    JOIN territory_closure down ON down.ancestor = e.class
    JOIN territory_closure up ON up.descendant = down.descendant
    JOIN territory t ON t.key = up.ancestor AND t.${ABOVE_COMMUNES}
    WHERE e.wide
    EXCEPT SELECT class, territory FROM flow_above`);
  for (const table of GEOGRAPHY) await runner.query(`ANALYZE ${table}`);
}

export async function dropGeography(runner: QueryRunner): Promise<void> {
  await runner.query(`DROP TABLE ${GEOGRAPHY.join(', ')}`);
}

const GEOGRAPHY = ['flow_end', 'flow_above', 'flow_holder', 'flow_overlap'];
