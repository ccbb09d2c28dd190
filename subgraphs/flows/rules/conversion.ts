import { fromScaled, toScaled } from '../../../platform/decimal';
import { Unit } from '../../../platform/vocabulary/unit';

/** A published document on which a factor rests; a row of `source`. */
export interface ConversionSource {
  slug: string;
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
  licence: string | null;
}

/** How a unit becomes tonnes. `source` is null only for tonnes themselves: nothing is converted. */
export interface Conversion {
  /** Tonnes in one unit, exact. */
  factor: string;
  source: ConversionSource | null;
}

/** Product whose litres have a known mass. */
export const MILK = 'lait';

const SI: ConversionSource = {
  slug: 'bipm-si',
  title: 'Le Système international d’unités (SI), 9e édition, tableau 8 : 1 t = 1 000 kg',
  publisher: 'Bureau international des poids et mesures (BIPM)',
  date: null,
  url: 'https://www.bipm.org/fr/publications/si-brochure',
  licence: null,
};
const FOOD_BANKS: ConversionSource = {
  slug: 'banques-alimentaires-equivalence-repas',
  title:
    'Chiffres clés du réseau : plus de 120 000 tonnes, soit l’équivalent de 241 millions de repas (500 g par repas)',
  publisher: 'Fédération française des Banques Alimentaires',
  date: null,
  url: 'https://www.banquealimentaire.org',
  licence: null,
};
const FOOD_DENSITIES: ConversionSource = {
  slug: 'fao-infoods-densite',
  title: 'FAO/INFOODS Density Database, version 2.0 (2012) : lait de vache, 1,03 kg par litre',
  publisher: 'Organisation des Nations unies pour l’alimentation et l’agriculture (FAO)',
  date: null,
  url: 'https://www.fao.org/3/ap815e/ap815e.pdf',
  licence: null,
};

/** Every source that a conversion may name; the writer keeps them in `source`. */
export const CONVERSION_SOURCES: readonly ConversionSource[] = [SI, FOOD_BANKS, FOOD_DENSITIES];

/** The factor from a unit of a product to tonnes; null where no honest one is published. */
export function conversionOf(unit: Unit, product: string): Conversion | null {
  switch (unit) {
    case Unit.TONNE:
      return { factor: '1', source: null };
    case Unit.KILOGRAM:
      return { factor: '0.001', source: SI };
    case Unit.MEAL:
      return { factor: '0.0005', source: FOOD_BANKS };
    case Unit.LITRE:
      return product === MILK ? { factor: '0.00103', source: FOOD_DENSITIES } : null;
    case Unit.BASKET:
    case Unit.PIECE:
      return null;
  }
}

/** Decimals of a stored quantity (10^-6 of a unit) and of a factor. */
export const QUANTITY_DECIMALS = 6;
const FACTOR_DECIMALS = 9;
const GRAM_DECIMALS = 6;

/**
 * Mass in whole grams of a quantity under a factor to tonnes; half a gram rounds up.
 * @throws RangeError when the quantity has more than six decimals
 */
export function toGrams(quantity: string, factor: string): bigint {
  const scaled = toScaled(quantity, QUANTITY_DECIMALS) * toScaled(factor, FACTOR_DECIMALS);
  const gram = 10n ** BigInt(QUANTITY_DECIMALS + FACTOR_DECIMALS - GRAM_DECIMALS);
  return (scaled + gram / 2n) / gram;
}

/** Exact tonnes of whole grams: "1.300000". */
export function gramsToTonnes(grams: bigint): string {
  return fromScaled(grams, GRAM_DECIMALS);
}

/** Tonnes for an answer: the only place where a sum of masses becomes a float. */
export function tonnesAsFloat(grams: string | null): number {
  return Number(gramsToTonnes(BigInt(grams ?? '0')));
}
