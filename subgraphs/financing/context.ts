import type { Database } from '../../platform/database';
import { createLoaders, type FinancingLoaders } from './loaders/loaders';

/** What a resolver of this subgraph finds in its context, made anew for each request. */
export interface FinancingContext {
  database: Database;
  loaders: FinancingLoaders;
}

export function createFinancingContext(database: Database): FinancingContext {
  return { database, loaders: createLoaders(database) };
}
