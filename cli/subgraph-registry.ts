import type { SubgraphStorage } from '../platform/migrator';
import type { Subgraph, SubgraphName } from '../platform/subgraph/subgraph';
import { actorsStorage } from '../subgraphs/actors/storage';
import { createActorsSubgraph } from '../subgraphs/actors/subgraph';
import { financingStorage } from '../subgraphs/financing/storage';
import { createFinancingSubgraph } from '../subgraphs/financing/subgraph';
import { flowsStorage } from '../subgraphs/flows/storage';
import { createFlowsSubgraph } from '../subgraphs/flows/subgraph';

/** Tables and migrations of each subgraph. */
export const STORAGES: Record<SubgraphName, SubgraphStorage> = {
  actors: actorsStorage,
  flows: flowsStorage,
  financing: financingStorage,
};

const CREATORS: Record<SubgraphName, () => Promise<Subgraph>> = {
  actors: createActorsSubgraph,
  flows: createFlowsSubgraph,
  financing: createFinancingSubgraph,
};

/** Builds the schema of a subgraph and its request contexts; needs no database. */
export function createSubgraph(name: SubgraphName): Promise<Subgraph> {
  return CREATORS[name]();
}
