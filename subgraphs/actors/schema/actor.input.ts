import { Field, Float, ID, InputType } from 'type-graphql';
import { ActorKind } from '../../../platform/vocabulary/actor-kind';
import { ActorState } from '../../../platform/vocabulary/actor-state';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import { SiaeKind } from '../../../platform/vocabulary/siae-kind';

/** A circle on the ground. */
@InputType({ description: 'A circle on the ground, in degrees WGS 84 and kilometres.' })
export class NearInput {
  @Field(() => Float, { description: 'Latitude of the centre, -90 to 90 degrees.' })
  latitude!: number;

  @Field(() => Float, { description: 'Longitude of the centre, -180 to 180 degrees.' })
  longitude!: number;

  @Field(() => Float, { description: 'Radius in kilometres, above 0 and up to 500.' })
  radiusKm!: number;
}

/** Conditions on actors; all must hold. */
@InputType({
  description:
    'Conditions on actors; all must hold. A condition left out or null asks nothing, except `states`; an empty list lets nobody through.',
})
export class ActorFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of the name, acronym, networks, commune or département, in any order; each must be found. Accents, case, abbreviations (st, asso) and a typing error a word are forgiven. At most 100 characters.',
  })
  search?: string | null;

  @Field(() => [ActorKind], { nullable: true, description: 'At least one of these kinds (nature).' })
  kinds?: ActorKind[] | null;

  @Field(() => [SiaeKind], {
    nullable: true,
    description: 'Holds an agreement of one of these kinds (type de SIAE).',
  })
  siaeKinds?: SiaeKind[] | null;

  @Field(() => [ChainLink], {
    nullable: true,
    description: 'Acts on at least one of these links (maillons).',
  })
  chainLinks?: ChainLink[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Carries or takes part in a project with one of these activities, by their codes; see `chainActivities` (activités).',
  })
  activities?: string[] | null;

  @Field(() => [ActorState], {
    nullable: true,
    description: 'In one of these states; ACTIVE alone when left out or null (état).',
  })
  states?: ActorState[] | null;

  @Field(() => ID, { nullable: true, description: 'Seated in this territory, of any level (siège).' })
  territory?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Acts in this territory, of any level: seated in it, or an area of its own, of its projects or of its PAT lies in it or contains it (territoire d’action).',
  })
  operatesIn?: string | null;

  @Field(() => ID, { nullable: true, description: 'Member of this network: the id of an actor (réseau).' })
  network?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Member of at least one of these networks: ids of actors (réseaux).',
  })
  networks?: string[] | null;

  @Field(() => NearInput, {
    nullable: true,
    description: 'Located in this circle: by its own coordinates, else those of its commune.',
  })
  near?: NearInput | null;
}
