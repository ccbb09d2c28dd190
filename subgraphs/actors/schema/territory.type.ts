import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../../platform/pagination/connection.type';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { GeoPoint } from './geo-point.type';

/** A place of the official code, or a PAT; what a row of `territory` holds. The rest is in territory.resolver.ts. */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'A place of the official geographical code (COG), or the area of a territorial food project (PAT): France, région, département, EPCI, commune, PAT (territoire).',
})
export class Territory {
  @Field(() => ID, {
    description:
      'Level and official code: france, region:24, departement:41, epci:200030385, commune:41018, pat:1376.',
  })
  id!: string;

  @Field(() => TerritoryLevel, { description: 'Level in the official code, or PAT (niveau).' })
  level!: TerritoryLevel;

  @Field(() => String, {
    description:
      'Official code as text, leading zeros kept: the INSEE code of a commune, the SIREN of an EPCI, FR for France (code officiel).',
  })
  code!: string;

  @Field(() => String, { description: 'Official name in French (nom).' })
  name!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Municipal population, inhabitants; above the commune, the sum of its communes. Null where INSEE counts none: the communes without permanent inhabitants, and territories made of these alone (population municipale).',
  })
  population!: number | null;

  @Field(() => GeoPoint, {
    nullable: true,
    description:
      'Where it is: of a commune its centre, when the official file of centres was imported, else its town as GeoNames gives it; of a département or région its chief town. Null for other levels, and where no place could be told by name and département without doubt; `sources` says which (chef-lieu).',
  })
  location!: GeoPoint | null;

  @Field(() => Int, {
    description: 'How many communes it is made of today; 1 for a commune (nombre de communes).',
  })
  communeCount!: number;
}

export const TerritoryConnection = connectionType(
  () => Territory,
  'Territory',
  'as the field that lists them states; it is total.',
);
