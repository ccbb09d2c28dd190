import fc from 'fast-check';
import { CsvFiller } from '../../exports/formats/csv-filler';
import { CsvNames } from '../../exports/formats/csv-names';

/** A text as PostgreSQL writes it in CSV. */
const field = (text: string | null): string => {
  if (text === null) return '';
  return text === '' || /["\n\r,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csv = (rows: readonly (readonly (string | null)[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\n`).join('');

const wild = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', 'é', '🥕', ' '), maxLength: 6 }),
  fc.stringMatching(/^[0-9]{1,3}$/),
);
/** Few enough that rows find them. */
const value = fc.oneof(fc.constantFrom('1', '12', '2', ',', '"', '', 'é,"\n'), wild);
const names = fc.uniqueArray(fc.tuple(value, wild, fc.option(wild)), {
  selector: ([of]) => of,
  maxLength: 20,
});
const rows = fc.array(fc.tuple(wild, fc.option(value), wild, fc.option(value)), {
  minLength: 1,
  maxLength: 20,
});

function filled(
  bytes: Buffer,
  cuts: readonly number[],
  known: readonly (readonly (string | null)[])[],
): string {
  const table = new CsvNames(Buffer.from(csv(known)));
  const filler = new CsvFiller(4, [
    { field: 1, names: table, width: 2 },
    { field: 3, names: table, width: 2 },
  ]);
  const ends = [...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
  const chunks = ends.map((end, index) => filler.push(bytes.subarray(ends[index - 1] ?? 0, end)));
  return Buffer.concat(chunks).toString('utf8');
}

it('puts the fields of each value in its place, wherever the chunks are cut', () => {
  fc.assert(
    fc.property(names, rows, fc.array(fc.nat(400)), (known, given, cuts) => {
      const fieldsOf = (of: string | null): (string | null)[] =>
        known.find(([one]) => one === of)?.slice(1) ?? [null, null];
      const expected = given.map(([a, b, c, d]) => [a, ...fieldsOf(b), c, ...fieldsOf(d)]);
      expect(filled(Buffer.from(csv(given)), cuts, known)).toBe(csv(expected));
    }),
    { numRuns: 500 },
  );
});

it('finds any of many values, and none that only begins as one', () => {
  const many = Array.from({ length: 5_000 }, (_, n) => [String(n * 7), `territoire ${n}`, null] as const);
  const given = Array.from({ length: 40_000 }, (_, n) => ['', String(n), 'x', null]);
  const expected = given.map(([, n]) => [
    '',
    ...(Number(n) % 7 === 0 && Number(n) < 35_000 ? [`territoire ${Number(n) / 7}`, null] : [null, null]),
    'x',
    null,
    null,
  ]);
  expect(filled(Buffer.from(csv(given)), [1, 5_000, 5_001], many)).toBe(csv(expected));
});

it('makes room for names much longer than their values', () => {
  const long = 'é'.repeat(100_000);
  expect(filled(Buffer.from(csv([['a', '1', 'b', '1']])), [], [['1', long, null]])).toBe(
    csv([['a', long, null, 'b', long, null]]),
  );
});

it('puts together a row that is longer than many chunks', () => {
  const long = [['x'.repeat(10_000), '1', '"\n'.repeat(3_000), '2']];
  const cuts = Array.from({ length: 5 }, (_, n) => n * 6_000 + 7);
  expect(filled(Buffer.from(csv(long)), cuts, [['1', 'un', null]])).toBe(
    csv([[long[0]![0]!, 'un', null, long[0]![2]!, null, null]]),
  );
});

it('tells a last row that has no end', () => {
  const filler = new CsvFiller(1, []);
  filler.push(Buffer.from('whole\ncu'));
  expect(() => filler.end()).toThrow('in the middle');
});
