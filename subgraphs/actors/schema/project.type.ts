import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../../../platform/pagination/connection.type';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { ProjectStatus } from '../../../platform/vocabulary/project-status';

/** An initiative; what a row of `project` holds. Related things are resolved in project.resolver.ts. */
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'An initiative carried by one or more actors: what the report calls a fiche retour d’expérience (projet).',
})
export class Project {
  @Field(() => ID, { description: 'Stable id, "project:" and the slug it was first given.' })
  id!: string;

  @Field(() => String, { description: 'Stable readable name for addresses.' })
  slug!: string;

  @Field(() => String, { description: 'Title in French (intitulé).' })
  title!: string;

  @Field(() => String, { description: 'What it does, in a few French sentences (résumé).' })
  summary!: string;

  @Field(() => ProjectStatus, { description: 'State at the date of its source (état).' })
  status!: ProjectStatus;

  @Field(() => [ChainLink], { description: 'Links of the chain it covers (maillons).' })
  chainLinks!: ChainLink[];

  @Field(() => Circuit, {
    nullable: true,
    description: 'Circuit it belongs to, when its source tells (circuit).',
  })
  circuit!: Circuit | null;

  @Field(() => [String], { description: 'People it serves (publics).' })
  audience!: string[];

  @Field(() => [String], { description: 'What it aims at (objectifs).' })
  objectives!: string[];

  @Field(() => [String], { description: 'Support given to people or to the project (accompagnement).' })
  support!: string[];

  @Field(() => [String], { description: 'Difficulties met (difficultés).' })
  difficulties!: string[];

  @Field(() => [String], { description: 'Strengths and lessons (points positifs et enseignements).' })
  lessons!: string[];

  @Field(() => [String], { description: 'Addresses where more can be read (liens utiles).' })
  links!: string[];
}

export const ProjectConnection = connectionType(
  () => Project,
  'Project',
  'title, accents and case ignored; ties by id.',
);
