import { isScalarType, type GraphQLSchema } from 'graphql';
import { GraphQLDecimal, GraphQLISODate } from '../platform/scalars';

/**
 * Teaches the engine the scalars that clients write. The supergraph gives their names and no more: any value passed for one, and was
 * refused by a subgraph, in a document that the client never saw.
 * Changes the schema in place, before its first use.
 */
export function teachScalars(schema: GraphQLSchema): void {
  for (const known of [GraphQLISODate, GraphQLDecimal]) {
    const scalar = schema.getType(known.name);
    if (!isScalarType(scalar)) continue;
    scalar.parseValue = (value) => known.parseValue(value);
    scalar.parseLiteral = (node) => located(() => known.parseLiteral(node));
  }
}

/** Validation adds where a value stands and what it is, to any error but one of GraphQL. */
function located<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof Error ? new Error(error.message) : error;
  }
}
