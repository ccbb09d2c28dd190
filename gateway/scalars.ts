import { isScalarType, type GraphQLSchema } from 'graphql';
import { GraphQLDecimal, GraphQLISODate } from '../platform/scalars';

/**
 * Teaches the engine the scalars that clients write. The supergraph names them and no more, so that any value passed for one, and
 * what a subgraph then said of a document that the client never saw was a failure of ours.
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

/** Validation says where a value stands and what it is, unless the error is one of GraphQL already. */
function located<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof Error ? new Error(error.message) : error;
  }
}
