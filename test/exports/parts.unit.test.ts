import fc from 'fast-check';
import { acceptsGzip } from '../../exports/accepts-gzip';
import { CopyTextReader } from '../../exports/formats/copy-text';
import { valueReader } from '../../exports/formats/parquet-columns';
import { knownLicences } from '../../exports/licences';
import { Slots } from '../../exports/slots';
import type { ExportColumn } from '../../platform/export-table';
import { withLiterals } from '../../platform/sql-literals';

describe('acceptsGzip', () => {
  it.each([
    ['gzip', true],
    ['br, GZIP;q=0.5', true],
    ['*', true],
    ['*;q=0', false],
    ['gzip;q=0, *', false],
    ['identity', false],
    [undefined, false],
  ])('%s: %s', (header, taken) => expect(acceptsGzip(header)).toBe(taken));
});

describe('CopyTextReader', () => {
  const rowsOf = (chunks: Buffer[]) => {
    const reader = new CopyTextReader();
    const rows = chunks.flatMap((chunk) => reader.push(chunk));
    reader.end();
    return rows;
  };

  it('reads rows wherever the chunks are cut, even inside a character', () => {
    const text = Buffer.from('é\\tà\t\\N\t\\\\N\n\t\t🥕\\n\n');
    const expected = [
      ['é\tà', null, '\\N'],
      ['', '', '🥕\n'],
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        expect(rowsOf(at.slice(1).map((end, index) => text.subarray(at[index], end)))).toEqual(expected);
      }),
    );
  });

  it('refuses rows that end in the middle of one', () => {
    expect(() => rowsOf([Buffer.from('a\tb\nc')])).toThrow('end in the middle');
  });
});

describe('exact numbers in Parquet', () => {
  const read = (scale: number) =>
    valueReader({
      name: 'n',
      type: 'decimal',
      sql: '',
      description: '',
      precision: 18,
      scale,
    } satisfies ExportColumn);

  it.each([
    ['12.5', 6, 12_500_000n],
    ['12', 2, 1200n],
    ['-0.05', 2, -5n],
    ['0.0000005', 6, 1n],
    ['0.0000004', 6, 0n],
    ['-0.0000005', 6, -1n],
    ['999999999999.999999', 6, 999_999_999_999_999_999n],
  ])('%s at scale %i', (text, scale, expected) => expect(read(scale)(text)).toBe(expected));
});

describe('withLiterals', () => {
  it('quotes what it is given and leaves the rest', () => {
    expect(withLiterals('a = $1 AND b = ANY($2) AND c = $1', ["l'eau", ['a"b', 'c\\d']])).toBe(
      `a = 'l''eau' AND b = ANY( E'{"a\\\\"b","c\\\\\\\\d"}') AND c = 'l''eau'`,
    );
    expect(withLiterals('$1 $2 $3 $10', [1.5, true, null, 4, 5, 6, 7, 8, 9, 'ten'])).toBe(
      `'1.5' 'true' NULL 'ten'`,
    );
  });

  it('refuses a value that is missing or has no literal', () => {
    expect(() => withLiterals('$2', ['a'])).toThrow('no value for $2');
    expect(() => withLiterals('$1', [{}])).toThrow('type object');
    expect(() => withLiterals('$1', ['a\0b'])).toThrow('NUL');
  });
});

it('gives back a place once, however often it is given back', () => {
  const slots = new Slots(1);
  const release = slots.take();
  expect(slots.take()).toBeUndefined();
  release?.();
  release?.();
  expect(slots.take()).toBeDefined();
  expect(slots.take()).toBeUndefined();
});

it('knows licences by the words that sources use', () => {
  expect(
    knownLicences(['Licence Ouverte 2.0', 'CC-BY 4.0', null, 'CC BY-NC 4.0', 'à voir']).map(
      ({ name }) => name,
    ),
  ).toEqual(['CC-BY-4.0', 'etalab-2.0']);
});
