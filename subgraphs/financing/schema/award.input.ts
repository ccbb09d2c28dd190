import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLDecimal } from '../../../platform/scalars';
import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../platform/vocabulary/instrument';
import { Nature } from '../../../platform/vocabulary/nature';

@InputType({ description: 'Conditions on awards; all that are given must hold.' })
export class AwardFilter {
  @Field(() => Int, {
    nullable: true,
    description:
      'Year of the award (année): that of its date, else of the start of its period. An award over several years counts once, whole, in that year. An award whose source states no date has no year and is left out by this condition.',
  })
  year?: number | null;

  @Field(() => ID, { nullable: true, description: 'Actor that gives (financeur).' })
  funder?: string | null;

  @Field(() => [FunderCategory], {
    nullable: true,
    description: 'Any of these categories of funder; an empty list keeps nothing.',
  })
  funderCategories?: FunderCategory[] | null;

  @Field(() => ID, { nullable: true, description: 'Actor that receives (bénéficiaire).' })
  recipient?: string | null;

  @Field(() => ID, { nullable: true, description: 'Project that is funded (projet).' })
  project?: string | null;

  @Field(() => ID, { nullable: true, description: 'Scheme that the award comes from (dispositif).' })
  scheme?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Territory at any level: awards attributed to it or to a territory inside it. BAD_USER_INPUT when unknown.',
  })
  territory?: string | null;

  @Field(() => [Instrument], {
    nullable: true,
    description: 'Any of these forms of support; an empty list keeps nothing.',
  })
  instruments?: Instrument[] | null;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'Least amount, in euros, included. Awards without a stated amount are left out by it.',
  })
  minAmount?: string | null;

  @Field(() => Nature, {
    nullable: true,
    description: 'Realised or planned; ACTUAL when not given: the two are never mixed.',
  })
  nature?: Nature | null;
}
