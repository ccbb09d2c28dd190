import fc from 'fast-check';
import { ranked } from '../../../subgraphs/actors/rules/ranked-suggestions';
import { searchDocument, searchWords } from '../../../subgraphs/actors/rules/search-words';

describe('the words of a text', () => {
  test.each([
    ['Asso. des Jardins d’Étampes', ['association', 'jardin', 'etampe']],
    ['ASSOCIATION DES JARDINS', ['association', 'jardin']],
    ['St-Étienne', ['saint', 'etienne']],
    ['les réseaux', ['reseau']],
    // Nothing else is asked for.
    ['le la les', ['le', 'la', 'les']],
    ['’—!', []],
  ])('%s', (text, words) => expect(searchWords(text)).toEqual(words));

  test('are letters and digits, and the words of themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const words = searchWords(text);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});

describe('the document of an actor', () => {
  const parts = { acronym: null, otherNames: [], networks: [], places: [] };

  test('holds names, networks, places, acronyms made and written out, each word once', () => {
    const { keys, title, text } = searchDocument({
      ...parts,
      name: 'Centre communal d’action sociale',
      otherNames: ['CCAS de Blois'],
      networks: ['Réseau Cocagne'],
      places: ['Blois', 'Loir-et-Cher 41'],
    });
    expect(keys).toEqual(['centre communal action sociale', 'ccas bloi']);
    expect(title).toBe(' centre communal action sociale ccas bloi ');
    const words = text.trim().split(' ');
    expect(words).toEqual(expect.arrayContaining(['ccas', 'reseau', 'cocagne', 'loir', 'cher', '41']));
    expect(new Set(words).size).toBe(words.length);
  });

  test('knows an actor by the initials of its words', () => {
    expect(searchDocument({ ...parts, name: 'Association Fruits et Légumes Solidarité' }).text).toContain(
      ' afls ',
    );
  });

  test('of a name without letters is empty', () => {
    expect(searchDocument({ ...parts, name: '***' })).toEqual({ keys: [], title: '', text: '' });
  });
});

test('suggestions take turns at the same closeness, the closest first, and none is lost before the end', () => {
  const items = fc.array(fc.record({ closeness: fc.integer({ min: 0, max: 2 }), id: fc.uuid() }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(items, { maxLength: 3 }), fc.integer({ min: 1, max: 10 }), (unsorted, first) => {
      const lists = unsorted.map((list) => [...list].sort((a, b) => a.closeness - b.closeness));
      const found = ranked(lists, first);
      expect(found).toHaveLength(Math.min(first, lists.flat().length));
      const closeness = found.map((item) => item.closeness);
      expect(closeness).toEqual([...closeness].sort());
    }),
  );
  const list = (name: string) => [0, 1, 1].map((closeness, at) => ({ closeness, id: `${name}${at}` }));
  expect(ranked([list('a'), list('b')], 5).map(({ id }) => id)).toEqual(['a0', 'b0', 'a1', 'b1', 'a2']);
});
