import { main } from '../../platform/subgraph/run-subgraph';
import { createActorsSubgraph } from './subgraph';

main(createActorsSubgraph);
