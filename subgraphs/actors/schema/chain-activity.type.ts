import { Field, ObjectType } from 'type-graphql';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import { Circuit } from '../../../platform/vocabulary/circuit';

/** An activity of the report’s figure 1. */
@ObjectType({
  simpleResolvers: true,
  description: 'An activity of solidarity food chains, as in figure 1 of the GT4 report (activité).',
})
export class ChainActivity {
  @Field(() => String, { description: 'Stable code.' })
  code!: string;

  @Field(() => String, { description: 'Name in French (intitulé).' })
  name!: string;

  @Field(() => ChainLink, { description: 'Link of the chain it belongs to (maillon).' })
  chainLink!: ChainLink;

  @Field(() => Circuit, { description: 'Circuit it belongs to (circuit).' })
  circuit!: Circuit;
}
