import type { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import type { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { SUM_MONTH, SUM_PRODUCT, SUM_SOURCE, SUM_YEAR } from '../rules/rollups';
import type { Choice } from './choose-rollup';
import type { FlowCriteria } from './flow-conditions';

/** A column of a cell under the name and with the values that it has in `flow`. */
function stated(column: string): string {
  return `NULLIF(s.${column}, 'UNSTATED')::text AS ${column}`;
}

/** What cells have beyond the columns of all, as `flow` says it, by table. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  [SUM_YEAR.table]: [
    stated('supply_mode'),
    `CASE s.organic WHEN 'YES' THEN TRUE WHEN 'NO' THEN FALSE END AS organic`,
  ],
  [SUM_MONTH.table]: ['EXTRACT(month FROM s.month)::integer AS month'],
  [SUM_PRODUCT.table]: ['s.product', stated('circuit')],
  [SUM_SOURCE.table]: ['s.source'],
};

/**
 * SQL of cells that stand for the flows that match: columns of `flow`, `attributed` (the territory of the row, where rows
 * are territories), `unit`, and for each cell its `amount` and the `flows` it counts: over a range of periods, those
 * carried into the first one and those that start in any.
 * @param conditions the values of the statement; those of the criteria are added
 */
export function rollupCellsSql(
  { rollup, level }: Choice,
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
  conditions: SqlConditions,
): string {
  const monthly = rollup === SUM_MONTH;
  const sources = rollup === SUM_SOURCE;
  const { from, to } = criteria;
  const period = monthly ? 's.month' : 's.year';
  const bound = (day: string) =>
    monthly ? `${conditions.value(day)}::date` : `${conditions.value(Number(day.slice(0, 4)))}::smallint`;
  const first = from === null ? null : bound(from);
  const last = to === null ? null : bound(to);
  const territory = criteria.territory === null ? '0' : territoryKeySql(conditions.value(criteria.territory));
  const where = [
    ...(first === null ? [] : [`${period} >= ${first}`]),
    ...(last === null ? [] : [`${period} <= ${last}`]),
    ...(sources ? [`s.side = 'HERE'`] : []),
    ...own(criteria, conditions),
  ].join(' AND ');

  const columns = [
    's.nature::text AS nature',
    's.stage::text AS stage',
    `${monthly ? 'EXTRACT(year FROM s.month)::integer' : 's.year::integer'} AS year`,
    ...(COLUMNS[rollup.table] ?? []),
    ...(sources
      ? ['s.flows AS flows', 's.flows AS held']
      : [
          's.unit::text AS unit',
          's.amount',
          `s.started + ${carried(monthly, first, dimensions)} AS flows`,
          's.started + s.carried AS held',
        ]),
  ].join(', ');
  const rows = (attributed: string, joins: string, condition: string) =>
    `SELECT ${attributed} AS attributed, ${columns} FROM ${rollup.table} s ${joins} WHERE ${[condition, where].filter(Boolean).join(' AND ')}`;
  const whole = rows('NULL::integer', '', `s.territory = ${territory}`);
  if (level === null) return `(${whole})`;
  const below =
    criteria.territory === null
      ? ''
      : `JOIN territory_closure c ON c.descendant = t.key AND c.ancestor = ${territory}`;
  const each = rows(
    's.territory',
    `JOIN territory t ON t.key = s.territory ${below}`,
    `t.level = '${level}'`,
  );
  return remainderSql(rollup.key, sources, whole, each);
}

/** Where every period is shown, a flow counts in each of its own; else once, in the first that is asked for. */
function carried(monthly: boolean, first: string | null, dimensions: readonly string[]): string {
  const shown = dimensions.includes('MONTH') ? 'month' : dimensions.includes('YEAR') ? 'year' : null;
  if (shown === 'month' || (shown === 'year' && !monthly)) return 's.carried';
  const begins = [
    ...(shown === 'year' ? ['EXTRACT(month FROM s.month) = 1'] : []),
    ...(first === null ? [] : [`${monthly ? 's.month' : 's.year'} = ${first}`]),
  ];
  return begins.length === 0 ? '0' : `CASE WHEN ${begins.join(' OR ')} THEN s.carried ELSE 0 END`;
}

/** Filters other than territory and period. */
function own(criteria: FlowCriteria, conditions: SqlConditions): string[] {
  const parts: string[] = [];
  const when = <T>(value: T | null, text: (placeholder: string) => string): void => {
    if (value !== null) parts.push(text(conditions.value(value)));
  };
  when(criteria.stages, (stages) => `s.stage = ANY(${stages}::flow_stage[])`);
  when(criteria.nature, (nature) => `s.nature = ${nature}::flow_nature`);
  when(criteria.supplyModes, (modes) => `s.supply_mode = ANY(${modes}::flow_supply_mode[])`);
  when(criteria.circuits, (circuits) => `s.circuit = ANY(${circuits}::flow_circuit[])`);
  when(
    criteria.organic === null ? null : criteria.organic ? 'YES' : 'NO',
    (organic) => `s.organic = ${organic}::flow_organic`,
  );
  when(criteria.products, (products) => `s.product = ANY(${products})`);
  when(
    criteria.families,
    (families) => `s.product IN (SELECT code FROM product WHERE family = ANY(${families}))`,
  );
  return parts;
}

/**
 * The territories of a level, and what the whole has beyond them: flows known only more widely, or in none. A cell that
 * holds no flow of the rest is left out: its amounts are zero because there are none.
 */
function remainderSql(key: readonly string[], sources: boolean, whole: string, each: string): string {
  const kept = [
    ...[
      'nature',
      'stage',
      'year',
      'month',
      'supply_mode',
      'organic',
      'product',
      'circuit',
      'source',
      'unit',
    ].filter((name) => key.includes(name) || (name === 'year' && key.includes('month'))),
  ].join(', ');
  const summed = [...(sources ? [] : ['amount']), 'flows', 'held'];
  return `(
    WITH each AS MATERIALIZED (${each})
    SELECT attributed, ${kept}, ${summed.join(', ')} FROM each
    UNION ALL
    SELECT NULL, ${kept}, ${summed.map((name) => `sum(${name})`).join(', ')}
    FROM (
      SELECT ${kept}, ${summed.join(', ')} FROM (${whole}) AS whole
      UNION ALL SELECT ${kept}, ${summed.map((name) => `-${name}`).join(', ')} FROM each
    ) AS rest
    GROUP BY ${kept} HAVING sum(held) > 0
  )`;
}
