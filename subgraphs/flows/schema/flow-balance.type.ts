import { Field, Float, ObjectType } from 'type-graphql';
import type { BalanceAsked } from '../queries/balances';
import { Quantity } from './quantity.type';

/** What a territory produces, transforms, distributes, receives and gives in a year. */
@ObjectType({
  simpleResolvers: true,
  description:
    'What a territory produces, collects, transforms and distributes in a calendar year, and how it moves. Tonnes, summed to the gram; flows without a conversion are under `unconverted` (bilan des flux).',
})
export class FlowBalance {
  @Field(() => Float, { description: 'Tonnes produced within the territory (produit).' })
  produced!: number;

  @Field(() => Float, { description: 'Tonnes collected within the territory (collecté).' })
  collected!: number;

  @Field(() => Float, { description: 'Tonnes transformed within the territory (transformé).' })
  transformed!: number;

  @Field(() => Float, {
    description:
      'Tonnes distributed within the territory: inflow + local + undetermined make it up exactly (distribué).',
  })
  distributed!: number;

  @Field(() => Float, {
    description:
      'Tonnes distributed to a destination inside the territory from an origin that is known and outside: one that shares no commune with it (entrant).',
  })
  inflow!: number;

  @Field(() => Float, {
    description: 'Tonnes distributed to a destination inside the territory from an origin inside it (local).',
  })
  local!: number;

  @Field(() => Float, {
    description:
      'Tonnes distributed within the territory that are neither inflow nor local: one end is unknown, or the origin is only known as a wider or overlapping territory (indéterminé).',
  })
  undetermined!: number;

  @Field(() => Float, {
    description:
      'Tonnes that leave: distributed from an origin inside the territory to a destination that is known and shares no commune with it. Counted at the stage DISTRIBUTED alone, so that a tonne leaves once (sortant).',
  })
  outflow!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'local / (local + inflow), 0 to 1: share of local goods in what is distributed with both ends known. Null when nothing is known (part locale).',
  })
  localShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share, 0 to 1, of organic goods in the tonnes distributed here whose organic status is stated. Null when none states it (part biologique).',
  })
  organicShare!: number | null;

  @Field(() => [Quantity], {
    description:
      'Quantities within the territory that could not be turned into tonnes, one line a unit, over the four stages together; flowTotals(groupBy: [STAGE]) tells the stages apart (quantités non converties).',
  })
  unconverted!: Quantity[];

  /** Not a field: what was asked, for the sources behind it. */
  asked!: BalanceAsked;
}
