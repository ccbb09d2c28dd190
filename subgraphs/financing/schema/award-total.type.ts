import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../../../platform/scalars';
import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../platform/vocabulary/instrument';
import { Actor } from './actor.stub';
import { Territory } from './territory.stub';

@ObjectType({
  description:
    'Sum of awards that share the values of the dimensions asked for. A dimension that was not asked for is null; one that was asked for is null on the row of the awards for which it is not known, so that the rows always add up to the whole.',
  simpleResolvers: true,
})
export class AwardTotal {
  @Field(() => Int, {
    nullable: true,
    description: 'Year of the awards: of their date, else of the start of their period (année).',
  })
  year!: number | null;

  @Field(() => Actor, { nullable: true, description: 'Funder (financeur).' })
  funder!: Actor | null;

  @Field(() => FunderCategory, {
    nullable: true,
    description: 'Category of the funder (catégorie de financeur).',
  })
  funderCategory!: FunderCategory | null;

  /** Behind the field `scheme`, which goes through a loader. */
  schemeId!: string | null;

  @Field(() => Instrument, { nullable: true, description: 'Form of the support (forme du soutien).' })
  instrument!: Instrument | null;

  @Field(() => Territory, {
    nullable: true,
    description:
      'The narrowest known among the territories grouped by: EPCI, else département, else région. Null when the award is attributed to none of them.',
  })
  territory!: Territory | null;

  @Field(() => Territory, { nullable: true, description: 'Région, when grouped by REGION (région).' })
  region!: Territory | null;

  @Field(() => Territory, {
    nullable: true,
    description: 'Département, when grouped by DEPARTEMENT (département).',
  })
  departement!: Territory | null;

  @Field(() => Territory, { nullable: true, description: 'EPCI, when grouped by EPCI (EPCI).' })
  epci!: Territory | null;

  @Field(() => Actor, { nullable: true, description: 'Recipient (bénéficiaire).' })
  recipient!: Actor | null;

  @Field(() => GraphQLDecimal, { description: 'Sum of the stated amounts, in euros (montant).' })
  amount!: string;

  @Field(() => Int, { description: 'How many awards, with or without an amount (nombre d’aides).' })
  awards!: number;

  @Field(() => Int, {
    description:
      'How many of them have no stated amount and add nothing to the sum (aides sans montant connu).',
  })
  awardsWithoutAmount!: number;

  /** Behind the field `sources`, which goes through a loader. */
  sourceSlugs!: readonly string[];
}
