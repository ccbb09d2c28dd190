import { Field, ID, InputType, Int } from 'type-graphql';
import { GraphQLISODate } from '../../../platform/scalars';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { ProductFamily } from '../../../platform/vocabulary/product-family';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';

/** Conditions on flows; all must hold. */
@InputType({
  description:
    'Conditions on flows; all must hold. A condition left out or null asks nothing, except `nature`; an empty list lets nothing through.',
})
export class FlowFilter {
  @Field(() => [FlowStage], { nullable: true, description: 'Counted at one of these stages (étapes).' })
  stages?: FlowStage[] | null;

  @Field(() => Nature, {
    nullable: true,
    description:
      'Realised or planned. Left out it means ACTUAL, for the two are never summed; only totals grouped by NATURE then show both, in rows of their own (nature).',
  })
  nature?: Nature | null;

  @Field(() => [ProductFamily], {
    nullable: true,
    description: 'Made of a product of one of these families (familles de produits).',
  })
  families?: ProductFamily[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Made of one of these products, by code; see `products` (produits).',
  })
  products?: string[] | null;

  @Field(() => [SupplyMode], {
    nullable: true,
    description: 'Obtained in one of these ways (modes d’approvisionnement).',
  })
  supplyModes?: SupplyMode[] | null;

  @Field(() => [Circuit], { nullable: true, description: 'Of one of these circuits (circuits).' })
  circuits?: Circuit[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Stated to be organic, or stated not to be; flows that do not say are left out by both (agriculture biologique).',
  })
  organic?: boolean | null;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description:
      'From this day on, 1900 to 2100. Lists keep flows whose period has a day in the range; totals count only the part inside it, spread by days (à partir du).',
  })
  from?: string | null;

  @Field(() => GraphQLISODate, {
    nullable: true,
    description: 'Up to this day, included; not before `from` (jusqu’au).',
  })
  to?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'A whole calendar year, 1900 to 2100; not together with `from` or `to` (année).',
  })
  year?: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Attributed to this territory or below it: by the origin when PRODUCED, else by the destination; by the other end when that one is unknown. An unknown territory is BAD_USER_INPUT (territoire).',
  })
  territory?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Coming from this territory or below it; an unknown one is BAD_USER_INPUT (origine).',
  })
  origin?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Going to this territory or below it; an unknown one is BAD_USER_INPUT (destination).',
  })
  destination?: string | null;

  @Field(() => ID, { nullable: true, description: 'Provided or received by this actor (acteur).' })
  actor?: string | null;

  @Field(() => ID, { nullable: true, description: 'Part of this project (projet).' })
  project?: string | null;
}
