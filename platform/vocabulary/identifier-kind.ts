import { registerEnumType } from 'type-graphql';

/** Which official number is meant. */
export enum IdentifierKind {
  SIREN = 'SIREN',
  SIRET = 'SIRET',
  RNA = 'RNA',
}

registerEnumType(IdentifierKind, {
  name: 'IdentifierKind',
  description: 'Which official number of an organisation is meant.',
  valuesConfig: {
    SIREN: { description: 'Number of the legal person, 9 digits (numéro SIREN).' },
    SIRET: { description: 'Number of the establishment, 14 digits (numéro SIRET).' },
    RNA: { description: 'Number of the association (numéro RNA).' },
  },
});
