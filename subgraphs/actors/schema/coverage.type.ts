import { Field, Float, Int, ObjectType } from 'type-graphql';

/** Where somebody acts within reach, and where nobody does; white zones are resolved in coverage.resolver.ts. */
@ObjectType({
  description:
    'How much of a territory has an active actor within reach of its communes, as the crow flies from the town to the actor (couverture).',
})
export class TerritoryCoverage {
  @Field(() => Float, { description: 'The reach asked, kilometres (rayon).' })
  radiusKm!: number;

  @Field(() => Int, { description: 'Communes of the territory today (communes).' })
  communes!: number;

  @Field(() => Int, { description: 'Communes with such an actor within reach (communes couvertes).' })
  coveredCommunes!: number;

  @Field(() => Int, {
    description:
      'Communes whose coordinates are unknown: neither covered nor white zones (communes non localisées).',
  })
  unlocated!: number;

  @Field(() => Int, { description: 'Inhabitants of all its communes (population).' })
  population!: number;

  @Field(() => Int, { description: 'Inhabitants of the covered communes (population couverte).' })
  coveredPopulation!: number;

  @Field(() => Int, {
    description: 'Inhabitants of the communes without coordinates (population non localisée).',
  })
  unlocatedPopulation!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Covered inhabitants over those of communes with coordinates, 0 to 1; null when nobody lives there (part couverte).',
  })
  coveredShare!: number | null;
}
