import { registerEnumType } from 'type-graphql';

/** What an organisation is. Kinds are not exclusive. */
export enum ActorKind {
  PAT = 'PAT',
  PTCE = 'PTCE',
  ASSOCIATION = 'ASSOCIATION',
  SIAE = 'SIAE',
  FARM = 'FARM',
  COOPERATIVE = 'COOPERATIVE',
  COMPANY = 'COMPANY',
  FOUNDATION = 'FOUNDATION',
  LOCAL_AUTHORITY = 'LOCAL_AUTHORITY',
  STATE = 'STATE',
  SOCIAL_SECURITY = 'SOCIAL_SECURITY',
  PUBLIC_OPERATOR = 'PUBLIC_OPERATOR',
  EDUCATION = 'EDUCATION',
  NETWORK = 'NETWORK',
}

registerEnumType(ActorKind, {
  name: 'ActorKind',
  description: 'What an organisation is. Kinds are not exclusive.',
  valuesConfig: {
    PAT: {
      description: 'Territorial food project or the body that carries it (projet alimentaire territorial).',
    },
    PTCE: {
      description: 'Territorial pole of economic cooperation (pôle territorial de coopération économique).',
    },
    ASSOCIATION: { description: 'Association under the law of 1901 or local law (association).' },
    SIAE: {
      description:
        'Structure of social inclusion through work (structure d’insertion par l’activité économique).',
    },
    FARM: { description: 'Agricultural producer (exploitation agricole, maraîcher).' },
    COOPERATIVE: { description: 'Cooperative (coopérative, SCIC, SCOP).' },
    COMPANY: { description: 'Commercial company (entreprise, société).' },
    FOUNDATION: { description: 'Foundation or endowment fund (fondation, fonds de dotation).' },
    LOCAL_AUTHORITY: {
      description:
        'Local authority or its public establishment (collectivité territoriale, EPCI, CCAS, syndicat mixte).',
    },
    STATE: {
      description:
        'Ministry, central administration or State service in a territory (État, service déconcentré).',
    },
    SOCIAL_SECURITY: {
      description: 'Social security body (CAF, MSA, CARSAT, organisme de sécurité sociale).',
    },
    PUBLIC_OPERATOR: {
      description:
        'Public agency or operator of the State (ADEME, ARS, ANCT, FranceAgriMer, Banque des territoires).',
    },
    EDUCATION: { description: 'School, training or research body (enseignement, formation, recherche).' },
    NETWORK: { description: 'Head of a network that federates other organisations (tête de réseau).' },
  },
});
