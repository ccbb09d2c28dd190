import 'reflect-metadata';
import { buildFederatedSchema } from '../../platform/subgraph/federated-schema';
import type { Subgraph } from '../../platform/subgraph/subgraph';
import { createActorsContext, type ActorsContext } from './context';
import { resolveActorReference } from './references/actor.reference';
import { resolveProjectReference } from './references/project.reference';
import { resolveTerritoryReference } from './references/territory.reference';
import {
  ActorFacetsQueries,
  ActorFacetsResolver,
  NetworkCountResolver,
  SeatCountResolver,
} from './resolvers/actor-facets.resolver';
import { ActorQueries, ActorResolver } from './resolvers/actor.resolver';
import { ActorProvenanceResolver } from './resolvers/actor-provenance.resolver';
import { PatRecognitionResolver } from './resolvers/actor-status.resolver';
import { TerritoryCoverageResolver, WhiteZonesResolver } from './resolvers/coverage.resolver';
import { DataEditionResolver } from './resolvers/data-edition.resolver';
import { ProjectQueries, ProjectResolver } from './resolvers/project.resolver';
import { SuggestionQueries } from './resolvers/suggestion.resolver';
import { TerritoryMembersResolver } from './resolvers/territory-members.resolver';
import { TerritoryQueries, TerritoryResolver } from './resolvers/territory.resolver';
import { FoodAidAuthorisation, PatRecognition, PtceLabel, SiaeAgreement } from './schema/actor-status.type';
import { Actor } from './schema/actor.type';
import { Project } from './schema/project.type';
import { Territory } from './schema/territory.type';

/** Who acts, where, on which projects. Owns Territory, Actor and Project. */
export async function createActorsSubgraph(): Promise<Subgraph<ActorsContext>> {
  const schema = await buildFederatedSchema<ActorsContext>({
    resolvers: [
      ActorQueries,
      ActorResolver,
      ActorFacetsQueries,
      ActorFacetsResolver,
      NetworkCountResolver,
      SeatCountResolver,
      ActorProvenanceResolver,
      PatRecognitionResolver,
      ProjectQueries,
      ProjectResolver,
      TerritoryQueries,
      TerritoryResolver,
      TerritoryMembersResolver,
      TerritoryCoverageResolver,
      WhiteZonesResolver,
      SuggestionQueries,
      DataEditionResolver,
    ],
    orphanedTypes: [
      Actor,
      Project,
      Territory,
      PatRecognition,
      PtceLabel,
      SiaeAgreement,
      FoodAidAuthorisation,
    ],
    references: {
      Actor: resolveActorReference,
      Project: resolveProjectReference,
      Territory: resolveTerritoryReference,
    },
  });
  return { name: 'actors', schema, createContext: createActorsContext };
}
