import { registerEnumType } from 'type-graphql';

/** Link of the food chain (maillon de la filière). */
export enum ChainLink {
  PRODUCTION = 'PRODUCTION',
  TRANSFORMATION = 'TRANSFORMATION',
  TRANSPORT = 'TRANSPORT',
  DISTRIBUTION = 'DISTRIBUTION',
}

registerEnumType(ChainLink, {
  name: 'ChainLink',
  description: 'Link of the food chain (maillon de la filière).',
  valuesConfig: {
    PRODUCTION: {
      description: 'Growing, gleaning, rearing, fishing, recovering at the source (production).',
    },
    TRANSFORMATION: { description: 'Sorting, preserving, cooking (transformation).' },
    TRANSPORT: { description: 'Carrying and storing (transport, logistique).' },
    DISTRIBUTION: { description: 'Handing over to people (distribution).' },
  },
});
