import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ActorState } from '../../../platform/vocabulary/actor-state';
import type { ActorsContext } from '../context';
import type { ActorRow } from '../queries/actor.queries';
import { AttributeProvenance, IdentifierDoubt } from '../schema/actor-provenance.type';
import { Actor } from '../schema/actor.type';

/** Fields that tell where an actor's attributes come from, and what is doubtful about it. */
@Resolver(() => Actor)
export class ActorProvenanceResolver {
  @FieldResolver(() => ActorState, {
    description: 'Whether it is at work, as far as registers tell (état).',
  })
  state(@Root() actor: ActorRow): ActorState {
    return actor.closedOn === null ? ActorState.ACTIVE : ActorState.CLOSED;
  }

  @FieldResolver(() => [AttributeProvenance], {
    description: 'What each source says of each attribute, the one that is shown first (provenance).',
  })
  provenance(@Root() actor: ActorRow, @Ctx() context: ActorsContext) {
    return context.actors.provenance.load(actor.id);
  }

  @FieldResolver(() => [IdentifierDoubt], {
    description: 'Identifiers that are kept and not relied on (identifiants douteux).',
  })
  identifierDoubts(@Root() actor: ActorRow, @Ctx() context: ActorsContext) {
    return context.actors.doubts.load(actor.id);
  }
}
