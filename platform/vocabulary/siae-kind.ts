import { registerEnumType } from 'type-graphql';

/** Agreement of a structure of inclusion through work (type de SIAE). */
export enum SiaeKind {
  ACI = 'ACI',
  AI = 'AI',
  EI = 'EI',
  EITI = 'EITI',
  ETTI = 'ETTI',
}

registerEnumType(SiaeKind, {
  name: 'SiaeKind',
  description: 'Agreement of a structure of inclusion through work (type de SIAE).',
  valuesConfig: {
    ACI: { description: 'Workshop and building-site of inclusion (atelier et chantier d’insertion).' },
    AI: { description: 'Intermediary association (association intermédiaire).' },
    EI: { description: 'Inclusion company (entreprise d’insertion).' },
    EITI: {
      description:
        'Inclusion company through self-employment (entreprise d’insertion par le travail indépendant).',
    },
    ETTI: { description: 'Temporary-work inclusion company (entreprise de travail temporaire d’insertion).' },
  },
});
