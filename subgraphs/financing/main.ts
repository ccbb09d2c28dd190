import { main } from '../../platform/subgraph/run-subgraph';
import { createFinancingSubgraph } from './subgraph';

main(createFinancingSubgraph);
