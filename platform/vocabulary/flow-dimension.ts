import { registerEnumType } from 'type-graphql';

/** Dimension by which flow totals can be grouped. */
export enum FlowDimension {
  STAGE = 'STAGE',
  NATURE = 'NATURE',
  YEAR = 'YEAR',
  MONTH = 'MONTH',
  FAMILY = 'FAMILY',
  PRODUCT = 'PRODUCT',
  SUPPLY_MODE = 'SUPPLY_MODE',
  CIRCUIT = 'CIRCUIT',
  ORGANIC = 'ORGANIC',
  REGION = 'REGION',
  DEPARTEMENT = 'DEPARTEMENT',
  EPCI = 'EPCI',
  PROVIDER = 'PROVIDER',
}

registerEnumType(FlowDimension, {
  name: 'FlowDimension',
  description: 'Dimension by which flow totals can be grouped.',
  valuesConfig: {
    STAGE: { description: 'Stage of the chain (étape).' },
    NATURE: {
      description: 'Realised or planned; without a nature filter both come out, in separate rows (nature).',
    },
    YEAR: { description: 'Calendar year of the spread quantity (année).' },
    MONTH: { description: 'Calendar month; implies the year (mois).' },
    FAMILY: { description: 'Product family (famille de produits).' },
    PRODUCT: { description: 'Product (produit).' },
    SUPPLY_MODE: { description: 'Supply mode (mode d’approvisionnement).' },
    CIRCUIT: { description: 'Circuit (circuit).' },
    ORGANIC: { description: 'Organic or not, null when not stated (agriculture biologique).' },
    REGION: { description: 'Région the flow is attributed to (région).' },
    DEPARTEMENT: { description: 'Département the flow is attributed to (département).' },
    EPCI: { description: 'EPCI the flow is attributed to (EPCI).' },
    PROVIDER: { description: 'Provider of the goods (fournisseur).' },
  },
});
