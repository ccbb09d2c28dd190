import { registerEnumType } from 'type-graphql';

/** How the goods were obtained (mode d’approvisionnement). */
export enum SupplyMode {
  OWN_PRODUCTION = 'OWN_PRODUCTION',
  DONATION = 'DONATION',
  SURPLUS = 'SURPLUS',
  GLEANING = 'GLEANING',
  PURCHASE = 'PURCHASE',
  GROUP_PURCHASE = 'GROUP_PURCHASE',
  PUBLIC_PROCUREMENT = 'PUBLIC_PROCUREMENT',
}

registerEnumType(SupplyMode, {
  name: 'SupplyMode',
  description: 'How the goods were obtained (mode d’approvisionnement).',
  valuesConfig: {
    OWN_PRODUCTION: { description: 'Grown or made by the provider (production propre).' },
    DONATION: { description: 'Gift (don).' },
    SURPLUS: { description: 'Unsold or surplus goods (invendus, surplus, ramasse).' },
    GLEANING: { description: 'Gleaning and solidarity picking (glanage, cueillette solidaire).' },
    PURCHASE: { description: 'Bought (achat).' },
    GROUP_PURCHASE: { description: 'Bought as a group (achat groupé).' },
    PUBLIC_PROCUREMENT: { description: 'Public procurement, FEAD and FSE+ included (marché public).' },
  },
});
