import { registerEnumType } from 'type-graphql';

/** Framework a criterion belongs to (grille). */
export enum CriteriaFramework {
  GT4_FUND = 'GT4_FUND',
  GT8_GRID = 'GT8_GRID',
}

registerEnumType(CriteriaFramework, {
  name: 'CriteriaFramework',
  description: 'Framework a criterion belongs to (grille).',
  valuesConfig: {
    GT4_FUND: { description: 'Criteria of the fund proposed by GT4 (fonds de soutien, GT4).' },
    GT8_GRID: { description: 'Criteria grid of GT8 (grille du GT8).' },
  },
});
