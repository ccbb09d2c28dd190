import { Field, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';

@ObjectType({
  description:
    'Which vehicle suits which type of action, at which scale: table by France Urbaine (véhicule).',
  simpleResolvers: true,
})
export class FundingVehicle {
  @Field(() => String, { description: 'Type of action, in French (type d’action).' })
  actionType!: string;

  @Field(() => String, { description: 'Scale, in French (échelle).' })
  scale!: string;

  @Field(() => String, { description: 'Financial vehicle, in French (véhicule financier).' })
  vehicle!: string;

  @Field(() => [String], { description: 'Examples that the source gives, in French (exemples).' })
  examples!: string[];

  @Field(() => [Source], { description: 'Where this record comes from.' })
  sources!: Source[];
}
