import { registerEnumType } from 'type-graphql';

/** Whether an actor still acts (état de l’acteur). */
export enum ActorState {
  ACTIVE = 'ACTIVE',
  CLOSED = 'CLOSED',
}

registerEnumType(ActorState, {
  name: 'ActorState',
  description: 'Whether an actor still acts, as its registers tell (état de l’acteur).',
  valuesConfig: {
    ACTIVE: { description: 'A register or report holds it today (en activité).' },
    CLOSED: { description: 'No register holds it any more; kept, never deleted (fermé).' },
  },
});
