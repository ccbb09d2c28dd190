import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ActorsContext } from '../context';
import { ActorFilter } from '../schema/actor.input';
import { ActorConnection } from '../schema/actor.type';
import { ProjectFilter } from '../schema/project.input';
import { ProjectConnection } from '../schema/project.type';
import { Territory } from '../schema/territory.type';
import { actorPage } from './actor.list';
import { projectPage } from './project.list';

const FIRST = 'How many at most, 1 to 100.';
const AFTER = 'Cursor to go on from: an `endCursor` of the same list.';

/** Who acts in a territory, and what they do there. */
@Resolver(() => Territory)
export class TerritoryMembersResolver {
  @FieldResolver(() => ActorConnection, {
    description: 'Actors seated in this territory or below it, by relevance under a search, else by name.',
  })
  actors(
    @Root() territory: Territory,
    @Ctx() context: ActorsContext,
    @Arg('filter', () => ActorFilter, { nullable: true, description: 'Conditions, all of which hold.' })
    filter: ActorFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return actorPage(context, 'TERRITORY', territory.id, { filter, first, after });
  }

  @FieldResolver(() => ProjectConnection, {
    description: 'Projects that take place in this territory or below it, by title.',
  })
  projects(
    @Root() territory: Territory,
    @Ctx() context: ActorsContext,
    @Arg('filter', () => ProjectFilter, { nullable: true, description: 'Conditions, all of which hold.' })
    filter: ProjectFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return projectPage(context, 'TERRITORY', territory.id, { filter, first, after });
  }
}
