import { registerEnumType } from 'type-graphql';

/** Level of a territory in the official geographical code (COG), plus PAT. */
export enum TerritoryLevel {
  FRANCE = 'FRANCE',
  REGION = 'REGION',
  DEPARTEMENT = 'DEPARTEMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  PAT = 'PAT',
}

registerEnumType(TerritoryLevel, {
  name: 'TerritoryLevel',
  description: 'Level of a territory in the official geographical code (COG), plus PAT.',
  valuesConfig: {
    FRANCE: { description: 'The whole country, overseas included (France entière).' },
    REGION: {
      description:
        'Région, or an overseas collectivity that stands at that level (région, collectivité d’outre-mer).',
    },
    DEPARTEMENT: { description: 'Département, or an overseas collectivity (département).' },
    EPCI: {
      description:
        'Inter-municipal body with its own tax (établissement public de coopération intercommunale à fiscalité propre).',
    },
    COMMUNE: { description: 'Municipality as it stands in the current COG (commune).' },
    PAT: {
      description: 'Area of a territorial food project: a set of communes (projet alimentaire territorial).',
    },
  },
});
