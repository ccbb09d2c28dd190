import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { FlowDirection } from '../../../platform/vocabulary/flow-direction';
import { chooseSums, type Choose } from './choose-rollup';
import { flowConditions, overlappingPeriod, type FlowCriteria } from './flow-conditions';
import {
  afterPosition,
  FLOW_COLUMNS,
  FLOW_JOINS,
  FLOW_ORDER,
  type FlowPosition,
  type FlowRow,
} from './flow-rows';
import { rollupCellsSql } from './rollup-cells';

/** What to read of a list: one row more than `first`, so that the caller sees whether a page follows. */
export interface PageAsked {
  first: number;
  after: FlowPosition | undefined;
}

function listConditions(criteria: FlowCriteria, after?: FlowPosition): SqlConditions {
  const conditions = overlappingPeriod(criteria, flowConditions(criteria));
  if (after) conditions.always(afterPosition(conditions.value(after[0]), conditions.value(after[1])));
  return conditions;
}

/** One page of the flows that match, plus one row. */
export function flowPage(database: Database, criteria: FlowCriteria, page: PageAsked): Promise<FlowRow[]> {
  const conditions = listConditions(criteria, page.after);
  return database.rows(
    'flows.page',
    // Cut first, join after: the joins then touch one page whatever the filter.
    `SELECT ${FLOW_COLUMNS}
     FROM (SELECT * FROM flow f WHERE ${conditions.where}
           ORDER BY ${FLOW_ORDER} LIMIT ${conditions.value(page.first + 1)}) AS f ${FLOW_JOINS}
     ORDER BY ${FLOW_ORDER}`,
    conditions.values,
  );
}

/** SQL of `count`, how many flows match: from cells where some hold the filter, else one by one. */
export function flowCountStatement(
  criteria: FlowCriteria,
  choose: Choose = chooseSums,
): { text: string; values: readonly unknown[] } {
  const choice = choose(criteria, []);
  const conditions = choice ? new SqlConditions() : listConditions(criteria);
  const text = choice
    ? `SELECT COALESCE(sum(f.flows), 0)::bigint AS count FROM ${rollupCellsSql(choice, criteria, [], conditions)} AS f`
    : `SELECT count(*) AS count FROM flow f WHERE ${conditions.where}`;
  return { text, values: conditions.values };
}

/** How many flows match. */
export async function countFlows(
  database: Database,
  criteria: FlowCriteria,
  choose: Choose = chooseSums,
): Promise<number> {
  const { text, values } = flowCountStatement(criteria, choose);
  const [row] = await database.rows<{ count: number }>('flows.count', text, values);
  return row?.count ?? 0;
}

/** Whose flows: those an actor gives, takes, or both; those of a project. */
export type FlowOwner = FlowDirection | 'BOTH' | 'PROJECT';

/**
 * The ways in which a flow is an owner's, each with an index in the order of the list and none giving a flow twice.
 * Both sides of an actor are two ways: under an OR the planner would walk the whole list in search of its flows.
 */
const WAYS: Record<FlowOwner, readonly string[]> = {
  [FlowDirection.IN]: ['f.receiver = owner.id'],
  [FlowDirection.OUT]: ['f.provider = owner.id'],
  BOTH: ['f.provider = owner.id', 'f.receiver = owner.id AND f.provider IS DISTINCT FROM owner.id'],
  PROJECT: ['f.project = owner.id'],
};

/** One page of flows for each owner, in a single statement; the rows of one owner stand in the order of the list. */
export function flowPagesOf(
  database: Database,
  owner: FlowOwner,
  ids: readonly string[],
  criteria: FlowCriteria,
  page: PageAsked,
): Promise<(FlowRow & { owner: string })[]> {
  const conditions = listConditions(criteria, page.after);
  const cut = `ORDER BY ${FLOW_ORDER} LIMIT ${conditions.value(page.first + 1)}`;
  const ways = WAYS[owner].map((way) => `(SELECT * FROM flow f WHERE ${way} AND ${conditions.where} ${cut})`);
  return database.rows(
    `flows.pagesOf${owner}`,
    `SELECT owner.id AS owner, ${FLOW_COLUMNS}
     FROM unnest(${conditions.value(ids)}::text[]) AS owner (id)
     CROSS JOIN LATERAL (SELECT * FROM (${ways.join(' UNION ALL ')}) AS f ${cut}) AS f ${FLOW_JOINS}
     ORDER BY ${FLOW_ORDER}`,
    conditions.values,
  );
}

/** How many flows each owner has; owners of none are absent. */
export function countFlowsOf(
  database: Database,
  owner: FlowOwner,
  ids: readonly string[],
  criteria: FlowCriteria,
): Promise<{ owner: string; count: number }[]> {
  const conditions = listConditions(criteria);
  const ways = WAYS[owner].map((way) => `(SELECT count(*) FROM flow f WHERE ${way} AND ${conditions.where})`);
  return database.rows(
    `flows.countsOf${owner}`,
    `SELECT owner.id AS owner, ${ways.join(' + ')} AS count
     FROM unnest(${conditions.value(ids)}::text[]) AS owner (id)`,
    conditions.values,
  );
}
