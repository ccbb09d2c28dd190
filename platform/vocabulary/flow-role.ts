import { registerEnumType } from 'type-graphql';

/** What an actor is in a flow. */
export enum FlowRole {
  PROVIDER = 'PROVIDER',
  RECEIVER = 'RECEIVER',
}

registerEnumType(FlowRole, {
  name: 'FlowRole',
  description: 'What an actor is in a flow.',
  valuesConfig: {
    PROVIDER: { description: 'It gives the goods (fournisseur).' },
    RECEIVER: { description: 'It takes the goods (destinataire).' },
  },
});
