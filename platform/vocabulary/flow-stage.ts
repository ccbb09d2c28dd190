import { registerEnumType } from 'type-graphql';

/** Stage of the chain at which a quantity is counted (étape). */
export enum FlowStage {
  PRODUCED = 'PRODUCED',
  COLLECTED = 'COLLECTED',
  TRANSFORMED = 'TRANSFORMED',
  DISTRIBUTED = 'DISTRIBUTED',
}

registerEnumType(FlowStage, {
  name: 'FlowStage',
  description: 'Stage of the chain at which a quantity is counted (étape).',
  valuesConfig: {
    PRODUCED: { description: 'Produced: grown, reared, fished (produit).' },
    COLLECTED: { description: 'Collected: gifts, surplus, gleaning (collecté).' },
    TRANSFORMED: { description: 'Transformed: output of a workshop or kitchen (transformé).' },
    DISTRIBUTED: { description: 'Handed over to structures or people (distribué).' },
  },
});
