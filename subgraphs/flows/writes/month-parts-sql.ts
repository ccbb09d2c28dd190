/**
 * SQL for the months of flows that cover several: `spread` of rules/spread.ts over `monthsOf` of rules/calendar.ts,
 * for any number of flows at once. An amount is divided before it is multiplied by days, so that eight bytes hold it.
 * @param flows SQL of rows (flow_id, amount, converts, period_start, period_end)
 */
export function monthPartsSql(flows: string): string {
  return `
    SELECT flow_id, month, first_day, days::smallint AS days,
      CASE WHEN converts THEN part END AS grams, CASE WHEN NOT converts THEN part END AS amount
    FROM (
      SELECT flow_id, month, first_day, days, converts,
        (share + CASE WHEN row_number() OVER (PARTITION BY flow_id ORDER BY rest DESC, month) <=
           total - sum(share) OVER (PARTITION BY flow_id) THEN 1 ELSE 0 END)::bigint AS part
      FROM (
        SELECT f.flow_id, f.converts, m.month, p.first_day, p.days, f.amount AS total,
          f.amount / p.length * p.days + f.amount % p.length * p.days / p.length AS share,
          f.amount % p.length * p.days % p.length AS rest
        FROM (${flows}) AS f
        CROSS JOIN LATERAL (
          SELECT day::date AS month FROM generate_series(
            date_trunc('month', f.period_start::timestamp), f.period_end::timestamp, interval '1 month') AS day
        ) AS m
        CROSS JOIN LATERAL (
          SELECT GREATEST(m.month, f.period_start) AS first_day,
            LEAST((m.month + interval '1 month')::date, f.period_end + 1) - GREATEST(m.month, f.period_start) AS days,
            f.period_end - f.period_start + 1 AS length
        ) AS p
      ) AS shares
    ) AS parts`;
}
