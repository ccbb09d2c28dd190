import { registerEnumType } from 'type-graphql';

/** Whether a figure was realised or is a target. The two are never summed together. */
export enum Nature {
  ACTUAL = 'ACTUAL',
  PLANNED = 'PLANNED',
}

registerEnumType(Nature, {
  name: 'Nature',
  description: 'Whether a figure was realised or is a target. The two are never summed together.',
  valuesConfig: {
    ACTUAL: { description: 'Realised (réalisé).' },
    PLANNED: { description: 'Target or forecast (objectif, prévisionnel).' },
  },
});
