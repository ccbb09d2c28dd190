import { registerEnumType } from 'type-graphql';

/** What may cut a trace short. */
export enum TraceLimit {
  DEPTH = 'DEPTH',
  ROWS = 'ROWS',
  LINKS = 'LINKS',
}

registerEnumType(TraceLimit, {
  name: 'TraceLimit',
  description: 'What cut a trace short (limite atteinte).',
  valuesConfig: {
    DEPTH: {
      description: 'Flows lie beyond the last step asked for; ask for a larger `depth` (profondeur).',
    },
    ROWS: {
      description:
        'More flows than `first` were found; the nearest ones are kept. Ask for a larger `first` (nombre de flux).',
    },
    LINKS: {
      description:
        'More than five links for each flow of `first`; those between the nearest flows are kept. Ask for a larger `first` (nombre de liens).',
    },
  },
});
