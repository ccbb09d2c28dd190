import type { ReferenceResolver } from '../../../platform/subgraph/federated-schema';
import type { FinancingContext } from '../context';

/** The fields added here load by the id; whether it exists is for the owner of Project to say. */
export const resolveProjectReference: ReferenceResolver<FinancingContext> = ({ id }) => ({ id });
