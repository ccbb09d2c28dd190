import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../platform/pagination/page';
import type { FinancingContext } from '../context';
import { Actor } from '../schema/actor.stub';
import { AwardFilter } from '../schema/award.input';
import { type Award, AwardConnection } from '../schema/award.type';
import { awardListOf } from './award.list';
import { AFTER, FILTER, FIRST } from './list-arguments';

/** What this subgraph adds to actors. */
@Resolver(() => Actor)
export class ActorResolver {
  @FieldResolver(() => AwardConnection, {
    description: 'Awards that the actor receives, latest first, then by id (aides reçues).',
  })
  awardsReceived(
    @Root() actor: Actor,
    @Ctx() context: FinancingContext,
    @Arg('filter', () => AwardFilter, { nullable: true, description: FILTER })
    filter: AwardFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER })
    after: string | null,
  ): Promise<Connection<Award>> {
    return awardListOf(context, 'RECIPIENT', actor.id, { filter, first, after });
  }

  @FieldResolver(() => AwardConnection, {
    description: 'Awards that the actor gives, latest first, then by id (aides versées).',
  })
  awardsGiven(
    @Root() actor: Actor,
    @Ctx() context: FinancingContext,
    @Arg('filter', () => AwardFilter, { nullable: true, description: FILTER })
    filter: AwardFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER })
    after: string | null,
  ): Promise<Connection<Award>> {
    return awardListOf(context, 'FUNDER', actor.id, { filter, first, after });
  }
}
