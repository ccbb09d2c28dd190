import { registerEnumType } from 'type-graphql';

/** Category of a funder (catégorie de financeur). */
export enum FunderCategory {
  STATE = 'STATE',
  PUBLIC_OPERATOR = 'PUBLIC_OPERATOR',
  EUROPEAN_UNION = 'EUROPEAN_UNION',
  REGION = 'REGION',
  DEPARTEMENT = 'DEPARTEMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  CAF = 'CAF',
  MSA = 'MSA',
  FOUNDATION = 'FOUNDATION',
  COMPANY = 'COMPANY',
  CITIZENS = 'CITIZENS',
}

registerEnumType(FunderCategory, {
  name: 'FunderCategory',
  description: 'Category of a funder (catégorie de financeur).',
  valuesConfig: {
    STATE: { description: 'State, central or in a territory (État).' },
    PUBLIC_OPERATOR: { description: 'Public agency or operator (opérateur public).' },
    EUROPEAN_UNION: { description: 'European Union funds (Union européenne).' },
    REGION: { description: 'Conseil régional (région).' },
    DEPARTEMENT: { description: 'Conseil départemental (département).' },
    EPCI: { description: 'Inter-municipal body (EPCI, métropole, syndicat mixte).' },
    COMMUNE: { description: 'Municipality or its CCAS (commune, CCAS).' },
    CAF: { description: 'Family allowance fund (caisse d’allocations familiales).' },
    MSA: { description: 'Farmers’ social security (Mutualité sociale agricole).' },
    FOUNDATION: { description: 'Foundation or endowment fund (fondation, fonds de dotation).' },
    COMPANY: { description: 'Company, sponsorship included (entreprise, mécénat).' },
    CITIZENS: { description: 'Citizens: gifts, crowdfunding, users (citoyens).' },
  },
});
