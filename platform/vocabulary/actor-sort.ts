import { registerEnumType } from 'type-graphql';

/** Order of a list of actors. */
export enum ActorSort {
  NAME = 'NAME',
  DISTANCE = 'DISTANCE',
  RELEVANCE = 'RELEVANCE',
}

registerEnumType(ActorSort, {
  name: 'ActorSort',
  description: 'Order of a list of actors.',
  valuesConfig: {
    NAME: { description: 'By name, accents and case ignored (nom).' },
    DISTANCE: { description: 'Nearest first; needs `near` (distance).' },
    RELEVANCE: { description: 'Best match first; needs `search` (pertinence).' },
  },
});
