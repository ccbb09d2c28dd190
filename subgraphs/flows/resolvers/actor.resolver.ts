import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { FlowDirection } from '../../../platform/vocabulary/flow-direction';
import type { FlowsContext } from '../context';
import { ActorStub } from '../schema/actor.stub';
import { FlowTotal } from '../schema/flow-total.type';
import { FlowFilter } from '../schema/flow.input';
import { FlowConnection } from '../schema/flow.type';
import { AFTER, FIRST, GROUP_BY } from '../schema/list-arguments';
import { actorTotalRows } from './flow-total-rows';
import { flowsOf } from './flow.list';

const DIRECTION = 'IN: it receives; OUT: it provides; left out, both (sens).';

/** What an actor gives and takes. */
@Resolver(() => ActorStub)
export class ActorResolver {
  @FieldResolver(() => FlowConnection, {
    description:
      'Flows that the actor provides or receives, first day of the period latest first, then by id; without a nature, realised flows only (flux).',
  })
  flows(
    @Root() actor: ActorStub,
    @Ctx() context: FlowsContext,
    @Arg('direction', () => FlowDirection, { nullable: true, description: DIRECTION })
    direction: FlowDirection | null,
    @Arg('filter', () => FlowFilter, {
      nullable: true,
      description: 'Further conditions, all of which hold.',
    })
    filter: FlowFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return flowsOf(context, direction ?? 'BOTH', actor.id, { filter, first, after });
  }

  @FieldResolver(() => [FlowTotal], {
    description:
      'Sums over the flows that the actor provides or receives, each counted once, grouped as `Query.flowTotals` groups them; without a nature, realised flows only. An empty list of dimensions gives exactly one row (totaux).',
  })
  flowTotals(
    @Root() actor: ActorStub,
    @Ctx() context: FlowsContext,
    @Arg('direction', () => FlowDirection, { nullable: true, description: DIRECTION })
    direction: FlowDirection | null,
    @Arg('filter', () => FlowFilter, {
      nullable: true,
      description: 'Further conditions, all of which hold.',
    })
    filter: FlowFilter | null,
    @Arg('groupBy', () => [FlowDimension], { defaultValue: [], description: GROUP_BY })
    groupBy: FlowDimension[],
  ): Promise<FlowTotal[]> {
    return actorTotalRows(context, actor.id, direction ?? null, filter, groupBy);
  }
}
