import { registerEnumType } from 'type-graphql';

/** How a figure was established (niveau de confiance). */
export enum Confidence {
  MEASURED = 'MEASURED',
  REPORTED = 'REPORTED',
  ESTIMATED = 'ESTIMATED',
}

registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'How a figure was established (niveau de confiance).',
  valuesConfig: {
    MEASURED: { description: 'Weighed or counted (mesuré).' },
    REPORTED: { description: 'Stated by the source as an exact figure (déclaré).' },
    ESTIMATED: { description: 'Stated by the source as about, more than, some (estimé).' },
  },
});
