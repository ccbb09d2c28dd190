import { main } from '../../platform/subgraph/run-subgraph';
import { createFlowsSubgraph } from './subgraph';

main(createFlowsSubgraph);
