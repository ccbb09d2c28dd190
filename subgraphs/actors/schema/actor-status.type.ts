import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { GraphQLISODate } from '../../../platform/scalars';
import { SiaeKind } from '../../../platform/vocabulary/siae-kind';

/** Recognition as a territorial food project. */
@ObjectType({
  simpleResolvers: true,
  description: 'Recognition of a territorial food project (reconnaissance PAT).',
})
export class PatRecognition {
  /** Not a field: id of the area, resolved in actor-status.resolver.ts. */
  territoryId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Level of recognition, 1 emerging or 2 operational, when known.',
  })
  level!: number | null;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'First day, when known; 1 January when the source gives a year alone.',
  })
  since!: string | null;
}

/** Label of a territorial pole of economic cooperation. */
@ObjectType({
  simpleResolvers: true,
  description: 'Label of a territorial pole of economic cooperation (label PTCE).',
})
export class PtceLabel {
  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'First day, when known; 1 January when the source gives a year alone.',
  })
  since!: string | null;
}

/** State agreement of a structure of inclusion through work. */
@ObjectType({
  simpleResolvers: true,
  description: 'State agreement of a structure of inclusion through work (agrément ou convention SIAE).',
})
export class SiaeAgreement {
  @Field(() => SiaeKind, { description: 'Kind of structure (type de SIAE).' })
  kind!: SiaeKind;

  @Field(() => GraphQLISODate, { nullable: true, description: 'First day, when known.' })
  since!: string | null;

  @Field(() => GraphQLISODate, { nullable: true, description: 'Last day, inclusive, when known.' })
  until!: string | null;
}

/** Authorisation to receive public contributions to food aid. */
@ObjectType({
  simpleResolvers: true,
  description: 'Authorisation to receive public contributions to food aid (habilitation aide alimentaire).',
})
export class FoodAidAuthorisation {
  @Field(() => GraphQLISODate, { nullable: true, description: 'First day, when known.' })
  since!: string | null;

  @Field(() => GraphQLISODate, { nullable: true, description: 'Last day, inclusive, when known.' })
  until!: string | null;
}

const TYPES = {
  PAT_RECOGNITION: PatRecognition,
  PTCE_LABEL: PtceLabel,
  SIAE_AGREEMENT: SiaeAgreement,
  FOOD_AID_AUTHORISATION: FoodAidAuthorisation,
} as const;

/** A status as loaders hand it over: the union's member is told by `type`. */
export type ActorStatusValue = { type: keyof typeof TYPES } & Partial<
  PatRecognition & PtceLabel & SiaeAgreement & FoodAidAuthorisation
>;

export const ActorStatus = createUnionType({
  name: 'ActorStatus',
  description:
    'A recognition that an actor holds, with its own dates (reconnaissance, label, agrément, habilitation).',
  types: () => [PatRecognition, PtceLabel, SiaeAgreement, FoodAidAuthorisation] as const,
  resolveType: (value) => TYPES[(value as unknown as ActorStatusValue).type],
});
