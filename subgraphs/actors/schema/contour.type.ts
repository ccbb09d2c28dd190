import { Field, Float, ObjectType } from 'type-graphql';
import { GraphQLGeoJSONGeometry } from '../../../platform/geojson-scalar';
import { Source } from '../../../platform/source';

/** A box of degrees. */
@ObjectType({
  simpleResolvers: true,
  description: 'Smallest box around an outline, in decimal degrees of WGS 84 (emprise).',
})
export class BoundingBox {
  @Field(() => Float, { description: 'Longitude of its western side (ouest).' })
  west!: number;

  @Field(() => Float, { description: 'Latitude of its southern side (sud).' })
  south!: number;

  @Field(() => Float, { description: 'Longitude of its eastern side (est).' })
  east!: number;

  @Field(() => Float, { description: 'Latitude of its northern side (nord).' })
  north!: number;
}

/** Outline of a territory, as an import brought it. */
@ObjectType({
  simpleResolvers: true,
  description: 'Outline of a territory for maps, as simplified as its source gives it (contour).',
})
export class Contour {
  @Field(() => GraphQLGeoJSONGeometry, { description: 'Polygon or MultiPolygon of GeoJSON (géométrie).' })
  geometry!: unknown;

  @Field(() => BoundingBox, { description: 'Smallest box around it (emprise).' })
  boundingBox!: BoundingBox;

  @Field(() => Source, { description: 'Where it comes from (source).' })
  source!: Source;
}
