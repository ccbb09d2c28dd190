import { Field, Float, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../../../platform/pagination/connection.type';
import { GraphQLISODate } from '../../../platform/scalars';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { Confidence } from '../../../platform/vocabulary/confidence';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import { ActorStub } from './actor.stub';
import { Product } from './product.type';
import { ProjectStub } from './project.stub';
import { Quantity } from './quantity.type';
import { TerritoryStub } from './territory.stub';

/** A quantity of a product at a stage; sources and conversion are in flow.resolver.ts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'A quantity of a product at a stage of the chain, over a period, from a provider at an origin to a receiver at a destination; realised or planned (flux).',
})
export class Flow {
  @Field(() => ID, { description: 'Stable id, `flow:…` (identifiant).' })
  id!: string;

  @Field(() => FlowStage, { description: 'Stage of the chain at which it is counted (étape).' })
  stage!: FlowStage;

  @Field(() => Nature, { description: 'Realised or planned; never to be summed together (nature).' })
  nature!: Nature;

  @Field(() => Product, { description: 'What it is made of (produit).' })
  product!: Product;

  @Field(() => Quantity, { description: 'Quantity with the unit and digits of the source (quantité).' })
  quantity!: Quantity;

  @Field(() => Float, {
    nullable: true,
    description:
      'Mass in tonnes, to the gram. Null where no honest conversion from the unit exists: a basket has no stated weight (masse).',
  })
  tonnes!: number | null;

  @Field(() => GraphQLISODate, { description: 'First day of the period (début).' })
  periodStart!: string;

  @Field(() => GraphQLISODate, { description: 'Last day of the period, included (fin).' })
  periodEnd!: string;

  @Field(() => ActorStub, {
    nullable: true,
    description: 'Who provides, null when the source does not say (fournisseur).',
  })
  provider!: ActorStub | null;

  @Field(() => ActorStub, {
    nullable: true,
    description: 'Who receives, null when the source does not say (destinataire).',
  })
  receiver!: ActorStub | null;

  @Field(() => TerritoryStub, {
    nullable: true,
    description: 'Where it comes from, no finer than the source says; null when unknown (origine).',
  })
  origin!: TerritoryStub | null;

  @Field(() => TerritoryStub, {
    nullable: true,
    description: 'Where it goes, no finer than the source says; null when unknown (destination).',
  })
  destination!: TerritoryStub | null;

  @Field(() => SupplyMode, {
    nullable: true,
    description: 'How the goods were obtained, null when not stated (mode d’approvisionnement).',
  })
  supplyMode!: SupplyMode | null;

  @Field(() => Circuit, {
    nullable: true,
    description: 'Circuit it belongs to, null when not stated (circuit).',
  })
  circuit!: Circuit | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Organic or not, null when not stated (agriculture biologique).',
  })
  organic!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Batch that it makes or carries, by name; the same name at another stage, in any source, is the same batch. Null when not stated (lot).',
  })
  batch!: string | null;

  @Field(() => ProjectStub, {
    nullable: true,
    description: 'Project it is part of, null when there is none (projet).',
  })
  project!: ProjectStub | null;

  @Field(() => Confidence, { description: 'How sure the figure is (niveau de confiance).' })
  confidence!: Confidence;

  /** Not fields: what `conversion` is made from. */
  factor!: string | null;
  factorSource!: string | null;
}

export const FlowConnection = connectionType(
  () => Flow,
  'Flow',
  'first day of the period, latest first; then id. Steps along batches (`inputs`, `outputs`): id alone.',
);
