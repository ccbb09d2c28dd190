import { registerEnumType } from 'type-graphql';

/** Family of products (famille de produits). */
export enum ProductFamily {
  FRUIT_VEGETABLES = 'FRUIT_VEGETABLES',
  DAIRY = 'DAIRY',
  FISH = 'FISH',
  MEAT = 'MEAT',
  BAKERY = 'BAKERY',
  GROCERY = 'GROCERY',
  DRINKS = 'DRINKS',
  PREPARED_MEALS = 'PREPARED_MEALS',
  MIXED = 'MIXED',
}

registerEnumType(ProductFamily, {
  name: 'ProductFamily',
  description: 'Family of products (famille de produits).',
  valuesConfig: {
    FRUIT_VEGETABLES: { description: 'Fruit and vegetables (fruits et légumes).' },
    DAIRY: { description: 'Milk and dairy products (lait et produits laitiers).' },
    FISH: { description: 'Fish and seafood (poisson, produits de la mer).' },
    MEAT: { description: 'Meat (viande).' },
    BAKERY: { description: 'Bread and bakery (boulangerie).' },
    GROCERY: { description: 'Dry goods and groceries (épicerie).' },
    DRINKS: { description: 'Drinks (boissons).' },
    PREPARED_MEALS: { description: 'Prepared meals and dishes (repas et plats préparés).' },
    MIXED: { description: 'Several families together (produits mélangés).' },
  },
});
