import { Field, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';
import { ExpenseType } from '../../../platform/vocabulary/expense-type';

@ObjectType({
  description: 'An expense that the proposed fund could pay for (dépense éligible).',
  simpleResolvers: true,
})
export class EligibleExpense {
  @Field(() => ExpenseType, { description: 'Type of expense (type de dépense).' })
  type!: ExpenseType;

  @Field(() => String, { description: 'Name, in French (intitulé).' })
  name!: string;

  @Field(() => [String], { description: 'Examples that the source gives, in French (exemples).' })
  examples!: string[];

  @Field(() => Boolean, {
    description:
      'Whether the source notes a strong consensus on paying for it; false where it notes none, or says nothing (consensus).',
  })
  consensus!: boolean;

  @Field(() => [Source], { description: 'Where this record comes from.' })
  sources!: Source[];
}
