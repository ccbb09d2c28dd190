import { Field, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';
import { CriteriaFramework } from '../../../platform/vocabulary/criteria-framework';

@ObjectType({
  description: 'A criterion by which projects are chosen or policies judged (critère).',
  simpleResolvers: true,
})
export class FundCriterion {
  @Field(() => String, { description: 'Stable code inside its framework.' })
  code!: string;

  @Field(() => CriteriaFramework, { description: 'Grid that it belongs to (cadre).' })
  framework!: CriteriaFramework;

  @Field(() => String, { description: 'Objective that it serves, in French (objectif).' })
  objective!: string;

  @Field(() => String, { description: 'Name, in French (intitulé).' })
  name!: string;

  @Field(() => String, { description: 'What is looked at, in French (description).' })
  description!: string;

  @Field(() => [Source], { description: 'Where this record comes from.' })
  sources!: Source[];
}
