import { registerEnumType } from 'type-graphql';

/** Why an identifier is doubtful. */
export enum DoubtReason {
  WRONG_FORM = 'WRONG_FORM',
  WRONG_KEY = 'WRONG_KEY',
  SHARED_BY_ROWS = 'SHARED_BY_ROWS',
  CONTRADICTS = 'CONTRADICTS',
}

registerEnumType(DoubtReason, {
  name: 'DoubtReason',
  description: 'Why an identifier is doubtful; it is kept as its source writes it.',
  valuesConfig: {
    WRONG_FORM: { description: 'It has not the form of such a number (forme fausse).' },
    WRONG_KEY: { description: 'Its check digit does not hold (clé de contrôle fausse).' },
    SHARED_BY_ROWS: {
      description:
        'One register gives it to organisations of different names (partagé par plusieurs structures).',
    },
    CONTRADICTS: {
      description: 'It belongs to another legal person than the SIREN retained (contredit le SIREN retenu).',
    },
  },
});
