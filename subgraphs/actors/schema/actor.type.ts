import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../../../platform/pagination/connection.type';
import { GraphQLISODate } from '../../../platform/scalars';
import { ActorKind } from '../../../platform/vocabulary/actor-kind';
import { ActorState } from '../../../platform/vocabulary/actor-state';
import { ChainLink } from '../../../platform/vocabulary/chain-link';

/** One organisation; what a row of `actor` holds. Related things are resolved in actor.resolver.ts. */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'One organisation (acteur). It may be several kinds at once: an association that runs an ACI inside a PTCE is one actor. Funders are actors too.',
})
export class Actor {
  @Field(() => ID, { description: 'Stable id, "actor:" and the slug it was first given.' })
  id!: string;

  @Field(() => String, { description: 'Stable readable name for addresses.' })
  slug!: string;

  @Field(() => String, { description: 'Name in full (nom, raison sociale).' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Acronym, when it has one (sigle).' })
  acronym!: string | null;

  @Field(() => [ActorKind], { description: 'What it is; kinds are not exclusive (nature de l’acteur).' })
  kinds!: ActorKind[];

  @Field(() => String, { nullable: true, description: 'SIREN, 9 digits, when known.' })
  siren!: string | null;

  @Field(() => String, { nullable: true, description: 'SIRET of the establishment, 14 digits, when known.' })
  siret!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'RNA number of an association, W and 9 characters, when known (répertoire national des associations).',
  })
  rna!: string | null;

  @Field(() => [ChainLink], {
    description: 'Links of the chain it acts on, as its sources state (maillons).',
  })
  chainLinks!: ChainLink[];

  @Field(() => String, {
    nullable: true,
    description: 'What it does, as its source tells, when known (description).',
  })
  description!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number and street of its seat, when known (adresse).',
  })
  address!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Building, floor, place name, when known (complément d’adresse).',
  })
  addressComplement!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code, 5 digits, when known (code postal).' })
  postalCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'When it receives people, in the format of OpenStreetMap, when known (horaires d’accueil).',
  })
  openingHours!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Page on the accessibility of its premises, when known (accessibilité du lieu).',
  })
  accessibilityUrl!: string | null;

  @Field(() => GraphQLDateTime, {
    description: 'Last change of anything that partners see of it (date de mise à jour).',
  })
  modifiedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Address of its site, when known (site web).' })
  website!: string | null;

  @Field(() => ActorState, { description: 'Whether it still acts (état de l’acteur).' })
  state!: ActorState;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'Day from which no register held it any more; null while one does (date de fermeture).',
  })
  closedOn!: string | null;
}

/** What an edge of a list of actors tells beside its cursor and node. */
@ObjectType()
export class ActorEdgeFields {
  @Field(() => Float, {
    nullable: true,
    description:
      'Kilometres from the point of `near` along a great circle, to the metre; null without `near` (distance).',
  })
  distanceKm!: number | null;
}

export const ActorConnection = connectionType(
  () => Actor,
  'Actor',
  'the one asked by `sort`; by default relevance under a search and name otherwise, accents and case ignored; ties by id.',
  ActorEdgeFields,
);
