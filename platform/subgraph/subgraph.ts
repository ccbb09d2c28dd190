import type { GraphQLSchema } from 'graphql';
import type { Database } from '../database';

export const SUBGRAPH_NAMES = ['actors', 'flows', 'financing'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** The public face of a subgraph: its schema and a context made anew for each request (loaders live there). */
export interface Subgraph<Context extends object = object> {
  readonly name: SubgraphName;
  readonly schema: GraphQLSchema;
  createContext(database: Database): Context;
}
