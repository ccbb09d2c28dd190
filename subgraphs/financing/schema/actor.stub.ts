import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by the actors subgraph; its awards are added here. */
@Directive('@key(fields: "id")')
@ObjectType('Actor', { description: 'One organisation (acteur).' })
export class Actor {
  @Field(() => ID, { description: 'Global id, such as actor:reseau-cocagne.' })
  id!: string;
}
