import { Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Connection as ConnectionShape } from './page';

/** Position of a page in a list. */
@Directive('@shareable')
@ObjectType({ description: 'Position of a page in a Relay connection.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more nodes follow this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether nodes stand before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge, null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge; pass it as `after` for the next page.',
  })
  endCursor!: string | null;
}

/** Edges of most lists tell nothing more. */
@ObjectType()
class NoFields {}

/**
 * Declares `<name>Connection` and `<name>Edge` for a node type. Call it once a name, at module level.
 * @param order the total order of the list in words, shown in the schema
 * @param edgeFields an abstract object type: what an edge tells beside its cursor and node
 */
export function connectionType<Node extends object>(
  node: () => ClassType<Node>,
  name: string,
  order: string,
  edgeFields: ClassType<object> = NoFields,
): ClassType<ConnectionShape<Node>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its position.` })
  class EdgeType extends edgeFields {
    @Field(() => String, { description: 'Opaque position; pass it as `after` to go on from here.' })
    cursor!: string;

    @Field(node, { description: `The ${name}.` })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `Page of a list of ${name}. Order: ${order}` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'Nodes with their positions.' })
    edges!: EdgeType[];

    @Field(() => [node()], { description: 'Nodes alone.' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;

    /** Counts; not a field: called by totalCount only when a client asks for it. */
    count!: () => number | Promise<number>;

    @Field(() => Int, { description: 'How many nodes the whole list holds under the same filter.' })
    totalCount(): number | Promise<number> {
      return this.count();
    }
  }
  return ConnectionType;
}
