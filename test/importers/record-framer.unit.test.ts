import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { RecordFramer, type FramerOptions } from '../../importers/input/record-framer';
import { EncodingGuess } from '../../importers/input/text-encoding';

function frame(text: string | Buffer, options: Partial<FramerOptions> = {}, chunk = 1 << 20) {
  const framer = new RecordFramer({
    delimiter: ';'.charCodeAt(0),
    fields: 2,
    firstLine: 2,
    encoding: new EncodingGuess(),
    ...options,
  });
  const bytes = Buffer.from(text);
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length && !framer.stopped; at += chunk) {
    out.push(...framer.push(Buffer.from(bytes.subarray(at, at + chunk))));
  }
  out.push(...framer.finish());
  return { text: Buffer.concat(out).toString('utf8'), framer };
}

describe('RecordFramer', () => {
  it('puts the number of its line in front of each record', () => {
    expect(frame('a;b\nc;d\n').text).toBe('2;a;b\n3;c;d\n');
  });

  it('counts lines inside quotes, and passes over empty rows', () => {
    const { text, framer } = frame('a;"b\nb"\n\n;\r\nc;d');
    expect(text).toBe('2;a;"b\nb"\n6;c;d\n');
    expect(framer.faults).toEqual([]);
  });

  it('takes any mixture of line ends', () => {
    expect(frame('a;b\r\nc;d\ne;f\r\n').text).toBe('2;a;b\n3;c;d\n4;e;f\n');
  });

  it('agrees with a CSV library on every record, however the file is cut into chunks', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ';', '\n', '\r', ' ', '1') });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        (rows, end, chunk) => {
          const kept = rows.filter((row) => row.some((value) => value !== ''));
          const file = stringify(rows, { delimiter: ';', record_delimiter: end, quoted_match: /[\r\s]/ });
          const { text, framer } = frame(file, {}, chunk);
          expect(framer.faults).toEqual([]);
          const read = parse(text, { delimiter: ';', record_delimiter: '\n' });
          expect(read.map((record) => record.slice(1))).toEqual(kept);
          expect(framer.records).toBe(kept.length);
        },
      ),
    );
  });

  it('names the line where a quote was opened that never closes, and goes on after it', () => {
    const { text, framer } = frame('a;b\nc;"d\ne;f\ng;h\n');
    expect(framer.faults).toMatchObject([{ line: 3, code: 'UNCLOSED_QUOTE', field: 1 }]);
    expect(text).toBe('2;a;b\n4;e;f\n5;g;h\n');
  });

  it('names the line of a quote that a later quote closes by mistake', () => {
    const { text, framer } = frame('a;"b\nc;"d"\ne;f\n');
    expect(framer.faults).toMatchObject([{ line: 2, code: 'MISPLACED_QUOTE' }]);
    expect(text).toBe('3;c;"d"\n4;e;f\n');
  });

  it.each([
    ['a quote in the middle of a field', 'a;b"c\nd;e\n', 'MISPLACED_QUOTE'],
    ['text after a closed quote', 'a;"b"c\nd;e\n', 'MISPLACED_QUOTE'],
    ['a field too many', 'a;b;c\nd;e\n', 'FIELD_COUNT'],
    ['a field too few', 'a\nd;e\n', 'FIELD_COUNT'],
    ['a null byte', 'a;b\0\nd;e\n', 'NUL_BYTE'],
    ['a carriage return alone', 'a;b\rc\nd;e\n', 'STRAY_CARRIAGE_RETURN'],
  ])('tells %s and takes the next record', (_what, file, code) => {
    for (const chunk of [1, 3, 1000]) {
      const { text, framer } = frame(file, {}, chunk);
      expect(framer.faults).toMatchObject([{ line: 2, code }]);
      expect(text).toBe('3;d;e\n');
    }
  });

  it('reads windows-1252 and says so', () => {
    const { text, framer } = frame(Buffer.from([0x61, 0x3b, 0xe9, 0x80, 0x0a]));
    expect(text).toBe('2;a;é€\n');
    expect(framer.faults).toEqual([]);
  });

  it('tells the lines in another encoding than the first ones', () => {
    const latin = Buffer.from('b;\u00e9\n', 'latin1');
    const utf8 = Buffer.from('a;é\n');
    expect(frame(Buffer.concat([utf8, latin, utf8])).framer.faults).toMatchObject([
      { line: 3, code: 'MIXED_ENCODING', detail: 'utf-8' },
    ]);
    expect(frame(Buffer.concat([latin, utf8, latin])).framer.faults).toMatchObject([
      { line: 3, code: 'MIXED_ENCODING', detail: 'windows-1252' },
    ]);
  });

  it('gives up a file without line ends after a bounded length', () => {
    const maxRecord = 1000;
    const { framer } = frame('x'.repeat(50_000), { maxRecord }, 100);
    expect(framer.faults).toMatchObject([{ line: 2, code: 'RECORD_TOO_LONG' }]);
    expect(framer.stopped).toBe(true);
  });

  it('goes on after a quote that stays open over a bounded length', () => {
    const rest = 'c;d\n'.repeat(1000);
    const { framer } = frame(`a;"b\n${rest}`, { maxRecord: 1000 }, 100);
    expect(framer.faults).toMatchObject([{ line: 2, code: 'UNCLOSED_QUOTE' }]);
    expect(framer.records).toBe(1000);
  });

  it('stops at a number of faults, and says so', () => {
    const { framer } = frame('a\n'.repeat(50), { maxFaults: 10 });
    expect(framer.faults).toHaveLength(11);
    expect(framer.faults.at(-1)).toMatchObject({ code: 'TOO_MANY_FAULTS' });
  });

  it('sees spaces around values', () => {
    expect(frame('a;b\n').framer.padded).toBe(false);
    expect(frame('a b;c\n', {}, 2).framer.padded).toBe(false);
    expect(frame('a ;b\n').framer.padded).toBe(true);
    expect(frame('a; b\n').framer.padded).toBe(true);
    expect(frame('a;" b"\n').framer.padded).toBe(true);
  });
});
