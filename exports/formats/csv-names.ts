export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const LF = 0x0a;

const FREE = -1;

/**
 * What values stand for: fields of CSV by the field of the value. PostgreSQL has quoted both, so that they are
 * compared and copied byte by byte. A hash table of our own, since a Map would first have a text made of each value of
 * each row: that takes three times as long as all the rest of filling in.
 */
export class CsvNames {
  /**
   * Open addressing, at most half full: where the row of a value starts and ends in `content`, or FREE. Both stand
   * together, as what takes time in a large table is how often memory is reached for.
   */
  private readonly slots: Int32Array;
  private readonly mask: number;

  /** @param content CSV without a header: in each row the value, then the fields it stands for */
  constructor(readonly content: Buffer) {
    const ends = rowEnds(content);
    const capacity = 2 ** Math.ceil(Math.log2(2 * ends.length + 1));
    this.mask = capacity - 1;
    this.slots = new Int32Array(2 * capacity).fill(FREE);
    let start = 0;
    for (const end of ends) {
      const slot = this.find(content, start, endOfField(content, start));
      this.slots[slot] = start;
      this.slots[slot + 1] = end;
      start = end + 1;
    }
  }

  /** Where a value is, or would be, in `slots`. */
  find(bytes: Buffer, from: number, to: number): number {
    // FNV-1a, its high bits brought down to where the mask takes them from.
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    hash ^= hash >>> 15;
    for (let slot = hash & this.mask; ; slot = (slot + 1) & this.mask) {
      const start = this.slots[2 * slot]!;
      if (start === FREE || this.isAt(start, bytes, from, to)) return 2 * slot;
    }
  }

  /** No fewer bytes than its fields take. */
  lengthOf(found: number): number {
    return this.slots[found + 1]! - this.slots[found]!;
  }

  /**
   * Writes the first `width` fields of a value; all are empty when it stands for nothing.
   * @param value how long it is itself
   * @returns where they end in `room`
   */
  write(found: number, value: number, width: number, room: Buffer, at: number): number {
    const { content } = this;
    const start = this.slots[found]!;
    let end = at;
    if (start === FREE) {
      for (let commas = 1; commas < width; commas += 1) room[end++] = COMMA;
      return end;
    }
    const stop = this.slots[found + 1]!;
    let left = width;
    let quoted = false;
    for (let from = start + value + 1; from < stop; from += 1) {
      const byte = content[from]!;
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === COMMA && !quoted && --left === 0) break;
      room[end++] = byte;
    }
    return end;
  }

  private isAt(start: number, bytes: Buffer, from: number, to: number): boolean {
    const { content } = this;
    for (let at = from, own = start; at < to; at += 1, own += 1) {
      if (bytes[at] !== content[own]) return false;
    }
    return content[start + to - from] === COMMA;
  }
}

function rowEnds(content: Buffer): number[] {
  const ends: number[] = [];
  for (let at = 0, quoted = false; at < content.length; at += 1) {
    if (content[at] === QUOTE) quoted = !quoted;
    else if (content[at] === LF && !quoted) ends.push(at);
  }
  return ends;
}

function endOfField(content: Buffer, start: number): number {
  let quoted = false;
  for (let at = start; ; at += 1) {
    if (content[at] === QUOTE) quoted = !quoted;
    else if (content[at] === COMMA && !quoted) return at;
  }
}
