import type { Database } from '../../platform/database';
import { createFlowsLoaders, type FlowsLoaders } from './loaders/flows.loaders';
import { refuseUnknownTerritories } from './queries/unknown-territory';

/** What a request of this subgraph carries: loaders live as long as it does, never longer. */
export interface FlowsContext {
  database: Database;
  loaders: FlowsLoaders;
  /**
   * Refuses a filter whose territory nobody knows; to be asked after an empty answer. The same filter under fifty
   * actors is looked up once.
   */
  requireTerritories(named: Readonly<Record<string, string | null>>): Promise<void>;
}

export function createFlowsContext(database: Database): FlowsContext {
  const looked = new Map<string, Promise<void>>();
  return {
    database,
    loaders: createFlowsLoaders(database),
    requireTerritories(named) {
      const key = JSON.stringify(named);
      const answer = looked.get(key) ?? refuseUnknownTerritories(database, named);
      looked.set(key, answer);
      return answer;
    },
  };
}
