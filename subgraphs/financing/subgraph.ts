import 'reflect-metadata';
import { buildFederatedSchema } from '../../platform/subgraph/federated-schema';
import type { Subgraph } from '../../platform/subgraph/subgraph';
import { createFinancingContext, type FinancingContext } from './context';
import { resolveActorReference } from './references/actor.reference';
import { resolveProjectReference } from './references/project.reference';
import { resolveTerritoryReference } from './references/territory.reference';
import { ActorResolver } from './resolvers/actor.resolver';
import { AwardFields, AwardQueries } from './resolvers/award.resolver';
import { AwardTotalResolver } from './resolvers/award-total.resolver';
import { FundingGuidanceQueries } from './resolvers/funding-guidance.resolver';
import { ProjectFinancingResolver } from './resolvers/project-financing.resolver';
import { ProjectResolver } from './resolvers/project.resolver';
import { FinancingSummaryFields, TerritoryResolver } from './resolvers/territory.resolver';
import { UsefulEffectResolver } from './resolvers/useful-effect.resolver';
import { Actor } from './schema/actor.stub';
import { Project } from './schema/project.stub';
import { Territory } from './schema/territory.stub';

/** Who pays: awards, schemes, the mix of resources of projects, and the guidance of the report on funding. */
export async function createFinancingSubgraph(): Promise<Subgraph<FinancingContext>> {
  const schema = await buildFederatedSchema<FinancingContext>({
    resolvers: [
      AwardQueries,
      AwardFields,
      AwardTotalResolver,
      FundingGuidanceQueries,
      UsefulEffectResolver,
      ActorResolver,
      ProjectResolver,
      ProjectFinancingResolver,
      TerritoryResolver,
      FinancingSummaryFields,
    ],
    orphanedTypes: [Actor, Project, Territory],
    references: {
      Actor: resolveActorReference,
      Project: resolveProjectReference,
      Territory: resolveTerritoryReference,
    },
  });
  return { name: 'financing', schema, createContext: createFinancingContext };
}
