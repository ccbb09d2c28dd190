import { registerEnumType } from 'type-graphql';

/** Length of the chain an activity belongs to, as in figure 1 of the GT4 report (circuit). */
export enum Circuit {
  LOCAL_SOLIDARITY = 'LOCAL_SOLIDARITY',
  MIXED = 'MIXED',
  LONG = 'LONG',
}

registerEnumType(Circuit, {
  name: 'Circuit',
  description: 'Length of the chain an activity belongs to, as in figure 1 of the GT4 report (circuit).',
  valuesConfig: {
    LOCAL_SOLIDARITY: {
      description: 'Local, quality solidarity chain (filière solidaire locale et de qualité).',
    },
    MIXED: { description: 'Mixed short and long circuits (circuits mixtes).' },
    LONG: { description: 'Long chain (filière longue).' },
  },
});
