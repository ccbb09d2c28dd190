import fc from 'fast-check';
import { foldName } from '../../platform/folded-name';

describe('foldName', () => {
  it.each([
    ['Orléans', 'orleans'],
    ['SAINT-ÉTIENNE', 'saint etienne'],
    ['St Etienne', 'saint etienne'],
    ['Ste-Foy', 'sainte foy'],
    ["L'Haÿ-les-Roses", 'l hay les roses'],
    ['l’hay  les roses ', 'l hay les roses'],
    ['Œuilly', 'oeuilly'],
    ['CA de Blois "Agglopolys"', 'ca de blois agglopolys'],
    ['Est', 'est'],
    ['', ''],
    [' -- ', ''],
    ['constructor', 'constructor'],
  ])('%j is compared as %j', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it('gives letters, digits and single spaces only, and changes nothing on a second pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const folded = foldName(name);
        expect(folded).toMatch(/^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u);
        expect(foldName(folded)).toBe(folded);
      }),
    );
  });
});
