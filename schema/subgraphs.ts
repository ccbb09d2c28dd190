import 'reflect-metadata';
import type { Subgraph } from '../platform/subgraph/subgraph';
import { createActorsSubgraph } from '../subgraphs/actors/subgraph';
import { createFinancingSubgraph } from '../subgraphs/financing/subgraph';
import { createFlowsSubgraph } from '../subgraphs/flows/subgraph';

/** Every subgraph of the supergraph. */
export async function allSubgraphs(): Promise<Subgraph[]> {
  return [await createActorsSubgraph(), await createFlowsSubgraph(), await createFinancingSubgraph()];
}
