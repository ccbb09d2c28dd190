import { FRANCE_ID } from '../../../platform/territory-id';
import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { SUM_MONTH, SUM_PRODUCT, SUM_SOURCE, SUM_YEAR, type Rollup } from '../rules/rollups';
import type { FlowCriteria } from './flow-conditions';
import { beginsMonth, endsMonth } from './month-part';

/** Levels whose territories can be rows. */
export type RowLevel = FlowDimension.REGION | FlowDimension.DEPARTEMENT | FlowDimension.EPCI;

/** The table that answers, and the level whose territories its rows are, if they are. */
export interface Choice {
  rollup: Rollup;
  level: RowLevel | null;
}

/** What a table can answer: filters it can tell apart, dimensions it holds, periods it is made of. */
interface Reach {
  rollup: Rollup;
  filters: readonly (keyof FlowCriteria)[];
  dimensions: readonly FlowDimension[];
  period: 'year' | 'month';
}

const { STAGE, NATURE, YEAR, MONTH, FAMILY, PRODUCT, SUPPLY_MODE, CIRCUIT, ORGANIC } = FlowDimension;
const { REGION, DEPARTEMENT, EPCI } = FlowDimension;

/** Every table by territory can tell these apart. */
const ALWAYS: readonly (keyof FlowCriteria)[] = ['stages', 'nature', 'from', 'to', 'territory'];

/** The smallest first. */
const SUMS: readonly Reach[] = [
  {
    rollup: SUM_YEAR,
    filters: [...ALWAYS, 'supplyModes', 'organic'],
    dimensions: [STAGE, NATURE, YEAR, SUPPLY_MODE, ORGANIC],
    period: 'year',
  },
  { rollup: SUM_MONTH, filters: ALWAYS, dimensions: [STAGE, NATURE, YEAR, MONTH], period: 'month' },
  {
    rollup: SUM_PRODUCT,
    filters: [...ALWAYS, 'families', 'products', 'circuits'],
    dimensions: [STAGE, NATURE, YEAR, FAMILY, PRODUCT, CIRCUIT],
    period: 'year',
  },
];
const SOURCES: readonly Reach[] = [
  { rollup: SUM_SOURCE, filters: ALWAYS, dimensions: [STAGE, NATURE, YEAR], period: 'year' },
];

/** The smallest table that holds the sums asked for; undefined when only the flows themselves do. */
export function chooseSums(criteria: FlowCriteria, dimensions: readonly FlowDimension[]): Choice | undefined {
  return choose(SUMS, criteria, dimensions);
}

/** The same for the documents behind them. */
export function chooseSources(
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
): Choice | undefined {
  return choose(SOURCES, criteria, dimensions);
}

function choose(
  reaches: readonly Reach[],
  criteria: FlowCriteria,
  dimensions: readonly FlowDimension[],
): Choice | undefined {
  const level = rowLevel(criteria.territory, dimensions);
  if (level === undefined) return undefined;
  const found = reaches.find(
    (reach) =>
      Object.entries(criteria).every(
        ([name, value]) => value === null || reach.filters.includes(name as keyof FlowCriteria),
      ) &&
      dimensions.every((dimension) => dimension === level || reach.dimensions.includes(dimension)) &&
      isWhole(criteria, reach.period),
  );
  return found && { rollup: found.rollup, level };
}

/**
 * The level whose territories are the rows, null when there is none; undefined where cells would not be exact. Communes
 * have no cells. A row is a cell only where each territory of the level that meets the one asked for lies in it: an
 * EPCI may straddle régions, and any may straddle a PAT. Of two levels at once, neither says which part of a
 * straddling territory lies in the other.
 */
function rowLevel(
  territory: string | null,
  dimensions: readonly FlowDimension[],
): RowLevel | null | undefined {
  if (territory?.startsWith('commune:')) return undefined;
  const levels = [...new Set(dimensions)].filter(
    (dimension): dimension is RowLevel =>
      dimension === REGION || dimension === DEPARTEMENT || dimension === EPCI,
  );
  const [level] = levels;
  if (level === undefined) return null;
  if (levels.length > 1) return undefined;
  const nested =
    territory === null ||
    territory === FRANCE_ID ||
    (territory.startsWith('region:') && level === FlowDimension.DEPARTEMENT);
  return nested ? level : undefined;
}

/** Whether the period is made of whole years or months, or open. */
function isWhole({ from, to }: FlowCriteria, period: 'year' | 'month'): boolean {
  return period === 'month'
    ? (from === null || beginsMonth(from)) && (to === null || endsMonth(to))
    : (from === null || from.endsWith('-01-01')) && (to === null || to.endsWith('-12-31'));
}
