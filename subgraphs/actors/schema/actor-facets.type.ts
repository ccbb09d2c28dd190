import { Field, Int, ObjectType } from 'type-graphql';
import { ActorKind } from '../../../platform/vocabulary/actor-kind';
import { ActorState } from '../../../platform/vocabulary/actor-state';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import { SiaeKind } from '../../../platform/vocabulary/siae-kind';

/** Counts of the actors of a filter; its fields are resolved in actor-facets.resolver.ts. */
@ObjectType({
  description:
    'Counts of the actors of a filter (facettes). Each count leaves its own part of the filter out, so that it shows what another choice would give; largest first.',
})
export class ActorFacets {}

const COUNT = { description: 'How many actors (nombre).' };

/** Actors of a kind. */
@ObjectType({ simpleResolvers: true, description: 'How many actors are of a kind.' })
export class ActorKindCount {
  @Field(() => ActorKind, { description: 'The kind (nature).' })
  value!: ActorKind;

  @Field(() => Int, COUNT)
  count!: number;
}

/** Actors with an agreement of a kind. */
@ObjectType({ simpleResolvers: true, description: 'How many actors hold an agreement of a kind.' })
export class SiaeKindCount {
  @Field(() => SiaeKind, { description: 'The kind of structure (type de SIAE).' })
  value!: SiaeKind;

  @Field(() => Int, COUNT)
  count!: number;
}

/** Actors on a link. */
@ObjectType({ simpleResolvers: true, description: 'How many actors act on a link of the chain.' })
export class ChainLinkCount {
  @Field(() => ChainLink, { description: 'The link (maillon).' })
  value!: ChainLink;

  @Field(() => Int, COUNT)
  count!: number;
}

/** Actors in a state. */
@ObjectType({ simpleResolvers: true, description: 'How many actors are in a state.' })
export class ActorStateCount {
  @Field(() => ActorState, { description: 'The state (état).' })
  value!: ActorState;

  @Field(() => Int, COUNT)
  count!: number;
}

/** Members of a network; the network is resolved from `value`. */
@ObjectType({ description: 'How many actors belong to a network.' })
export class NetworkCount {
  /** Not a field: id of the network. */
  value!: string;

  @Field(() => Int, COUNT)
  count!: number;
}

/** Actors seated in a territory, which is resolved from `value`. */
@ObjectType({ description: 'How many actors are seated in a territory.' })
export class SeatCount {
  /** Not a field: id of the territory, null for none. */
  value!: string | null;

  @Field(() => Int, COUNT)
  count!: number;
}
