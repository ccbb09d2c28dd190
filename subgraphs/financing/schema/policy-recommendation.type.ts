import { Field, Int, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';

@ObjectType({
  description: 'A recommendation of the IGAS report of 2019 on food aid (recommandation).',
  simpleResolvers: true,
})
export class PolicyRecommendation {
  @Field(() => Int, { description: 'Number in that report; not in order within a theme (numéro).' })
  number!: number;

  @Field(() => Int, { description: 'Number of its theme (thème).' })
  theme!: number;

  @Field(() => String, { description: 'What is recommended, in French (recommandation).' })
  text!: string;

  @Field(() => Int, { description: 'Priority, 1 the highest (priorité).' })
  priority!: number;

  @Field(() => String, { description: 'Authority in charge, as written (autorité responsable).' })
  authority!: string;

  @Field(() => String, { description: 'When it is due, as written (échéance).' })
  deadline!: string;

  @Field(() => [Source], { description: 'Where this record comes from.' })
  sources!: Source[];
}
