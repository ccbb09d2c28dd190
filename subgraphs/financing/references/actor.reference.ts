import type { ReferenceResolver } from '../../../platform/subgraph/federated-schema';
import type { FinancingContext } from '../context';

/** The fields added here load by the id; whether it exists is for the owner of Actor to say. */
export const resolveActorReference: ReferenceResolver<FinancingContext> = ({ id }) => ({ id });
