import { Unit } from '../../platform/vocabulary/unit';
import type { Season } from './calendar';
import type { Random } from './random';
import { Weighted } from './weighted';

/** A product of the bundled list, as chains handle it. */
export interface Goods {
  readonly product: string;
  /** Where it enters the chain: from a field, or as a gift of a shop. */
  readonly from: 'field' | 'shop';
  readonly season: Season;
  /** What a workshop makes of it. */
  readonly becomes: readonly string[];
  /** Shelf form in which some of it is handed out. */
  readonly alsoAs?: string;
  readonly organic: number;
}

const CANNED = 'conserves-de-legumes';
const DISHES = 'plats-cuisines';
const BASKETS = 'paniers-de-legumes';

const field = (
  product: string,
  season: Season,
  organic: number,
  becomes: string[],
  alsoAs?: string,
): Goods => ({
  product,
  from: 'field',
  season,
  organic,
  becomes,
  ...(alsoAs !== undefined && { alsoAs }),
});
const shop = (product: string, becomes: string[] = []): Goods => ({
  product,
  from: 'shop',
  season: 'steady',
  organic: 0.05,
  becomes,
});

export const GOODS = new Weighted<Goods>([
  [field('legumes', 'garden', 0.15, [CANNED, DISHES], BASKETS), 24],
  [field('fruits', 'orchard', 0.15, [CANNED]), 14],
  [field('fruits-et-legumes', 'garden', 0.1, [CANNED, DISHES], BASKETS), 12],
  [field('legumes-bio', 'garden', 1, [CANNED, DISHES], BASKETS), 8],
  [field('fruits-et-legumes-bio', 'orchard', 1, [CANNED], BASKETS), 4],
  [field('pommes-de-terre', 'orchard', 0.1, [DISHES]), 9],
  [field('lait', 'steady', 0.08, []), 7],
  [shop('poisson', [DISHES]), 2],
  [shop('jus-d-orange'), 2],
  [shop('produits-en-vrac'), 5],
  [shop('denrees-diverses'), 13],
]);

/** Grams of one unit, as synthetic declarants count them. Whether it converts is Maillon's to know. */
const GRAMS: Record<Unit, number> = {
  [Unit.TONNE]: 1_000_000,
  [Unit.KILOGRAM]: 1_000,
  [Unit.LITRE]: 1_030,
  [Unit.MEAL]: 500,
  [Unit.BASKET]: 5_000,
  [Unit.PIECE]: 400,
};

/** Writes a mass as a declarant would: in the unit of the trade, with as many decimals as it is weighed. */
export function asDeclared(
  kilograms: number,
  product: string,
  random: Random,
): { quantity: string; unit: Unit } {
  const unit = unitOf(kilograms, product, random);
  const amount = (kilograms * 1_000) / GRAMS[unit];
  const decimals = unit === Unit.TONNE ? 3 : unit === Unit.KILOGRAM ? random.below(4) : 0;
  const smallest = 10 ** -decimals;
  return { quantity: Math.max(amount, smallest).toFixed(decimals), unit };
}

function unitOf(kilograms: number, product: string, random: Random): Unit {
  if (product === BASKETS) return Unit.BASKET;
  if (product === DISHES) return random.chance(0.7) ? Unit.MEAL : Unit.KILOGRAM;
  if (product === 'lait') return random.chance(0.8) ? Unit.LITRE : Unit.KILOGRAM;
  if (product === 'jus-d-orange') return Unit.LITRE;
  if (product === CANNED && random.chance(0.1)) return Unit.PIECE;
  return kilograms > 2_000 && random.chance(0.7) ? Unit.TONNE : Unit.KILOGRAM;
}
