import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Source } from '../../../platform/source';
import { requireTerritoryId } from '../../../platform/territory-id';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import type { ActorsContext } from '../context';
import type { TerritoryRow } from '../queries/territory-row';
import { Contour } from '../schema/contour.type';
import { Territory, TerritoryConnection } from '../schema/territory.type';
import { childrenPage, territoryPage } from './territory.list';

const FIRST = 'How many at most, 1 to 100.';
const AFTER = 'Cursor to go on from: an `endCursor` of the same list.';

/** Root fields on territories. */
@Resolver()
export class TerritoryQueries {
  @Query(() => Territory, {
    nullable: true,
    description:
      'One territory by its id. An old commune code, or one of an arrondissement of Paris, Lyon or Marseille, gives the commune of today. Null when no territory has the id; BAD_USER_INPUT when it is malformed.',
  })
  territory(
    @Ctx() context: ActorsContext,
    @Arg('id', () => ID, {
      description:
        'Level and official code: france, region:24, departement:41, epci:200030385, commune:41018.',
    })
    id: string,
  ): Promise<TerritoryRow | null> {
    return context.territories.byId.load(requireTerritoryId(id, 'id'));
  }

  @Query(() => TerritoryConnection, {
    description:
      'Territories. With a search, by relevance: the same name, names that begin with it, then like ones; each by population, largest first. Without, from France down to communes and by name. Ties by id.',
  })
  territories(
    @Ctx() context: ActorsContext,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Name or its beginning, 100 characters at most; accents, case, hyphens, "St" for "Saint" and typing errors are forgiven. Empty searches nothing.',
    })
    search: string | null,
    @Arg('level', () => TerritoryLevel, { nullable: true, description: 'Only territories of this level.' })
    level: TerritoryLevel | null,
    @Arg('within', () => ID, {
      nullable: true,
      description:
        'Only territories that this one contains whole, itself left out; BAD_USER_INPUT when it is unknown.',
    })
    within: string | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return territoryPage(context, { search, level, within, first, after });
  }
}

/** Fields of a territory that other rows answer. */
@Resolver(() => Territory)
export class TerritoryResolver {
  @FieldResolver(() => [Territory], {
    description:
      'All territories that contain this one whole, widest first, by number of communes, then level, then id. A commune may belong to several PATs; an EPCI that straddles départements is in none of them.',
  })
  ancestors(@Root() territory: TerritoryRow, @Ctx() context: ActorsContext) {
    return context.territories.ancestors.load(territory.id);
  }

  @FieldResolver(() => TerritoryConnection, {
    description:
      'Territories that this one contains whole, of one level, by name, then id. Empty for a commune.',
  })
  children(
    @Root() territory: TerritoryRow,
    @Ctx() context: ActorsContext,
    @Arg('level', () => TerritoryLevel, {
      nullable: true,
      description:
        'Level to list; by default the next one of the official code: régions of France, départements of a région, communes of a département, an EPCI or a PAT.',
    })
    level: TerritoryLevel | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 100, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return childrenPage(context, territory, { level, first, after });
  }

  @FieldResolver(() => Contour, {
    nullable: true,
    description:
      'Outline for maps; null where none was imported, and for France and PATs. Many at once come faster from /geo/contours.geojson?within=…&level=… (contour).',
  })
  contour(@Root() territory: TerritoryRow, @Ctx() context: ActorsContext) {
    return context.territories.contours.load(territory.id);
  }

  @FieldResolver(() => [Source], {
    description:
      'Where its name and extent, its population and its location come from, each with the place in that source.',
  })
  sources(@Root() territory: TerritoryRow, @Ctx() context: ActorsContext) {
    return context.territories.sources.load(territory.id);
  }
}
