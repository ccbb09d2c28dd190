import { registerEnumType } from 'type-graphql';

/** Kind of resource in a project’s budget (nature de ressource). */
export enum ResourceKind {
  PUBLIC_GRANT = 'PUBLIC_GRANT',
  PRIVATE_GRANT = 'PRIVATE_GRANT',
  JOB_SUBSIDY = 'JOB_SUBSIDY',
  SALES = 'SALES',
  USER_CONTRIBUTION = 'USER_CONTRIBUTION',
  DONATION = 'DONATION',
  IN_KIND = 'IN_KIND',
  SELF_FUNDING = 'SELF_FUNDING',
}

registerEnumType(ResourceKind, {
  name: 'ResourceKind',
  description: 'Kind of resource in a project’s budget (nature de ressource).',
  valuesConfig: {
    PUBLIC_GRANT: { description: 'Public grant (subvention publique).' },
    PRIVATE_GRANT: { description: 'Private grant or sponsorship (subvention privée, mécénat).' },
    JOB_SUBSIDY: { description: 'Job subsidy (aide au poste).' },
    SALES: { description: 'Sales (ventes, chiffre d’affaires).' },
    USER_CONTRIBUTION: { description: 'Contribution of the people served (participation des usagers).' },
    DONATION: { description: 'Gifts of money (dons).' },
    IN_KIND: { description: 'In kind: goods, land, premises, volunteers (apports en nature).' },
    SELF_FUNDING: { description: 'Own funds (autofinancement).' },
  },
});
