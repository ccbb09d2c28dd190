import { FieldResolver, Resolver, Root } from 'type-graphql';
import { ProjectFinancing } from '../schema/project-financing.type';
import { Project } from '../schema/project.stub';

/** What this subgraph adds to projects. */
@Resolver(() => Project)
export class ProjectResolver {
  @FieldResolver(() => ProjectFinancing, { description: 'Who pays for the project, and how (financement).' })
  financing(@Root() project: Project): ProjectFinancing {
    return { projectId: project.id };
  }
}
