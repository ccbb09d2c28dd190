import { Field, ObjectType } from 'type-graphql';
import { Source } from '../../../platform/source';
import { GraphQLDecimal } from '../../../platform/scalars';
import { Unit } from '../../../platform/vocabulary/unit';

/** An exact number with its unit. */
@ObjectType({ simpleResolvers: true, description: 'An exact number with its unit (quantité).' })
export class Quantity {
  @Field(() => GraphQLDecimal, { description: 'The number, exact (valeur).' })
  value!: string;

  @Field(() => Unit, { description: 'The unit in which the source states it (unité).' })
  unit!: Unit;
}

/** How a quantity became tonnes. */
@ObjectType({ simpleResolvers: true, description: 'How a quantity was turned into tonnes (conversion).' })
export class Conversion {
  @Field(() => GraphQLDecimal, { description: 'Tonnes in one unit, exact (facteur).' })
  factor!: string;

  @Field(() => Source, { description: 'Where the factor is published (source).' })
  source!: Source;
}
