/**
 * SQL for what flows are to a territory, from where their ends stand (`flow_sum_place`): attributed to it (rules/attribution.ts),
 * gone from it (outflow: decision 8), or any other flow with an end in it.
 * @param alias of rows (stage, origin_place, destination_place), one of whose ends is inside
 */
export function placeSideSql(alias: string): string {
  const known = (end: string) => `${alias}.${end}_place IN ('IN', 'UNKNOWN')`;
  return `CASE
    WHEN CASE WHEN ${alias}.stage = 'PRODUCED' THEN ${known('origin')} ELSE ${known('destination')} END
      THEN 'HERE'::flow_side
    WHEN ${alias}.stage = 'DISTRIBUTED' AND ${alias}.origin_place = 'IN' AND ${alias}.destination_place = 'OUT' THEN 'GONE'
    ELSE 'OTHER' END`;
}
