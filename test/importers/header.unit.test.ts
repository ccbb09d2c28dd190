import { columnsOf, IMPORT_SUBJECTS } from '../../importers/columns';
import { mapHeader } from '../../importers/header';
import { MAX_HEADER, readDialect } from '../../importers/input/dialect';
import { nearest } from '../../importers/nearest';

describe('mapHeader', () => {
  const columns = columnsOf('impact');

  it.each(IMPORT_SUBJECTS)(
    'takes every name, French name and alias of %s, in any case, without accents',
    (subject) => {
      const all = columnsOf(subject);
      const names = all.map(({ name }) => name);
      expect(mapHeader(names, all)).toEqual(names);
      const french = all.map(({ title }) => title);
      expect(mapHeader(french, all)).toEqual(names);
      const plain = french.map((title) => title.toUpperCase().normalize('NFD').replace(/\p{M}/gu, ''));
      expect(mapHeader(plain, all)).toEqual(names);
      for (const { name, aliases = [] } of all) {
        for (const alias of aliases) {
          const header = names.map((each) => (each === name ? alias : each));
          expect(mapHeader(header, all)).toEqual(names);
        }
      }
    },
  );

  it('names each column that is unknown with the nearest, and each that is missing', () => {
    expect(() =>
      mapHeader(['external_id', 'projet', 'indicateurs', 'valeurr', 'nature', 'zzzzzzzz'], columns),
    ).toThrow(
      [
        'La colonne "indicateurs" est inconnue ; la plus proche est "indicator".',
        'La colonne "valeurr" est inconnue ; la plus proche est "value".',
        'La colonne "zzzzzzzz" est inconnue.',
        'Il manque la colonne "indicator" (Indicateur).',
        'Il manque la colonne "value" (Valeur).',
      ].join('\n'),
    );
  });
});

describe('readDialect', () => {
  const read = (text: string) => readDialect(Buffer.from(text));

  it.each([
    ['a;b,c;d\n', ';'],
    ['a,b\n', ','],
    ['a\tb\n', '\t'],
    ['"a;b;c",d\n', ','],
  ])('tells the delimiter of %j', (text, delimiter) => {
    expect(read(text).dialect.delimiter).toBe(delimiter);
  });

  it('passes over empty lines and the line of Excel above the header', () => {
    const { dialect, offset } = read('sep=;\r\n\r\na;b\r\nc;d\r\n');
    expect(dialect).toMatchObject({ header: ['a', 'b'], nextLine: 4 });
    expect(offset).toBe('sep=;\r\n\r\na;b\r\n'.length);
  });

  it('refuses a header in another encoding than the mark at its start says', () => {
    const bytes = Buffer.concat([Buffer.from('\uFEFF'), Buffer.from('a;é\n', 'latin1')]);
    expect(() => readDialect(bytes)).toThrow(/utf-8/);
  });

  it('refuses a quote that is left open, and a line that is too long', () => {
    expect(() => read('a;"b\n')).toThrow(/guillemet/);
    expect(() => read(`${'a;'.repeat(MAX_HEADER)}\n`)).toThrow(/64 Ko/);
  });
});

describe('nearest', () => {
  it('finds a word a few letters away, and none when all are far', () => {
    expect(nearest('quantitee', ['quantity', 'unit'])).toBe('quantity');
    expect(nearest('xyz', ['quantity', 'destination'])).toBeUndefined();
  });
});
