import { Field, ID, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';
import { ExpenseType } from '../../../platform/vocabulary/expense-type';
import { Actor } from './actor.stub';

@ObjectType({
  description: 'A public or private scheme that awards come from (dispositif de financement).',
  simpleResolvers: true,
})
export class FundingScheme {
  @Field(() => ID, { description: 'Global id, such as scheme:pna.' })
  id!: string;

  @Field(() => String, { description: 'Name (nom du dispositif).' })
  name!: string;

  @Field(() => Actor, { nullable: true, description: 'Who runs it, when named (opérateur).' })
  operator!: Actor | null;

  @Field(() => String, { description: 'What it is, in French (description).' })
  description!: string;

  @Field(() => [ExpenseType], {
    description: 'Types of expense that it can pay for, as stated (types de dépenses).',
  })
  expenses!: ExpenseType[];

  @Field(() => [Source], { description: 'Where this record comes from.' })
  sources!: Source[];
}
