import { registerEnumType } from 'type-graphql';

/** Dimension by which award totals can be grouped. */
export enum AwardDimension {
  YEAR = 'YEAR',
  FUNDER = 'FUNDER',
  FUNDER_CATEGORY = 'FUNDER_CATEGORY',
  SCHEME = 'SCHEME',
  INSTRUMENT = 'INSTRUMENT',
  REGION = 'REGION',
  DEPARTEMENT = 'DEPARTEMENT',
  EPCI = 'EPCI',
  RECIPIENT = 'RECIPIENT',
}

registerEnumType(AwardDimension, {
  name: 'AwardDimension',
  description: 'Dimension by which award totals can be grouped.',
  valuesConfig: {
    YEAR: { description: 'Year of the award (année).' },
    FUNDER: { description: 'Funder (financeur).' },
    FUNDER_CATEGORY: { description: 'Category of funder (catégorie de financeur).' },
    SCHEME: { description: 'Funding scheme (dispositif).' },
    INSTRUMENT: { description: 'Instrument (forme du soutien).' },
    REGION: { description: 'Région of the award (région).' },
    DEPARTEMENT: { description: 'Département of the award (département).' },
    EPCI: { description: 'EPCI of the award (EPCI).' },
    RECIPIENT: { description: 'Recipient (bénéficiaire).' },
  },
});
