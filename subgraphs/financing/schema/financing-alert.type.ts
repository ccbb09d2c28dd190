import { Field, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';

@ObjectType({
  description:
    'A rule on financing stated by the source that the data of a project meets (point de vigilance). It says what the data says, not that the law is broken.',
  simpleResolvers: true,
})
export class FinancingAlert {
  @Field(() => String, {
    description:
      'ACI_SALES_CAP, NO_TAX_DEDUCTIBLE_GIFTS, SINGLE_FUNDER_DEPENDENCE or UNSECURED_FUNDING; more may be added.',
  })
  code!: string;

  @Field(() => String, { description: 'What was found, with the figure, in French (message).' })
  message!: string;

  @Field(() => Source, { description: 'Where the rule is stated (source de la règle).' })
  source!: Source;

  @Field(() => [Source], {
    description: 'Where the figures and facts that raised it are stated (sources des faits).',
  })
  evidence!: Source[];
}
