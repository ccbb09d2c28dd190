import { z } from 'zod';
import { decodeCursor } from '../../../platform/pagination/cursor';
import { pageSize, toConnection, type Connection } from '../../../platform/pagination/page';
import type { FlowsContext } from '../context';
import type { StepSide } from '../queries/flow-steps';
import type { Flow } from '../schema/flow.type';
import { flowNode } from './flow-node';

const ORDER = 'flow-steps';
/** Only what this list can have handed out: the database never sees another text. */
const POSITION = z.tuple([z.string().regex(/^flow:[a-z0-9-]{1,300}$/)]);

/** One page of the flows a step away; those of all flows of a request are read together. */
export async function stepsOf(
  context: FlowsContext,
  side: StepSide,
  id: string,
  args: { first: number | null | undefined; after: string | null | undefined },
): Promise<Connection<Flow>> {
  const first = pageSize(args.first);
  const [after] = decodeCursor(ORDER, args.after, POSITION) ?? [];
  return toConnection({
    rows: await context.loaders.flowSteps.load({ side, page: { first, after } }, id),
    first,
    after: args.after,
    order: ORDER,
    keyOf: (row) => [row.id],
    toNode: flowNode,
    count: () => context.loaders.flowStepCounts.load(side, id),
  });
}
