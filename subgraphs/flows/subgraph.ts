import { buildFederatedSchema } from '../../platform/subgraph/federated-schema';
import type { Subgraph } from '../../platform/subgraph/subgraph';
import { createFlowsContext, type FlowsContext } from './context';
import { resolveStub } from './references/stub.reference';
import { ActorResolver } from './resolvers/actor.resolver';
import { FlowQueriesResolver } from './resolvers/flow-queries.resolver';
import { FlowTraceResolver } from './resolvers/flow-trace.resolver';
import { FlowResolver } from './resolvers/flow.resolver';
import { ImpactResolver } from './resolvers/impact.resolver';
import { ProjectResolver } from './resolvers/project.resolver';
import {
  FlowBalanceSourcesResolver,
  FlowDiagramSourcesResolver,
  FlowMatrixSourcesResolver,
  FlowPointSourcesResolver,
  FlowTotalSourcesResolver,
  TopActorsSourcesResolver,
  TopProductsSourcesResolver,
} from './resolvers/sum-sources.resolver';
import { TerritoryResolver } from './resolvers/territory.resolver';
import { TerritoryViewsResolver } from './resolvers/territory-views.resolver';
import { ActorStub } from './schema/actor.stub';
import { ProjectStub } from './schema/project.stub';
import { TerritoryStub } from './schema/territory.stub';

/** Flows of food and impact measures, and what they add to territories, actors and projects. */
export async function createFlowsSubgraph(): Promise<Subgraph<FlowsContext>> {
  const schema = await buildFederatedSchema<FlowsContext>({
    resolvers: [
      FlowQueriesResolver,
      FlowResolver,
      FlowTraceResolver,
      FlowTotalSourcesResolver,
      FlowBalanceSourcesResolver,
      FlowDiagramSourcesResolver,
      FlowMatrixSourcesResolver,
      FlowPointSourcesResolver,
      TopActorsSourcesResolver,
      TopProductsSourcesResolver,
      ImpactResolver,
      TerritoryResolver,
      TerritoryViewsResolver,
      ActorResolver,
      ProjectResolver,
    ],
    orphanedTypes: [TerritoryStub, ActorStub, ProjectStub],
    references: { Territory: resolveStub, Actor: resolveStub, Project: resolveStub },
  });
  return { name: 'flows', schema, createContext: createFlowsContext };
}
