import { registerEnumType } from 'type-graphql';

/** Form that the support takes (forme du soutien). */
export enum Instrument {
  GRANT = 'GRANT',
  JOB_SUBSIDY = 'JOB_SUBSIDY',
  PRICE_COMPENSATION = 'PRICE_COMPENSATION',
  SPONSORSHIP = 'SPONSORSHIP',
  IN_KIND = 'IN_KIND',
  CROWDFUNDING = 'CROWDFUNDING',
  LOAN = 'LOAN',
  CALL_FOR_PROJECTS = 'CALL_FOR_PROJECTS',
}

registerEnumType(Instrument, {
  name: 'Instrument',
  description: 'Form that the support takes (forme du soutien).',
  valuesConfig: {
    GRANT: { description: 'Grant (subvention).' },
    JOB_SUBSIDY: { description: 'Job subsidy for inclusion posts (aide au poste).' },
    PRICE_COMPENSATION: {
      description: 'Payment of the gap between producer’s and user’s price (compensation de prix).',
    },
    SPONSORSHIP: { description: 'Sponsorship or philanthropy (mécénat).' },
    IN_KIND: { description: 'In kind: goods, premises, land, labour (apport en nature).' },
    CROWDFUNDING: { description: 'Crowdfunding (financement participatif).' },
    LOAN: { description: 'Loan (prêt).' },
    CALL_FOR_PROJECTS: { description: 'Grant won in a call for projects (appel à projets).' },
  },
});
