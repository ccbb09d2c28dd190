import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLDecimal } from '../../../platform/scalars';
import { AwardTotal } from './award-total.type';

@ObjectType({
  description:
    'Realised awards attributed to a territory and to all inside it (financement d’un territoire). Sums over PATs are never to be added up: PATs overlap.',
  simpleResolvers: true,
})
export class FinancingSummary {
  @Field(() => GraphQLDecimal, { description: 'Sum of the stated amounts, in euros (montant).' })
  amount!: string;

  @Field(() => Int, { description: 'How many awards, with or without an amount (nombre d’aides).' })
  awards!: number;

  @Field(() => Int, {
    description:
      'How many of them have no stated amount and add nothing to the sum (aides sans montant connu).',
  })
  awardsWithoutAmount!: number;

  @Field(() => [AwardTotal], {
    description:
      'The same sum, one row a category of funder, in the alphabetical order of the category codes; only `funderCategory` is set among the dimensions.',
  })
  byCategory!: AwardTotal[];

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description:
      'Amount divided by the municipal population, in euros, rounded half up to the cent (par habitant). Null when the population is not known, and when there are awards but none states an amount.',
  })
  perInhabitant!: string | null;

  /** Behind the field `sources`, which goes through a loader. */
  sourceSlugs!: readonly string[];
}
