import { registerEnumType } from 'type-graphql';

/** Side of a flow on which an actor stands. */
export enum FlowDirection {
  IN = 'IN',
  OUT = 'OUT',
}

registerEnumType(FlowDirection, {
  name: 'FlowDirection',
  description: 'Side of a flow on which an actor stands.',
  valuesConfig: {
    IN: { description: 'The actor receives (entrant).' },
    OUT: { description: 'The actor provides (sortant).' },
  },
});
