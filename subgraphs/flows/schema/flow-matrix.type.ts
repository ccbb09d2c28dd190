import { Field, Int, ObjectType } from 'type-graphql';
import type { MatrixAsked } from '../queries/flow-matrix';
import { FlowRemainder, SummedFlows } from './summed-flows.type';
import { TerritoryStub } from './territory.stub';

const NULL_END =
  'Null where the end is not stated, or known only as a territory that lies in none of that level, such as a région when départements are asked for';

/** What goes from one territory to another. */
@ObjectType({
  simpleResolvers: true,
  description: 'What goes from one territory to another, both of the level asked for (case de la matrice).',
})
export class FlowMatrixCell extends SummedFlows {
  @Field(() => TerritoryStub, {
    nullable: true,
    description: `Territory of the level that the goods come from. ${NULL_END} (origine).`,
  })
  origin!: TerritoryStub | null;

  @Field(() => TerritoryStub, {
    nullable: true,
    description: `Territory of the level that the goods go to. ${NULL_END} (destination).`,
  })
  destination!: TerritoryStub | null;
}

/** Origins and destinations of what moves from, to and within a territory; its sources are in sum-sources.resolver.ts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'Tonnes of a stage and a year by origin and destination, over the flows with an end in the territory, or below it; each flow is in one cell (matrice origine-destination). The members beside `cells` are the whole: the cells and `others` add up to it.',
})
export class FlowMatrix extends SummedFlows {
  @Field(() => [FlowMatrixCell], {
    description:
      'Cells by tonnes, the largest first, then by id of the origin, then of the destination, null last; `first` of them at most (cases).',
  })
  cells!: FlowMatrixCell[];

  @Field(() => Int, { description: 'Cells in all, those not shown included (nombre de cases).' })
  totalCount!: number;

  @Field(() => FlowRemainder, { description: 'The sum of the cells beyond `first` (autres cases).' })
  others!: FlowRemainder;

  /** Not a field: what was asked, for the sources behind it. */
  asked!: MatrixAsked;
}
