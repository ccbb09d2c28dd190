import { registerEnumType } from 'type-graphql';

/** What the tonnes of a link rest on. */
export enum DiagramLinkBasis {
  DECLARED = 'DECLARED',
  SUPPOSED = 'SUPPOSED',
  DIFFERENCE = 'DIFFERENCE',
}

registerEnumType(DiagramLinkBasis, {
  name: 'DiagramLinkBasis',
  description: 'What the tonnes of a link of a flow diagram rest on.',
  valuesConfig: {
    DECLARED: {
      description:
        'Between a stage and a place: flows of the stage state that place as their origin or destination (déclaré).',
    },
    SUPPOSED: {
      description:
        'Between two stages, each of them declared: as much as both have is taken for the same goods (supposé).',
    },
    DIFFERENCE: {
      description:
        'Between a stage and an UNDECLARED node: what is left when all else is linked (différence).',
    },
  },
});
