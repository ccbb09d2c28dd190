import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Quantity } from './quantity.type';

/** What every sum of flows shows beside what it is a sum of. */
@ObjectType()
export abstract class SummedFlows {
  @Field(() => Float, {
    description:
      'Mass in tonnes of the parts inside the period, summed to the gram; flows without a conversion are under `unconverted` (masse).',
  })
  tonnes!: number;

  @Field(() => Int, { description: 'Distinct flows summed, unconverted ones included (nombre de flux).' })
  flows!: number;

  @Field(() => [Quantity], {
    description:
      'Quantities that could not be turned into tonnes, one line a unit: nothing is dropped silently (quantités non converties).',
  })
  unconverted!: Quantity[];
}

/** What a list cut at `first` leaves out. */
@ObjectType({
  simpleResolvers: true,
  description: 'The sum of what a ranked list does not show (reste).',
})
export class FlowRemainder extends SummedFlows {}
