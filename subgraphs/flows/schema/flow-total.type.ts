import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { ProductFamily } from '../../../platform/vocabulary/product-family';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import type { SourceRow } from '../queries/sources';
import { ActorStub } from './actor.stub';
import { Product } from './product.type';
import { Quantity } from './quantity.type';
import { TerritoryStub } from './territory.stub';

/** A sum of flows; its sources are in sum-sources.resolver.ts. */
@ObjectType({
  simpleResolvers: true,
  description:
    'A sum of flows. A dimension is null when it was not asked for, or when the flows of the row do not state it (total).',
})
export class FlowTotal {
  @Field(() => FlowStage, { nullable: true, description: 'Under STAGE: the stage (étape).' })
  stage!: FlowStage | null;

  @Field(() => Nature, { nullable: true, description: 'Under NATURE: realised or planned (nature).' })
  nature!: Nature | null;

  @Field(() => Int, { nullable: true, description: 'Under YEAR or MONTH: the calendar year (année).' })
  year!: number | null;

  @Field(() => Int, { nullable: true, description: 'Under MONTH: the calendar month, 1 to 12 (mois).' })
  month!: number | null;

  @Field(() => ProductFamily, { nullable: true, description: 'Under FAMILY: the family (famille).' })
  family!: ProductFamily | null;

  @Field(() => Product, { nullable: true, description: 'Under PRODUCT: the product (produit).' })
  product!: Product | null;

  @Field(() => SupplyMode, {
    nullable: true,
    description: 'Under SUPPLY_MODE: how the goods were obtained; null also where not stated (mode).',
  })
  supplyMode!: SupplyMode | null;

  @Field(() => Circuit, {
    nullable: true,
    description: 'Under CIRCUIT: the circuit; null also where not stated (circuit).',
  })
  circuit!: Circuit | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Under ORGANIC: organic or not; null also where not stated (agriculture biologique).',
  })
  organic!: boolean | null;

  @Field(() => TerritoryStub, {
    nullable: true,
    description:
      'Under REGION, DEPARTEMENT or EPCI: the territory of that level that the flows are attributed to; under several, the narrowest known. Null for the flows that none of that level contains: they keep the sum complete (territoire).',
  })
  territory!: TerritoryStub | null;

  @Field(() => TerritoryStub, {
    nullable: true,
    description: 'Under REGION: the région, null where none contains the flows (région).',
  })
  region!: TerritoryStub | null;

  @Field(() => TerritoryStub, {
    nullable: true,
    description: 'Under DEPARTEMENT: the département, null where none contains the flows (département).',
  })
  departement!: TerritoryStub | null;

  @Field(() => TerritoryStub, {
    nullable: true,
    description: 'Under EPCI: the inter-municipal body, null where none contains the flows (EPCI).',
  })
  epci!: TerritoryStub | null;

  @Field(() => ActorStub, {
    nullable: true,
    description: 'Under PROVIDER: who provides; null also where not stated (fournisseur).',
  })
  provider!: ActorStub | null;

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

  /** Not a field: reads the sources of all rows of the same answer, once. */
  readSources!: () => Promise<SourceRow[]>;
}
