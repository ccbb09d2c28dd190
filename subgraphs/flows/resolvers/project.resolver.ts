import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { FlowsContext } from '../context';
import { FlowFilter } from '../schema/flow.input';
import { FlowConnection } from '../schema/flow.type';
import { ImpactMeasure } from '../schema/impact.type';
import { AFTER, FIRST } from '../schema/list-arguments';
import { ProjectStub } from '../schema/project.stub';
import { flowsOf } from './flow.list';
import { measureNode } from './measure.list';

/** What a project moves and what comes of it. */
@Resolver(() => ProjectStub)
export class ProjectResolver {
  @FieldResolver(() => FlowConnection, {
    description:
      'Flows of the project, first day of the period latest first, then by id; without a nature, realised flows only (flux).',
  })
  flows(
    @Root() project: ProjectStub,
    @Ctx() context: FlowsContext,
    @Arg('filter', () => FlowFilter, {
      nullable: true,
      description: 'Further conditions, all of which hold.',
    })
    filter: FlowFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return flowsOf(context, 'PROJECT', project.id, { filter, first, after });
  }

  @FieldResolver(() => [ImpactMeasure], {
    description:
      'All impact figures of the project, realised and planned, each with its nature; by indicator, then first day, then id (mesures d’impact).',
  })
  async impact(@Root() project: ProjectStub, @Ctx() context: FlowsContext): Promise<ImpactMeasure[]> {
    return (await context.loaders.projectMeasures.load(project.id)).map(measureNode);
  }
}
