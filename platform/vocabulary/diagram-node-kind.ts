import { registerEnumType } from 'type-graphql';

/** What a node of a flow diagram stands for. */
export enum DiagramNodeKind {
  ORIGIN = 'ORIGIN',
  UNDECLARED_ORIGIN = 'UNDECLARED_ORIGIN',
  STAGE = 'STAGE',
  UNDECLARED_OUTCOME = 'UNDECLARED_OUTCOME',
  DESTINATION = 'DESTINATION',
}

registerEnumType(DiagramNodeKind, {
  name: 'DiagramNodeKind',
  description: 'What a node of a flow diagram stands for.',
  valuesConfig: {
    ORIGIN: { description: 'A declared place of origin; see `place` (origine).' },
    UNDECLARED_ORIGIN: {
      description:
        'What a stage has beyond all that earlier stages and declared origins account for: a difference, nobody declared it (provenance non déclarée).',
    },
    STAGE: { description: 'A declared stage of the chain; see `stage` (étape).' },
    UNDECLARED_OUTCOME: {
      description:
        'What no later stage and no declared destination takes up: a difference, nobody declared it (pertes, stocks ou suites non déclarées).',
    },
    DESTINATION: { description: 'A declared place of destination; see `place` (destination).' },
  },
});
