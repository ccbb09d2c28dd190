import type { ReferenceResolver } from '../../../platform/subgraph/federated-schema';
import { isTerritoryId } from '../../../platform/territory-id';
import type { ActorsContext } from '../context';

/** A territory that another subgraph names; null when it is none. One statement for all of a request. */
export const resolveTerritoryReference: ReferenceResolver<ActorsContext> = ({ id }, context) =>
  isTerritoryId(id) ? context.territories.byId.load(id) : null;
