import { Field, Float, Int, ObjectType } from 'type-graphql';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import type { SeriesAsked } from '../queries/series';
import { Quantity } from './quantity.type';

/** A year of a series. */
@ObjectType({
  simpleResolvers: true,
  description: 'Sum of a stage over a calendar year (point d’une série annuelle).',
})
export class FlowPoint {
  @Field(() => Int, { description: 'Calendar year (année).' })
  year!: number;

  @Field(() => FlowStage, { description: 'Stage of the chain (étape).' })
  stage!: FlowStage;

  @Field(() => Float, { description: 'Mass in tonnes; 0 where no flow is known, see `flows` (masse).' })
  tonnes!: number;

  @Field(() => Int, {
    description: 'Distinct flows with a day in the year; 0 tells “nothing known” (nombre de flux).',
  })
  flows!: number;

  @Field(() => [Quantity], {
    description:
      'Quantities that could not be turned into tonnes, one line a unit (quantités non converties).',
  })
  unconverted!: Quantity[];

  /** Not a field: what was asked, for the sources behind it. */
  asked!: SeriesAsked;
}
