import { registerEnumType } from 'type-graphql';

/** Type of expense (type de dépense). */
export enum ExpenseType {
  ENGINEERING = 'ENGINEERING',
  OPERATION = 'OPERATION',
  SUPPORT = 'SUPPORT',
  FOOD_PURCHASE = 'FOOD_PURCHASE',
  INVESTMENT = 'INVESTMENT',
}

registerEnumType(ExpenseType, {
  name: 'ExpenseType',
  description: 'Type of expense (type de dépense).',
  valuesConfig: {
    ENGINEERING: { description: 'Project engineering (ingénierie).' },
    OPERATION: { description: 'Running costs (fonctionnement).' },
    SUPPORT: { description: 'Support of people (accompagnement des personnes).' },
    FOOD_PURCHASE: { description: 'Purchase of food (achat de denrées).' },
    INVESTMENT: { description: 'Investment (investissement).' },
  },
});
