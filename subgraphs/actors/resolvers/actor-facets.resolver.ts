import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ActorsContext } from '../context';
import { ActorFilter } from '../schema/actor.input';
import {
  ActorFacets,
  ActorKindCount,
  ActorStateCount,
  ChainLinkCount,
  NetworkCount,
  SeatCount,
  SiaeKindCount,
} from '../schema/actor-facets.type';
import { Actor } from '../schema/actor.type';
import { Territory } from '../schema/territory.type';
import { actorCriteria, requireKnown } from './actor.list';
import { FacetLoader } from '../loaders/facet.loader';

/** Root field of facets. */
@Resolver()
export class ActorFacetsQueries {
  @Query(() => ActorFacets, {
    description:
      'Counts of the actors of a filter by kind, link, network, région… (facettes). Each leaves its own part of the filter out: `kinds` counts as if no kind were asked, `regions` and `departements` as if no territory were.',
  })
  actorFacets(
    @Ctx() context: ActorsContext,
    @Arg('filter', () => ActorFilter, { nullable: true, description: 'Conditions, all of which hold.' })
    filter: ActorFilter | null,
  ): FacetLoader {
    return new FacetLoader(context.database, actorCriteria(filter));
  }
}

/** Each field asks for its own count; those asked in one operation are one statement. */
@Resolver(() => ActorFacets)
export class ActorFacetsResolver {
  @FieldResolver(() => Int, { description: 'How many actors meet the whole filter (total).' })
  async total(@Root() facets: FacetLoader, @Ctx() context: ActorsContext): Promise<number> {
    const [row] = await facets.load('total');
    const count = row?.count ?? 0;
    if (count === 0) await requireKnown(context, facets.filter);
    return count;
  }

  @FieldResolver(() => [ActorKindCount], {
    description: 'By kind; an actor of two kinds counts in both (nature).',
  })
  kinds(@Root() facets: FacetLoader) {
    return facets.load('kinds');
  }

  @FieldResolver(() => [SiaeKindCount], { description: 'By kind of SIAE agreement held (type de SIAE).' })
  siaeKinds(@Root() facets: FacetLoader) {
    return facets.load('siaeKinds');
  }

  @FieldResolver(() => [ChainLinkCount], { description: 'By link of the chain (maillons).' })
  chainLinks(@Root() facets: FacetLoader) {
    return facets.load('chainLinks');
  }

  @FieldResolver(() => [ActorStateCount], { description: 'By state (état).' })
  states(@Root() facets: FacetLoader) {
    return facets.load('states');
  }

  @FieldResolver(() => [NetworkCount], { description: 'By network, the 50 largest (réseaux).' })
  networks(@Root() facets: FacetLoader) {
    return facets.load('networks');
  }

  @FieldResolver(() => [SeatCount], {
    description: 'By région of the seat; one count without a territory for those seated in none (régions).',
  })
  regions(@Root() facets: FacetLoader) {
    return facets.load('regions');
  }

  @FieldResolver(() => [SeatCount], {
    description:
      'By département of the seat; one count without a territory for those seated in none, or known only more widely (départements).',
  })
  departements(@Root() facets: FacetLoader) {
    return facets.load('departements');
  }
}

/** The network of a count. */
@Resolver(() => NetworkCount)
export class NetworkCountResolver {
  @FieldResolver(() => Actor, { description: 'The network (réseau).' })
  network(@Root() { value }: NetworkCount, @Ctx() context: ActorsContext) {
    return context.actors.byId.load(value);
  }
}

/** The territory of a count. */
@Resolver(() => SeatCount)
export class SeatCountResolver {
  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'The territory; null for actors without a seat at that level (territoire).',
  })
  territory(@Root() { value }: SeatCount, @Ctx() context: ActorsContext) {
    return value === null ? null : context.territories.byId.load(value);
  }
}
