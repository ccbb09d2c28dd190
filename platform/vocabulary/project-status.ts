import { registerEnumType } from 'type-graphql';

/** State of a project (état du projet). */
export enum ProjectStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  ENDED = 'ENDED',
}

registerEnumType(ProjectStatus, {
  name: 'ProjectStatus',
  description: 'State of a project (état du projet).',
  valuesConfig: {
    PLANNED: { description: 'Announced, not begun (en projet).' },
    ACTIVE: { description: 'Under way (en cours).' },
    ENDED: { description: 'Over (terminé).' },
  },
});
