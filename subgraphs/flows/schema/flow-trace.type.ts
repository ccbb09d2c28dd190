import { Field, ID, Int, ObjectType } from 'type-graphql';
import { TraceLimit } from '../../../platform/vocabulary/trace-limit';
import { Flow } from './flow.type';

/** A flow found by following batches. */
@ObjectType({
  simpleResolvers: true,
  description: 'A flow of a trace, once however many ways lead to it (flux tracé).',
})
export class FlowTraceNode {
  @Field(() => Flow, { description: 'The flow (flux).' })
  flow!: Flow;

  @Field(() => Int, {
    description: 'Fewest steps from the flow that the trace begins at, whose depth is 0 (profondeur).',
  })
  depth!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Batch by which it was first reached; null for the flow that the trace begins at (lot).',
  })
  via!: string | null;
}

/** A step between two flows of a trace. */
@ObjectType({
  simpleResolvers: true,
  description:
    'A step between two flows of a trace, in the direction of the goods whatever the direction of the trace (lien).',
})
export class FlowTraceLink {
  @Field(() => ID, { description: 'Id of the flow that gives, among the nodes (flux amont).' })
  from!: string;

  @Field(() => ID, { description: 'Id of the flow that takes, among the nodes (flux aval).' })
  to!: string;

  @Field(() => String, { description: 'Batch that joins the two (lot).' })
  batch!: string;
}

/** What a flow was made from, or what was made from it. */
@ObjectType({
  simpleResolvers: true,
  description:
    'Flows reached from one flow along batches, step by step, all of its nature, and the links between them (traçabilité).',
})
export class FlowTrace {
  @Field(() => [FlowTraceNode], {
    description:
      'The flow itself, then those reached: nearest first, within a step by batch, then id; `first` of them at most (flux).',
  })
  nodes!: FlowTraceNode[];

  @Field(() => [FlowTraceLink], {
    description:
      'Every step between two of the nodes, those between the nearest first; five times `first` at most (liens).',
  })
  links!: FlowTraceLink[];

  @Field(() => Boolean, {
    description: 'Whether anything was left out; `truncatedBy` tells why (résultat tronqué).',
  })
  truncated!: boolean;

  @Field(() => [TraceLimit], {
    description: 'Limits that cut the trace, none when it is whole (limites atteintes).',
  })
  truncatedBy!: TraceLimit[];
}
