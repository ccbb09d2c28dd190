import type { TraceDirection } from '../../../platform/vocabulary/trace-direction';
import type { FlowsContext } from '../../../subgraphs/flows/context';
import type { SubgraphClient } from '../../support/subgraph-client';
import type { Trace } from './trace-oracle';

/** A page of steps. */
export interface Steps {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
  totalCount: number;
}

const STEPS = '{ nodes { id } pageInfo { hasNextPage endCursor } totalCount }';

/** What tests ask about batches. */
export class TraceQuestions {
  constructor(private readonly client: SubgraphClient<FlowsContext>) {}

  async trace(id: string, direction: TraceDirection, depth = 10, first = 200): Promise<Trace> {
    const { flow } = await this.client.data<{ flow: { trace: Trace } }>(
      `query ($id: ID!, $direction: TraceDirection!, $depth: Int, $first: Int) {
        flow(id: $id) { trace(direction: $direction, depth: $depth, first: $first) {
          nodes { flow { id } depth via } links { from to batch } truncated truncatedBy } } }`,
      { id, direction, depth, first },
    );
    return flow.trace;
  }

  /** One page down. */
  async outputs(id: string, first: number, after: string | null = null): Promise<Steps> {
    const { flow } = await this.client.data<{ flow: { outputs: Steps } }>(
      `query ($id: ID!, $first: Int, $after: String) { flow(id: $id) { outputs(first: $first, after: $after) ${STEPS} } }`,
      { id, first, after },
    );
    return flow.outputs;
  }

  /** Ids of the flows one step up and one step down, of which there must be a hundred at most. */
  async neighbours(id: string): Promise<{ inputs: string[]; outputs: string[] }> {
    const { flow } = await this.client.data<{ flow: { inputs: Steps; outputs: Steps } }>(
      `query ($id: ID!) { flow(id: $id) { inputs(first: 100) ${STEPS} outputs(first: 100) ${STEPS} } }`,
      { id },
    );
    const all = ({ nodes, totalCount }: Steps) => {
      expect(nodes).toHaveLength(totalCount);
      return nodes.map((node) => node.id);
    };
    return { inputs: all(flow.inputs), outputs: all(flow.outputs) };
  }
}

export const idsOf = ({ nodes }: Trace) => nodes.map(({ flow }) => flow.id);
export const arrowsOf = ({ links }: Trace) => links.map(({ from, to, batch }) => `${from} -${batch}-> ${to}`);
