import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { badUserInput } from '../../../platform/errors';
import { isRna, isSiret, isSlug, requireEntityId } from '../../../platform/identifiers';
import { Source } from '../../../platform/source';
import { ActorSort } from '../../../platform/vocabulary/actor-sort';
import type { ActorsContext } from '../context';
import { actorByIdentifier, type ActorRow } from '../queries/actor.queries';
import { ActorFilter } from '../schema/actor.input';
import { ActorStatus } from '../schema/actor-status.type';
import { Actor, ActorConnection } from '../schema/actor.type';
import { GeoPoint } from '../schema/geo-point.type';
import { Project } from '../schema/project.type';
import { Territory } from '../schema/territory.type';
import { actorPage } from './actor.list';

const FIRST = 'How many at most, 1 to 100.';
const AFTER = 'Cursor to go on from: an `endCursor` of the same list.';

const IDENTIFIERS = {
  slug: { holds: isSlug, shape: 'lower-case letters, digits and hyphens' },
  siret: { holds: isSiret, shape: '14 digits whose check holds' },
  rna: { holds: isRna, shape: 'W and 9 characters, such as W751234567' },
};

/** Root fields on actors. */
@Resolver()
export class ActorQueries {
  @Query(() => Actor, {
    nullable: true,
    description:
      'One actor by exactly one of id, slug, siret, rna; BAD_USER_INPUT otherwise. Null when nobody holds it.',
  })
  async actor(
    @Ctx() context: ActorsContext,
    @Arg('id', () => ID, { nullable: true, description: 'Id as the API hands it out.' }) id?: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Readable name.' }) slug?: string | null,
    @Arg('siret', () => String, { nullable: true, description: 'SIRET, 14 digits.' }) siret?: string | null,
    @Arg('rna', () => String, { nullable: true, description: 'RNA number, W and 9 characters.' })
    rna?: string | null,
  ): Promise<ActorRow | null> {
    const given = Object.entries({ id, slug, siret, rna }).filter(([, value]) => typeof value === 'string');
    const [only, ...others] = given;
    if (!only || others.length > 0) {
      throw badUserInput(
        `actor takes exactly one of id, slug, siret, rna; received ${given.length === 0 ? 'none' : given.map(([name]) => name).join(' and ')}.`,
      );
    }
    const [name, value] = only as ['id' | 'slug' | 'siret' | 'rna', string];
    if (name === 'id') return context.actors.byId.load(requireEntityId('actor', value));
    const { holds, shape } = IDENTIFIERS[name];
    if (!holds(value)) throw badUserInput(`\`${name}\` must be ${shape}.`, name);
    return actorByIdentifier(context.database, name, value);
  }

  @Query(() => ActorConnection, {
    description:
      'Actors, by relevance under a search and by name otherwise, unless `sort` says another order; ties by id.',
  })
  actors(
    @Ctx() context: ActorsContext,
    @Arg('filter', () => ActorFilter, { nullable: true, description: 'Conditions, all of which hold.' })
    filter: ActorFilter | null,
    @Arg('sort', () => ActorSort, {
      nullable: true,
      description: 'Order; DISTANCE needs `near`, RELEVANCE needs `search`.',
    })
    sort: ActorSort | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return actorPage(context, 'ALL', '', { filter, sort, first, after });
  }
}

/** Fields of an actor that other rows answer. */
@Resolver(() => Actor)
export class ActorResolver {
  @FieldResolver(() => [ActorStatus], {
    description: 'Recognitions held, each with its own dates (reconnaissances, labels, agréments).',
  })
  statuses(@Root() actor: ActorRow, @Ctx() context: ActorsContext) {
    return context.actors.statuses.load(actor.id);
  }

  @FieldResolver(() => [Actor], { description: 'Networks it belongs to, by name (réseaux).' })
  networks(@Root() actor: ActorRow, @Ctx() context: ActorsContext) {
    return context.actors.networks.load(actor.id);
  }

  @FieldResolver(() => ActorConnection, { description: 'Members of this network, by name (adhérents).' })
  members(
    @Root() actor: ActorRow,
    @Ctx() context: ActorsContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return actorPage(context, 'NETWORK', actor.id, { first, after });
  }

  @FieldResolver(() => Territory, {
    nullable: true,
    description: 'Where the seat is, as finely as its source tells (siège).',
  })
  territory(@Root() actor: ActorRow, @Ctx() context: ActorsContext) {
    return actor.territoryId === null ? null : context.territories.byId.load(actor.territoryId);
  }

  @FieldResolver(() => GeoPoint, {
    nullable: true,
    description: 'Its own coordinates, else those of the commune of its seat; null when neither is known.',
  })
  location(@Root() actor: ActorRow): GeoPoint | null {
    const { latitude, longitude } = actor;
    return latitude === null || longitude === null ? null : { latitude, longitude };
  }

  @FieldResolver(() => [Project], {
    description: 'Projects it carries or takes part in, by title (projets).',
  })
  projects(@Root() actor: ActorRow, @Ctx() context: ActorsContext) {
    return context.actors.projects.load(actor.id);
  }

  @FieldResolver(() => [Source], { description: 'Where this record comes from (sources).' })
  sources(@Root() actor: ActorRow, @Ctx() context: ActorsContext) {
    return context.actors.sources.load(actor.id);
  }
}
