import { registerEnumType } from 'type-graphql';

/** Way in which a trace follows batches. */
export enum TraceDirection {
  UPSTREAM = 'UPSTREAM',
  DOWNSTREAM = 'DOWNSTREAM',
}

registerEnumType(TraceDirection, {
  name: 'TraceDirection',
  description: 'Way in which a trace follows batches (sens de la traçabilité).',
  valuesConfig: {
    UPSTREAM: { description: 'To what it was made from, back to the field (amont).' },
    DOWNSTREAM: { description: 'To what was made from it, on to the plate (aval).' },
  },
});
