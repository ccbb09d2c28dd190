import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';

/** What a dimension adds to a statement of totals, whose rows are `f`: flows, or flows by year or month. */
interface DimensionSql {
  /** Expression by column name; the row is grouped by each. */
  columns: Readonly<Record<string, string>>;
  joins?: string;
  /** Field of the date by which the months of a flow are kept apart; `f` then carries it under this name. */
  calendar?: 'year' | 'month';
  /** Order of the rows where the value itself does not give it. */
  order?: string;
}

function calendar(name: 'year' | 'month'): DimensionSql {
  return {
    columns: { [name]: `f.${name}` },
    calendar: name,
  };
}

const PRODUCT_JOIN = ' JOIN product p ON p.code = f.product';

/** The ancestor of the flow's territory at a level; at most one there is, and a sum must never be doubled. */
function ancestor(alias: string, level: string): DimensionSql {
  return {
    columns: { [alias]: `${alias}.id` },
    joins: `
      LEFT JOIN LATERAL (
        SELECT t.id FROM territory_closure c JOIN territory t ON t.key = c.ancestor
        WHERE c.descendant = f.attributed AND t.level = '${level}' ORDER BY t.id LIMIT 1
      ) AS ${alias} ON TRUE`,
  };
}

const STAGES = Object.values(FlowStage)
  .map((stage) => `'${stage}'`)
  .join(', ');

/** In the order of the vocabulary, which is also the order of the rows. */
const DIMENSIONS: Record<FlowDimension, DimensionSql> = {
  [FlowDimension.STAGE]: {
    columns: { stage: 'f.stage' },
    order: `array_position(ARRAY[${STAGES}], f.stage)`,
  },
  [FlowDimension.NATURE]: { columns: { nature: 'f.nature' } },
  [FlowDimension.YEAR]: calendar('year'),
  [FlowDimension.MONTH]: calendar('month'),
  [FlowDimension.FAMILY]: { columns: { family: 'p.family' }, joins: PRODUCT_JOIN },
  [FlowDimension.PRODUCT]: {
    columns: { productCode: 'p.code', productName: 'p.name', productFamily: 'p.family' },
    joins: PRODUCT_JOIN,
  },
  [FlowDimension.SUPPLY_MODE]: { columns: { supplyMode: 'f.supply_mode' } },
  [FlowDimension.CIRCUIT]: { columns: { circuit: 'f.circuit' } },
  [FlowDimension.ORGANIC]: { columns: { organic: 'f.organic' } },
  [FlowDimension.REGION]: ancestor('region', 'REGION'),
  [FlowDimension.DEPARTEMENT]: ancestor('departement', 'DEPARTEMENT'),
  [FlowDimension.EPCI]: ancestor('epci', 'EPCI'),
  [FlowDimension.PROVIDER]: { columns: { provider: 'f.provider' } },
};

/** Pieces of a statement grouped by dimensions. */
export interface Grouping {
  /** Column names, in order; they identify a row. */
  names: string[];
  /** `expression AS "name", …`, empty without dimensions. */
  select: string;
  joins: string;
  calendar: ('year' | 'month')[];
  /** `GROUP BY …`, empty without dimensions: one row then comes out whatever the data. */
  groupBy: string;
  orderBy: string;
}

/** Puts dimensions together, each once; MONTH brings YEAR, for a month without its year means nothing. */
export function grouping(asked: readonly FlowDimension[]): Grouping {
  const wanted = new Set(asked);
  if (wanted.has(FlowDimension.MONTH)) wanted.add(FlowDimension.YEAR);
  const parts = Object.values(FlowDimension)
    .filter((dimension) => wanted.has(dimension))
    .map((dimension) => DIMENSIONS[dimension]);
  const columns = parts.flatMap((part) => Object.entries(part.columns));
  const expressions = columns.map(([, expression]) => expression);
  const order = parts.flatMap((part) => (part.order ? [part.order] : Object.values(part.columns)));
  return {
    names: columns.map(([name]) => name),
    select: columns.map(([name, expression]) => `${expression} AS "${name}", `).join(''),
    // Two dimensions may need the same join.
    joins: [...new Set(parts.map((part) => part.joins ?? ''))].join(''),
    calendar: parts.flatMap((part) => part.calendar ?? []),
    groupBy: columns.length === 0 ? '' : `GROUP BY ${expressions.join(', ')}`,
    orderBy: columns.length === 0 ? '' : `ORDER BY ${order.map((by) => `${by} NULLS LAST`).join(', ')}`,
  };
}
