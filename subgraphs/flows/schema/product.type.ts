import { Field, ObjectType } from 'type-graphql';
import { ProductFamily } from '../../../platform/vocabulary/product-family';

/** What flows are made of. */
@ObjectType({ simpleResolvers: true, description: 'What a flow is made of (produit).' })
export class Product {
  @Field(() => String, {
    description: 'Stable code, a slug such as `lait`; what FlowFilter.products takes (code).',
  })
  code!: string;

  @Field(() => String, { description: 'Name in French (nom).' })
  name!: string;

  @Field(() => ProductFamily, { description: 'Family it belongs to (famille).' })
  family!: ProductFamily;
}
