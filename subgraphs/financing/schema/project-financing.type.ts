import { ObjectType } from 'type-graphql';

/** Each field is resolved on its own: nothing is read that was not asked for. */
@ObjectType({ description: 'Who pays for a project, and how (financement d’un projet).' })
export class ProjectFinancing {
  /** The project; not a field. */
  projectId!: string;
}
