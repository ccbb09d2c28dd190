import type { ReferenceResolver } from '../../../platform/subgraph/federated-schema';
import type { ActorsContext } from '../context';

/** An actor that another subgraph names; null when it is none. One statement for all of a request. */
export const resolveActorReference: ReferenceResolver<ActorsContext> = ({ id }, context) =>
  context.actors.byId.load(id);
