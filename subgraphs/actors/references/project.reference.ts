import type { ReferenceResolver } from '../../../platform/subgraph/federated-schema';
import type { ActorsContext } from '../context';

/** A project that another subgraph names; null when it is none. One statement for all of a request. */
export const resolveProjectReference: ReferenceResolver<ActorsContext> = ({ id }, context) =>
  context.projects.byId.load(id);
