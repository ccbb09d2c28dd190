import { z } from 'zod';
import { decodeCursor } from '../../../platform/pagination/cursor';
import { pageSize, toConnection, type Connection } from '../../../platform/pagination/page';
import { isISODate } from '../../../platform/scalars';
import type { FlowsContext } from '../context';
import type { FlowCriteria } from '../queries/flow-conditions';
import { countFlows, flowPage, type FlowOwner, type PageAsked } from '../queries/flow-pages';
import type { FlowRow } from '../queries/flow-rows';
import type { FlowFilter } from '../schema/flow.input';
import type { Flow } from '../schema/flow.type';
import { flowCriteria, namedTerritories } from './flow-criteria';
import { flowNode } from './flow-node';

const ORDER = 'flows';
/** Only what this list can have handed out: the database never sees another text. */
const POSITION = z.tuple([
  z.string().refine((day) => isISODate(day) && day >= '1900'),
  z.string().regex(/^flow:[a-z0-9-]{1,300}$/),
]);

export interface FlowListArguments {
  filter: FlowFilter | null | undefined;
  first: number | null | undefined;
  after: string | null | undefined;
}

/** One page of all flows that match. */
export function allFlows(context: FlowsContext, args: FlowListArguments): Promise<Connection<Flow>> {
  const { criteria, page } = readArguments(args);
  return connection(context, args, criteria, page, {
    read: () => flowPage(context.database, criteria, page),
    count: () => countFlows(context.database, criteria),
  });
}

/** One page of the flows of an actor or a project; those of all actors of a request are read together. */
export function flowsOf(
  context: FlowsContext,
  owner: FlowOwner,
  id: string,
  args: FlowListArguments,
): Promise<Connection<Flow>> {
  const { criteria, page } = readArguments(args);
  return connection(context, args, criteria, page, {
    read: () => context.loaders.flowPages.load({ owner, criteria, page }, id),
    count: () => context.loaders.flowCounts.load({ owner, criteria }, id),
  });
}

function readArguments(args: FlowListArguments): { criteria: FlowCriteria; page: PageAsked } {
  return {
    criteria: flowCriteria(args.filter),
    page: { first: pageSize(args.first), after: decodeCursor(ORDER, args.after, POSITION) },
  };
}

async function connection(
  context: FlowsContext,
  args: FlowListArguments,
  criteria: FlowCriteria,
  page: PageAsked,
  list: { read: () => Promise<FlowRow[]>; count: () => Promise<number> },
): Promise<Connection<Flow>> {
  const rows = await list.read();
  if (rows.length === 0) await context.requireTerritories(namedTerritories(criteria));
  return toConnection({
    rows,
    first: page.first,
    after: args.after,
    order: ORDER,
    keyOf: (row) => [row.periodStart, row.id],
    toNode: flowNode,
    count: list.count,
  });
}
