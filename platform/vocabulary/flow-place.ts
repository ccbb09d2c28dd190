import { registerEnumType } from 'type-graphql';

/** Where an end of a flow stands, seen from a territory. */
export enum FlowPlace {
  INSIDE = 'INSIDE',
  OUTSIDE = 'OUTSIDE',
  UNDETERMINED = 'UNDETERMINED',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(FlowPlace, {
  name: 'FlowPlace',
  description: 'Where an end of a flow stands, seen from a territory.',
  valuesConfig: {
    INSIDE: { description: 'The territory itself, or below it (dans le territoire).' },
    OUTSIDE: { description: 'Known, and sharing no commune with it (hors du territoire).' },
    UNDETERMINED: {
      description:
        'Known only as a wider or overlapping territory, such as the région of a commune: neither inside nor outside (indéterminé).',
    },
    UNKNOWN: { description: 'Not stated (inconnu).' },
  },
});
