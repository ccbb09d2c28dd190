import { Field, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';
import { Actor } from './actor.stub';

@ObjectType({
  description:
    'Something useful to society that a solidarity food chain brings about, beside food (effet utile), and who can be asked to pay for it.',
  simpleResolvers: true,
})
export class UsefulEffect {
  @Field(() => String, { description: 'Stable code, such as lien-social.' })
  code!: string;

  @Field(() => String, { description: 'Name, in French (intitulé).' })
  name!: string;

  @Field(() => [Actor], { description: 'Funders that can be mobilised for it (financeurs mobilisables).' })
  mobilisableFunders!: Actor[];

  /** Behind the field `mobilisableSchemes`, which goes through a loader. */
  schemeIds!: readonly string[];

  @Field(() => [Source], { description: 'Where this record comes from.' })
  sources!: Source[];
}
