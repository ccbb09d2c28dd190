import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { TraceDirection } from '../../../platform/vocabulary/trace-direction';
import type { TestFlow } from '../../support/flows';

/** A trace as the API gives it. */
export interface Trace {
  nodes: { flow: { id: string }; depth: number; via: string | null }[];
  links: { from: string; to: string; batch: string }[];
  truncated: boolean;
  truncatedBy: string[];
}

const CHAIN = Object.values(FlowStage);
const place = ({ stage }: TestFlow) => CHAIN.indexOf(stage);
const byText = (left: string, right: string) => Number(left > right) - Number(left < right);

/** The rules of steps along batches, in memory: one flow, one pair at a time. */
export class TraceOracle {
  constructor(private readonly flows: readonly TestFlow[]) {}

  /** The batch through which one flow gives to another, undefined when it does not. */
  linking(giver: TestFlow, taker: TestFlow): string | undefined {
    const { batch } = giver;
    if (batch === null || giver.nature !== taker.nature) return undefined;
    const own = batch === taker.batch;
    if (!own && !taker.inputBatches.includes(batch)) return undefined;
    const places = this.flows
      .filter((flow) => flow.batch === batch && flow.nature === taker.nature)
      .map(place);
    const until = places.filter((known) => (own ? known < place(taker) : known <= place(taker)));
    const nearest = until.length > 0 || own ? Math.max(...until) : Math.min(...places);
    return nearest === place(giver) ? batch : undefined;
  }

  inputs(flow: TestFlow): string[] {
    return this.ids((other) => this.linking(other, flow) !== undefined);
  }

  outputs(flow: TestFlow): string[] {
    return this.ids((other) => this.linking(flow, other) !== undefined);
  }

  trace(root: TestFlow, direction: TraceDirection, depth: number, first: number): Trace {
    const seen = new Map([[root.id, { flow: root, depth: 0, via: null as string | null }]]);
    const truncatedBy: string[] = [];
    let last = [root];
    for (let step = 1; last.length > 0; step += 1) {
      const found = new Map<string, { flow: TestFlow; via: string }>();
      for (const from of last) {
        for (const flow of this.flows) {
          const via =
            direction === TraceDirection.DOWNSTREAM ? this.linking(from, flow) : this.linking(flow, from);
          if (via === undefined || seen.has(flow.id)) continue;
          const known = found.get(flow.id);
          if (!known || via < known.via) found.set(flow.id, { flow, via });
        }
      }
      if (found.size > 0 && step > depth) {
        truncatedBy.push('DEPTH');
        break;
      }
      const nearest = [...found.values()].sort(
        (left, right) => byText(left.via, right.via) || byText(left.flow.id, right.flow.id),
      );
      const kept = nearest.slice(0, first - seen.size);
      for (const { flow, via } of kept) seen.set(flow.id, { flow, depth: step, via });
      if (kept.length < nearest.length) {
        truncatedBy.push('ROWS');
        break;
      }
      last = kept.map(({ flow }) => flow);
    }
    const nodes = [...seen.values()];
    const links = this.links(nodes.map(({ flow }) => flow));
    if (links.length > first * 5) truncatedBy.push('LINKS');
    return {
      nodes: nodes.map(({ flow, ...node }) => ({ flow: { id: flow.id }, ...node })),
      links: links.slice(0, first * 5),
      truncated: truncatedBy.length > 0,
      truncatedBy,
    };
  }

  /** Links by the nearer of their ends, then the farther, then the giver. */
  private links(nodes: readonly TestFlow[]): Trace['links'] {
    return nodes
      .flatMap((giver, from) =>
        nodes.flatMap((taker, to) => {
          const batch = this.linking(giver, taker);
          if (batch === undefined) return [];
          return [
            { order: [Math.min(from, to), Math.max(from, to), from], link: [giver.id, taker.id, batch] },
          ];
        }),
      )
      .sort((left, right) => {
        const at = left.order.findIndex((value, index) => value !== right.order[index]);
        return at < 0 ? 0 : (left.order[at] ?? 0) - (right.order[at] ?? 0);
      })
      .map(({ link: [from = '', to = '', batch = ''] }) => ({ from, to, batch }));
  }

  private ids(wanted: (flow: TestFlow) => boolean): string[] {
    return this.flows
      .filter(wanted)
      .map(({ id }) => id)
      .sort(byText);
  }
}
