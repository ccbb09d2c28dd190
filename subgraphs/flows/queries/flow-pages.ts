import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { FlowDirection } from '../../../platform/vocabulary/flow-direction';
import { flowConditions, overlappingPeriod, type FlowCriteria } from './flow-conditions';
import {
  afterPosition,
  FLOW_COLUMNS,
  FLOW_JOINS,
  FLOW_ORDER,
  type FlowPosition,
  type FlowRow,
} from './flow-rows';

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

/** How many flows match. */
export async function countFlows(database: Database, criteria: FlowCriteria): Promise<number> {
  const conditions = listConditions(criteria);
  const [row] = await database.rows<{ count: number }>(
    'flows.count',
    `SELECT count(*) AS count FROM flow f WHERE ${conditions.where}`,
    conditions.values,
  );
  return row?.count ?? 0;
}

/** Whose flows: those an actor gives, takes, or both; those of a project. */
export type FlowOwner = FlowDirection | 'BOTH' | 'PROJECT';

const OWNED: Record<FlowOwner, string> = {
  [FlowDirection.IN]: 'f.receiver = owner.id',
  [FlowDirection.OUT]: 'f.provider = owner.id',
  BOTH: '(f.provider = owner.id OR f.receiver = owner.id)',
  PROJECT: 'f.project = owner.id',
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
  return database.rows(
    `flows.pagesOf${owner}`,
    `SELECT owner.id AS owner, ${FLOW_COLUMNS}
     FROM unnest(${conditions.value(ids)}::text[]) AS owner (id)
     CROSS JOIN LATERAL (
       SELECT * FROM flow f WHERE ${OWNED[owner]} AND ${conditions.where}
       ORDER BY ${FLOW_ORDER} LIMIT ${conditions.value(page.first + 1)}
     ) AS f ${FLOW_JOINS}
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
  return database.rows(
    `flows.countsOf${owner}`,
    `SELECT owner.id AS owner, f.count
     FROM unnest(${conditions.value(ids)}::text[]) AS owner (id)
     CROSS JOIN LATERAL (
       SELECT count(*) AS count FROM flow f WHERE ${OWNED[owner]} AND ${conditions.where}
     ) AS f`,
    conditions.values,
  );
}
