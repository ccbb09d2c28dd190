import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { badUserInput } from '../../../platform/errors';
import { TraceDirection } from '../../../platform/vocabulary/trace-direction';
import { TraceLimit } from '../../../platform/vocabulary/trace-limit';
import type { FlowsContext } from '../context';
import { LINKS_A_FLOW, type TraceAsked, type TraceRow } from '../queries/flow-trace';
import { FlowTrace } from '../schema/flow-trace.type';
import { Flow, FlowConnection } from '../schema/flow.type';
import { AFTER, FIRST } from '../schema/list-arguments';
import { flowNode } from './flow-node';
import { stepsOf } from './flow-steps.list';

const MAX_DEPTH = 100;
const MAX_FLOWS = 500;

/** Where a flow comes from and goes to, along batches. */
@Resolver(() => Flow)
export class FlowTraceResolver {
  @FieldResolver(() => [String], {
    description:
      'Batches that it was made from, by name, whether or not any flow carries them (lots utilisés).',
  })
  async inputBatches(@Root() flow: Flow, @Ctx() context: FlowsContext): Promise<string[]> {
    return (await context.loaders.inputBatches.load(flow.id)).map(({ batch }) => batch);
  }

  @FieldResolver(() => FlowConnection, {
    description:
      'Flows one step up, by id, of the same nature: those that carry its own batch at the nearest earlier stage, and those that carry one of its input batches, at the nearest stage up to its own or else the nearest later one (flux amont).',
  })
  inputs(
    @Root() flow: Flow,
    @Ctx() context: FlowsContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return stepsOf(context, 'INPUTS', flow.id, { first, after });
  }

  @FieldResolver(() => FlowConnection, {
    description: 'Flows one step down, by id: those that have it among their `inputs` (flux aval).',
  })
  outputs(
    @Root() flow: Flow,
    @Ctx() context: FlowsContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return stepsOf(context, 'OUTPUTS', flow.id, { first, after });
  }

  @FieldResolver(() => FlowTrace, {
    description:
      'All that it was made from, or all that was made from it, step by step along `inputs` or `outputs` (traçabilité).',
  })
  async trace(
    @Root() flow: Flow,
    @Ctx() context: FlowsContext,
    @Arg('direction', () => TraceDirection, { description: 'Up to the field or down to the plate (sens).' })
    direction: TraceDirection,
    @Arg('depth', () => Int, {
      nullable: true,
      defaultValue: 10,
      description: `How many steps at most, 1 to ${MAX_DEPTH}; BAD_USER_INPUT otherwise (profondeur).`,
    })
    depth: number | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 200,
      description: `How many flows at most, itself included, 1 to ${MAX_FLOWS}; BAD_USER_INPUT otherwise (nombre de flux).`,
    })
    first: number | null,
  ): Promise<FlowTrace> {
    const asked: TraceAsked = {
      direction,
      depth: withinBounds('depth', depth ?? 10, MAX_DEPTH),
      first: withinBounds('first', first ?? 200, MAX_FLOWS),
    };
    return traceNode(await context.loaders.traces.load(asked, flow.id), asked);
  }
}

function withinBounds(argument: string, asked: number, maximum: number): number {
  if (asked >= 1 && asked <= maximum) return asked;
  throw badUserInput(`\`${argument}\` must be from 1 to ${maximum}; received ${asked}.`, argument);
}

/** A trace as the API shows it. */
function traceNode(rows: readonly TraceRow[], { first }: TraceAsked): FlowTrace {
  const { links = null, cut = null } = rows[0] ?? {};
  const kept = (links ?? []).slice(0, first * LINKS_A_FLOW);
  const truncatedBy = [
    ...(cut === null ? [] : [cut]),
    ...(kept.length < (links ?? []).length ? [TraceLimit.LINKS] : []),
  ];
  return {
    nodes: rows.map((row) => ({ flow: flowNode(row), depth: row.depth, via: row.via })),
    links: kept.map(([from, to, batch]) => ({ from, to, batch })),
    truncated: truncatedBy.length > 0,
    truncatedBy,
  };
}
