import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by the actors subgraph; its financing is added here. */
@Directive('@key(fields: "id")')
@ObjectType('Project', { description: 'An initiative carried by one or more actors (projet).' })
export class Project {
  @Field(() => ID, { description: 'Global id, such as project:le-radis.' })
  id!: string;
}
