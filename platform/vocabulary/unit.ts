import { registerEnumType } from 'type-graphql';

/** Unit in which a quantity is stated. Only some have a stated factor to tonnes. */
export enum Unit {
  TONNE = 'TONNE',
  KILOGRAM = 'KILOGRAM',
  LITRE = 'LITRE',
  MEAL = 'MEAL',
  BASKET = 'BASKET',
  PIECE = 'PIECE',
}

registerEnumType(Unit, {
  name: 'Unit',
  description: 'Unit in which a quantity is stated. Only some have a stated factor to tonnes.',
  valuesConfig: {
    TONNE: { description: 'Metric tonne (tonne).' },
    KILOGRAM: { description: 'Kilogram; 0.001 tonne (kilogramme).' },
    LITRE: { description: 'Litre; 0.00103 tonne for milk, no factor otherwise (litre).' },
    MEAL: { description: 'Meal; 0.0005 tonne, the food banks’ own equivalence (repas).' },
    BASKET: { description: 'Basket: no stated weight (panier, colis).' },
    PIECE: { description: 'Piece: no stated weight (pièce, unité).' },
  },
});
