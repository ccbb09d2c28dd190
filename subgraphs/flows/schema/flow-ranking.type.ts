import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { RankingAsked } from '../queries/flow-ranking';
import { ActorStub } from './actor.stub';
import { Product } from './product.type';
import { FlowRemainder, SummedFlows } from './summed-flows.type';

const SHARE =
  'Its tonnes in those of the whole, 0 to 1; null where the whole has no tonnes. What is unconverted counts in neither (part).';

/** A product in the flows of a territory. */
@ObjectType({ simpleResolvers: true, description: 'A product in the flows of a territory (produit classé).' })
export class TopProduct extends SummedFlows {
  @Field(() => Product, { description: 'The product (produit).' })
  product!: Product;

  @Field(() => Float, { nullable: true, description: SHARE })
  share!: number | null;
}

/** An actor in the flows of a territory. */
@ObjectType({ simpleResolvers: true, description: 'An actor in the flows of a territory (acteur classé).' })
export class TopActor extends SummedFlows {
  @Field(() => ActorStub, { description: 'The actor (acteur).' })
  actor!: ActorStub;

  @Field(() => Float, { nullable: true, description: SHARE })
  share!: number | null;
}

/** Products of a territory by mass; its sources are in sum-sources.resolver.ts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'The products that weigh most in the flows of a territory (classement des produits). The members beside `nodes` are the whole: the nodes and `others` add up to it.',
})
export class TopProducts extends SummedFlows {
  @Field(() => [TopProduct], {
    description: 'By tonnes, the largest first, then by code; `first` of them at most (produits).',
  })
  nodes!: TopProduct[];

  @Field(() => Int, { description: 'Products in all, those not shown included (nombre de produits).' })
  totalCount!: number;

  @Field(() => FlowRemainder, { description: 'The sum of the products beyond `first` (autres produits).' })
  others!: FlowRemainder;

  /** Not a field: what was asked, for the sources behind it. */
  asked!: RankingAsked;
}

/** Actors of a territory by mass; its sources are in sum-sources.resolver.ts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'The actors that weigh most in the flows of a territory, as providers or as receivers (classement des acteurs). The members beside `nodes` are the whole: the nodes and `others` add up to it.',
})
export class TopActors extends SummedFlows {
  @Field(() => [TopActor], {
    description: 'By tonnes, the largest first, then by id; `first` of them at most (acteurs).',
  })
  nodes!: TopActor[];

  @Field(() => Int, { description: 'Actors in all, those not shown included (nombre d’acteurs).' })
  totalCount!: number;

  @Field(() => FlowRemainder, {
    description:
      'The sum of the actors beyond `first`, and of the flows that do not state who (autres acteurs).',
  })
  others!: FlowRemainder;

  /** Not a field: what was asked, for the sources behind it. */
  asked!: RankingAsked;
}
