import type { SqlConditions } from '../../../platform/sql-conditions';
import type { FlowCriteria } from './flow-conditions';
import { beginsMonth, endsMonth, monthPartSql, MONTH_OF_FLOW, WHOLE_FLOW, type PartDays } from './month-part';

/** Columns of a flow that sums are grouped by or made of. */
const COLUMNS = [
  ...['stage', 'nature', 'product', 'factor_source', 'source', 'provider', 'attributed'],
  ...['supply_mode', 'circuit', 'organic'],
]
  .map((name) => `f.${name}`)
  .concat(`CASE WHEN f.factor IS NULL THEN f.unit ELSE 'MASS' END AS unit`, '1 AS flows')
  .join(', ');

/**
 * SQL of the flows that match, each once (or once a year or month) with its `amount` inside the period: a flow within
 * one month from its own row, where the index on its first day bounds the scan, the others from their months. Months
 * are gathered flow by flow, so that rows can be counted as flows without DISTINCT.
 * @param conditions those of `flowConditions(criteria)`; the period is added here
 * @param calendar by what the parts of a flow are kept apart
 */
export function flowPartsSql(
  criteria: FlowCriteria,
  conditions: SqlConditions,
  calendar: readonly ('year' | 'month')[],
): string {
  const { where } = conditions;
  const { from, to } = criteria;
  const monthOfFrom = from && conditions.value(`${from.slice(0, 8)}01`);
  const last = to && conditions.value(to);
  const cutStart = from === null || beginsMonth(from) ? null : conditions.value(from);
  const cutEnd = to === null || endsMonth(to) ? null : last;

  const inside = (days: PartDays, month: string) =>
    [
      where,
      // Whole months by the index; then, in a month that a bound cuts, only parts with a day inside.
      ...(monthOfFrom ? [`${month} >= ${monthOfFrom}::date`] : []),
      ...(last ? [`${month} <= ${last}::date`] : []),
      ...(cutStart ? [`${days.firstDay} + ${days.days} > ${cutStart}::date`] : []),
    ].join(' AND ');
  const part = (amount: string, days: PartDays) => monthPartSql(amount, days, cutStart, cutEnd);
  const kept = (day: string) => calendar.map((field) => `EXTRACT(${field} FROM ${day})::integer`);
  const named = (day: string) =>
    kept(day).map((expression, index) => `, ${expression} AS ${calendar[index]}`);

  return `(
       SELECT ${COLUMNS}, ${part('f.amount', WHOLE_FLOW)} AS amount${named('f.period_start').join('')}
       FROM flow f
       WHERE NOT f.several_months AND ${inside(WHOLE_FLOW, 'f.period_start')}
       UNION ALL
       SELECT ${COLUMNS}, sum(${part('COALESCE(m.grams, m.amount)', MONTH_OF_FLOW)})::bigint AS amount${named('m.month').join('')}
       FROM flow f JOIN flow_month m ON m.flow_id = f.id
       WHERE f.several_months AND ${inside(MONTH_OF_FLOW, 'm.month')} ${cutEnd ? `AND m.first_day <= ${cutEnd}::date` : ''}
       GROUP BY f.id${kept('m.month')
         .map((expression) => `, ${expression}`)
         .join('')}
     )`;
}
