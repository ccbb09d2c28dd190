import { registerEnumType } from 'type-graphql';

/** Whether an organisation is at work, as far as registers tell. */
export enum ActorState {
  ACTIVE = 'ACTIVE',
  CLOSED = 'CLOSED',
}

registerEnumType(ActorState, {
  name: 'ActorState',
  description: 'Whether an organisation is at work, as far as registers tell.',
  valuesConfig: {
    ACTIVE: { description: 'Held by a register, or in none that could say otherwise (en activité).' },
    CLOSED: { description: 'Every register that held it has dropped it (fermé).' },
  },
});
