/**
 * The tables of sums. Each holds, for the flows of a cell's key, the sum of their parts inside the period, and how many
 * they are: `started` when their first part lies in the period, `carried` when they began earlier.
 */
export interface Rollup {
  table: string;
  /** Columns of the primary key, in its order. */
  key: readonly string[];
  /** Columns that are summed. */
  measures: readonly string[];
  /** What a cell's flows have in common with its `territory`, if it has one. */
  holds: 'attributed' | 'either end' | 'each end';
}

const SUMS = ['amount', 'started', 'carried'] as const;

/** Flows attributed to the territory or below it; territory 0 holds all flows. */
export const SUM_YEAR: Rollup = {
  table: 'flow_sum_year',
  key: ['territory', 'nature', 'year', 'stage', 'supply_mode', 'organic', 'unit'],
  measures: SUMS,
  holds: 'attributed',
};
export const SUM_MONTH: Rollup = {
  table: 'flow_sum_month',
  key: ['territory', 'nature', 'month', 'stage', 'unit'],
  measures: SUMS,
  holds: 'attributed',
};
export const SUM_PRODUCT: Rollup = {
  table: 'flow_sum_product',
  key: ['territory', 'nature', 'year', 'stage', 'circuit', 'unit', 'product'],
  measures: SUMS,
  holds: 'attributed',
};
/** Flows with an end in the territory: what is attributed to it, and what only leaves it or passes. */
export const SUM_PLACE: Rollup = {
  table: 'flow_sum_place',
  key: ['territory', 'nature', 'year', 'stage', 'origin_place', 'destination_place', 'unit'],
  measures: SUMS,
  holds: 'either end',
};
/** Flows with an end in the territory, by source; for territory 0 all flows, as HERE. */
export const SUM_SOURCE: Rollup = {
  table: 'flow_sum_source',
  key: ['territory', 'nature', 'year', 'stage', 'side', 'source'],
  measures: ['flows'],
  holds: 'either end',
};
/** All flows, between the territories of a level that hold their ends. */
export const SUM_PAIR: Rollup = {
  table: 'flow_sum_pair',
  key: ['level', 'origin', 'destination', 'nature', 'year', 'stage', 'unit'],
  measures: SUMS,
  holds: 'each end',
};

export const ROLLUPS: readonly Rollup[] = [SUM_YEAR, SUM_MONTH, SUM_PRODUCT, SUM_PLACE, SUM_SOURCE, SUM_PAIR];
