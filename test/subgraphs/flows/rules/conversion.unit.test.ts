import 'reflect-metadata';
import fc from 'fast-check';
import { Unit } from '../../../../platform/vocabulary/unit';
import {
  conversionOf,
  CONVERSION_SOURCES,
  gramsToTonnes,
  toGrams,
  tonnesAsFloat,
} from '../../../../subgraphs/flows/rules/conversion';

describe('conversionOf', () => {
  it.each([
    [Unit.TONNE, 'carottes', '1'],
    [Unit.KILOGRAM, 'carottes', '0.001'],
    [Unit.MEAL, 'plats-cuisines', '0.0005'],
    [Unit.LITRE, 'lait', '0.00103'],
  ])('%s of %s: %s', (unit, product, factor) => {
    expect(conversionOf(unit, product)?.factor).toBe(factor);
  });

  it.each([
    [Unit.LITRE, 'jus-d-orange'],
    [Unit.BASKET, 'paniers-de-legumes'],
    [Unit.PIECE, 'carottes'],
  ])('%s of %s has no honest factor', (unit, product) => {
    expect(conversionOf(unit, product)).toBeNull();
  });

  it('names a source for every factor but that of tonnes', () => {
    for (const unit of Object.values(Unit)) {
      const conversion = conversionOf(unit, 'lait');
      if (!conversion) continue;
      if (unit === Unit.TONNE) expect(conversion.source).toBeNull();
      else expect(CONVERSION_SOURCES).toContain(conversion.source);
    }
  });
});

describe('toGrams', () => {
  it.each([
    ['54', '1', 54_000_000n],
    ['1.3', '1', 1_300_000n],
    ['1000000', '0.00103', 1_030_000_000n],
    ['3', '0.0005', 1500n],
    ['0.0005', '0.001', 1n],
    ['0.0004', '0.001', 0n],
    ['0', '1', 0n],
  ])('%s at %s is %s g', (quantity, factor, grams) => {
    expect(toGrams(quantity, factor)).toBe(grams);
  });

  it('is exact and refuses more than six decimals', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (grams) => {
        expect(toGrams(gramsToTonnes(grams), '1')).toBe(grams);
      }),
    );
    expect(() => toGrams('0.0000001', '1')).toThrow(RangeError);
  });
});

test('a sum becomes a float only at the end', () => {
  expect(tonnesAsFloat('300000')).toBe(0.3);
  expect(tonnesAsFloat(null)).toBe(0);
});
