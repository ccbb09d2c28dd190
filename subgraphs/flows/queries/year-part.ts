/**
 * SQL of a flow in a range of days that begins and ends with a month, without its months where it lies in one: most do.
 * `flow f` must be there; `p.part` is the amount inside, in the unit that MEASURED_IN says, each flow once.
 */
export function yearPart(first: string, last: string): { overlaps: string; join: string } {
  return {
    // Said apart, so that an index on the first day can bound the scan.
    overlaps: `f.period_start <= ${last} AND f.period_end >= ${first}`,
    join: `
      CROSS JOIN LATERAL (
        SELECT f.amount::numeric AS part WHERE NOT f.several_months
        UNION ALL
        SELECT sum(COALESCE(m.grams, m.amount)) FROM flow_month m
        WHERE f.several_months AND m.flow_id = f.id AND m.month BETWEEN ${first} AND ${last}
      ) AS p`,
  };
}

/** SQL of what `p.part` counts, as the tables of sums say it: MASS is grams, any other unit 10^-6 of itself. */
export const MEASURED_IN = `CASE WHEN f.factor IS NULL THEN f.unit ELSE 'MASS' END`;
