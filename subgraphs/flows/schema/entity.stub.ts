import { Field, ID, ObjectType } from 'type-graphql';

/**
 * What this subgraph knows of an entity that the actors subgraph owns. Stubs carry no description: the owner's is
 * the one that clients read.
 */
@ObjectType()
export abstract class EntityStub {
  @Field(() => ID)
  id!: string;
}

/** A reference to an entity of another subgraph. */
export interface Reference {
  id: string;
}

/** The reference behind a column that may be empty. */
export function reference(id: string | null | undefined): Reference | null {
  return id === null || id === undefined ? null : { id };
}
