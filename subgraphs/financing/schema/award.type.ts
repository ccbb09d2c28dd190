import { Field, Float, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../../../platform/pagination/connection.type';
import { GraphQLDecimal, GraphQLISODate } from '../../../platform/scalars';
import { ExpenseType } from '../../../platform/vocabulary/expense-type';
import { FunderCategory } from '../../../platform/vocabulary/funder-category';
import { Instrument } from '../../../platform/vocabulary/instrument';
import { Nature } from '../../../platform/vocabulary/nature';
import { Actor } from './actor.stub';
import { Project } from './project.stub';

@ObjectType({
  description: 'Money or kind from a funder to a recipient, for a project or not (aide, subvention, apport).',
  simpleResolvers: true,
})
export class Award {
  @Field(() => ID, { description: 'Global id, such as award:gt4-2022-le-radis-….' })
  id!: string;

  @Field(() => Actor, {
    nullable: true,
    description: 'Who gives (financeur); null only when the source names a category and no body.',
  })
  funder!: Actor | null;

  @Field(() => FunderCategory, { description: 'Category of the funder (catégorie de financeur).' })
  funderCategory!: FunderCategory;

  @Field(() => Actor, {
    nullable: true,
    description: 'Who receives (bénéficiaire); null when the source does not say.',
  })
  recipient!: Actor | null;

  @Field(() => Project, {
    nullable: true,
    description: 'Project that is funded, when there is one (projet).',
  })
  project!: Project | null;

  /** Behind the field `scheme`, which goes through a loader. */
  schemeId!: string | null;

  @Field(() => Instrument, { description: 'Form of the support (forme du soutien).' })
  instrument!: Instrument;

  @Field(() => Nature, { description: 'Realised or planned (réalisé, prévu).' })
  nature!: Nature;

  @Field(() => GraphQLDecimal, {
    nullable: true,
    description: 'Amount in euros (montant). Null when the source names the funder and no sum.',
  })
  amount!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the budget, 0 to 1, when the source states a share (part du budget).',
  })
  share!: number | null;

  @Field(() => GraphQLISODate, { nullable: true, description: 'Day of the decision, when stated (date).' })
  date!: string | null;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'First day of the period covered, when stated (début de période).',
  })
  periodStart!: string | null;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'Last day of the period covered, included, when stated (fin de période).',
  })
  periodEnd!: string | null;

  @Field(() => [ExpenseType], {
    description: 'Types of expense that it pays for, as stated (types de dépenses).',
  })
  expenses!: ExpenseType[];
}

export const AwardConnection = connectionType(
  () => Award,
  'Award',
  'latest first (date, else start of period; those without a date last), then id.',
);
