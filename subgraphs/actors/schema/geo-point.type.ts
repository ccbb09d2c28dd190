import { Field, Float, ObjectType } from 'type-graphql';

/** A place on the map. */
@ObjectType({
  simpleResolvers: true,
  description: 'A place on the map, in decimal degrees of WGS 84 (coordonnées géographiques).',
})
export class GeoPoint {
  @Field(() => Float, { description: 'Degrees north of the equator, negative south of it (latitude).' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east of Greenwich, negative west of it (longitude).' })
  longitude!: number;
}
