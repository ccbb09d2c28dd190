import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { badUserInput } from '../../../platform/errors';
import { isSlug, requireEntityId } from '../../../platform/identifiers';
import { Source } from '../../../platform/source';
import type { ActorsContext } from '../context';
import { chainActivities, projectBySlug } from '../queries/project.queries';
import { Actor } from '../schema/actor.type';
import { ChainActivity } from '../schema/chain-activity.type';
import { ProjectFilter } from '../schema/project.input';
import { Project, ProjectConnection } from '../schema/project.type';
import { Territory } from '../schema/territory.type';
import { projectPage } from './project.list';

/** Root fields on projects. */
@Resolver()
export class ProjectQueries {
  @Query(() => Project, {
    nullable: true,
    description: 'One project by exactly one of id, slug; BAD_USER_INPUT otherwise. Null when there is none.',
  })
  async project(
    @Ctx() context: ActorsContext,
    @Arg('id', () => ID, { nullable: true, description: 'Id as the API hands it out.' }) id?: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Readable name.' }) slug?: string | null,
  ): Promise<Project | null> {
    const [hasId, hasSlug] = [typeof id === 'string', typeof slug === 'string'];
    if (hasId === hasSlug) {
      throw badUserInput(
        `project takes exactly one of id, slug; received ${hasId ? 'id and slug' : 'none'}.`,
      );
    }
    if (typeof id === 'string') return context.projects.byId.load(requireEntityId('project', id));
    if (typeof slug !== 'string' || !isSlug(slug))
      throw badUserInput('`slug` must be lower-case letters, digits and hyphens.', 'slug');
    return projectBySlug(context.database, slug);
  }

  @Query(() => ProjectConnection, {
    description: 'Projects by title, accents and case ignored; ties by id.',
  })
  projects(
    @Ctx() context: ActorsContext,
    @Arg('filter', () => ProjectFilter, { nullable: true, description: 'Conditions, all of which hold.' })
    filter: ProjectFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor to go on from: an `endCursor` of the same list.',
    })
    after: string | null,
  ) {
    return projectPage(context, 'ALL', '', { filter, first, after });
  }

  @Query(() => [ChainActivity], {
    description:
      'The report’s figure 1: each activity, its chain link and the circuit it belongs to, row by row.',
  })
  chainActivities(@Ctx() context: ActorsContext): Promise<ChainActivity[]> {
    return chainActivities(context.database);
  }
}

/** Fields of a project that other rows answer. */
@Resolver(() => Project)
export class ProjectResolver {
  @FieldResolver(() => [ChainActivity], { description: 'Activities of figure 1 that it runs (activités).' })
  activities(@Root() project: Project, @Ctx() context: ActorsContext) {
    return context.projects.activities.load(project.id);
  }

  @FieldResolver(() => [Territory], { description: 'Where it takes place (territoires).' })
  async territories(@Root() project: Project, @Ctx() context: ActorsContext) {
    const rows = await context.projects.territories.load(project.id);
    return context.territories.byId.loadMany(rows.map((row) => row.territoryId));
  }

  @FieldResolver(() => [Actor], { description: 'Actors that carry it, the first one first (porteurs).' })
  carriers(@Root() project: Project, @Ctx() context: ActorsContext) {
    return context.actors.carriers.load(project.id);
  }

  @FieldResolver(() => [Actor], { description: 'Actors that take part in it (partenaires).' })
  partners(@Root() project: Project, @Ctx() context: ActorsContext) {
    return context.actors.partners.load(project.id);
  }

  @FieldResolver(() => [Source], { description: 'Where this record comes from (sources).' })
  sources(@Root() project: Project, @Ctx() context: ActorsContext) {
    return context.projects.sources.load(project.id);
  }
}
