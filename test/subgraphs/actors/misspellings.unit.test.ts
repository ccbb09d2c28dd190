import fc from 'fast-check';
import { misspellings } from '../../../subgraphs/actors/rules/misspellings';

const name = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz '),
  minLength: 3,
  maxLength: 30,
});

describe('misspellings', () => {
  it('holds a letter too many, one missing, one for another and two swapped, wherever they are', () => {
    fc.assert(
      fc.property(name, fc.nat(), fc.constantFrom(...'abc xyz'), (right, random, letter) => {
        const at = random % right.length;
        const found = new Set([right, ...misspellings(right)]);
        expect(found).toContain(right.slice(0, at) + letter + right.slice(at));
        expect(found).toContain(right + letter);
        expect(found).toContain(right.slice(0, at) + right.slice(at + 1));
        expect(found).toContain(right.slice(0, at) + letter + right.slice(at + 1));
        if (at > 0) {
          expect(found).toContain(
            right.slice(0, at - 1) + right.charAt(at) + right.charAt(at - 1) + right.slice(at + 1),
          );
        }
      }),
    );
  });

  it('is mutual: who is one error away from a name has it one error away', () => {
    fc.assert(
      fc.property(name, fc.nat(), (right, random) => {
        const all = misspellings(right).filter((text) => text.length >= 3 && text.length <= 30);
        const one = all[random % all.length] as string;
        expect(misspellings(one)).toContain(right);
      }),
    );
  });

  it('never repeats, nor holds the name itself', () => {
    fc.assert(
      fc.property(name, (right) => {
        const all = misspellings(right);
        expect(new Set(all).size).toBe(all.length);
        expect(all).not.toContain(right);
      }),
    );
  });

  it.each(['', 'y', 'pu', 'x'.repeat(31)])('gives none for %j: too short or too long to tell', (text) => {
    expect(misspellings(text)).toEqual([]);
  });
});
