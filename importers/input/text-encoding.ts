import { isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'windows-1252';

/** What 0x80 to 0x9f stand for in windows-1252; five of them stand for nothing. */
const C1 =
  '\u20ac\u0000\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u0000\u017d\u0000' +
  '\u0000\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u0000\u017e\u0178';

/** UTF-8 of each byte of windows-1252 above ASCII; undefined where the byte stands for nothing. */
const TO_UTF8: readonly (Buffer | undefined)[] = Array.from({ length: 128 }, (_, index) => {
  const letter = index < 32 ? C1[index] : String.fromCharCode(128 + index);
  return letter === '\u0000' ? undefined : Buffer.from(letter as string, 'utf8');
});

/** Longest UTF-8 form of a byte of windows-1252. */
export const MAX_EXPANSION = 3;

/**
 * Finds the encoding of a text from its first bytes above ASCII, and holds every later record to it: one file in two
 * encodings has been pasted together from two, and half of its names would be spoilt without a word.
 */
export class EncodingGuess {
  private found: Encoding | undefined;

  /** Undefined while only ASCII was seen. */
  get encoding(): Encoding | undefined {
    return this.found;
  }

  /** A byte-order mark says it. */
  declare(encoding: Encoding): void {
    this.found = encoding;
  }

  /** Whether a record that has bytes above ASCII is in the encoding of the file; the first one decides. */
  accepts(record: Buffer): boolean {
    const asUtf8 = isUtf8(record);
    this.found ??= asUtf8 ? 'utf-8' : 'windows-1252';
    if (this.found === 'utf-8') return asUtf8;
    // Two letters such as "Ã©" in a row are no word of windows-1252: they are UTF-8.
    return !asUtf8 && isWindows1252(record);
  }
}

function isWindows1252(record: Buffer): boolean {
  for (const byte of record) if (byte >= 0x80 && TO_UTF8[byte - 0x80] === undefined) return false;
  return true;
}

/** Writes windows-1252 as UTF-8 and returns where it ends; the target needs MAX_EXPANSION times the room. */
export function writeAsUtf8(record: Buffer, target: Buffer, offset: number): number {
  let end = offset;
  for (const byte of record) {
    if (byte < 0x80) {
      target[end] = byte;
      end += 1;
    } else {
      const utf8 = TO_UTF8[byte - 0x80] as Buffer;
      end += utf8.copy(target, end);
    }
  }
  return end;
}
