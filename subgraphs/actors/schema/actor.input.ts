import { Field, Float, ID, InputType } from 'type-graphql';
import { ActorKind } from '../../../platform/vocabulary/actor-kind';
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
@InputType({ description: 'Conditions on actors; all must hold. A condition left out or null asks nothing.' })
export class ActorFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Words of the name or acronym; accents, case and typing errors are forgiven. At most 100 characters.',
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

  @Field(() => ID, { nullable: true, description: 'Seated in this territory, of any level (siège).' })
  territory?: string | null;

  @Field(() => ID, { nullable: true, description: 'Member of this network: the id of an actor (réseau).' })
  network?: string | null;

  @Field(() => NearInput, {
    nullable: true,
    description: 'Located in this circle: by its own coordinates, else those of its commune.',
  })
  near?: NearInput | null;
}
