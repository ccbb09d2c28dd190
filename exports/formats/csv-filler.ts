import { COMMA, LF, QUOTE, type CsvNames } from './csv-names';

/** A field in which a value stands, to be replaced by the fields that it stands for. */
export interface CsvBlank {
  /** Which field of the row, from 0. */
  readonly field: number;
  readonly names: CsvNames;
  /** How many fields it becomes; all empty for a value that has no name. */
  readonly width: number;
}

/** Bytes that most rows are shorter than. */
const USUAL_ROW = 2_048;
const NOTHING: Buffer = Buffer.alloc(0);

/** Fills in the blanks of CSV as it comes, in one pass over its bytes. */
export class CsvFiller {
  private readonly blanks: (CsvBlank | undefined)[];
  /** The row that the chunk before ended in. */
  private rest = NOTHING;
  private room = NOTHING;
  private taken = 0;

  /** @param fields how many a row has */
  constructor(fields: number, blanks: readonly CsvBlank[]) {
    this.blanks = Array.from({ length: fields }, (_, field) => blanks.find((blank) => blank.field === field));
  }

  /** The rows that end in this chunk, filled in. */
  push(chunk: Buffer): Buffer {
    this.room = Buffer.allocUnsafe(Math.ceil(1.5 * chunk.length) + 1_024);
    this.taken = 0;
    let from = this.endRest(chunk);
    for (let next = this.fillRow(chunk, from); next > 0; next = this.fillRow(chunk, from)) from = next;
    if (from < chunk.length) this.rest = Buffer.concat([this.rest, chunk.subarray(from)]);
    return this.room.subarray(0, this.taken);
  }

  /** @throws Error when the last row has no end */
  end(): void {
    if (this.rest.length > 0) throw new Error('the rows of a COPY end in the middle of one');
  }

  /**
   * Fills the row that the chunk before ended in.
   * @returns where in this chunk it ends: at the end of the chunk when it is even longer
   */
  private endRest(chunk: Buffer): number {
    if (this.rest.length === 0) return 0;
    const { rest } = this;
    // Most rows are short: a copy of the whole chunk is for those that are not.
    for (const length of [USUAL_ROW, chunk.length]) {
      const row = Buffer.concat([rest, chunk.subarray(0, length)]);
      const next = this.fillRow(row, 0);
      this.rest = next > 0 ? NOTHING : row;
      if (next > 0) return next - rest.length;
    }
    return chunk.length;
  }

  /**
   * Fills one row. A function of its own, not a loop over the whole chunk: V8 optimises what is called often for good,
   * but a long loop only while it runs, which took five times as long.
   * @returns where the next row starts; 0 when this one does not end in the chunk, and nothing is written then
   */
  private fillRow(chunk: Buffer, start: number): number {
    const { length } = chunk;
    let end = this.taken;
    let room = this.roomFor(end, length - start);
    let field = 0;
    let blank = this.blanks[0];
    let quoted = false;
    let from = start;
    let at = start;
    while (at < length) {
      let byte = chunk[at++]!;
      if (blank === undefined) {
        room[end++] = byte;
        // The usual characters, all after the comma: nothing is to be decided.
        while (byte > COMMA && at < length) room[end++] = byte = chunk[at++]!;
      } else {
        while (byte > COMMA && at < length) byte = chunk[at++]!;
      }
      if (byte === QUOTE) quoted = !quoted;
      else if (!quoted && (byte === COMMA || byte === LF)) {
        if (blank !== undefined) {
          const { names, width } = blank;
          const value = at - 1;
          const found = names.find(chunk, from, value);
          const more = Math.max(names.lengthOf(found), width) + length - value;
          room = this.roomFor(end, more);
          end = names.write(found, value - from, width, room, end);
          room[end++] = byte;
        }
        if (byte === LF) {
          this.taken = end;
          return at;
        }
        field += 1;
        blank = this.blanks[field];
        from = at;
      }
    }
    return 0;
  }

  /** Where to write: room for so many bytes more than the `taken` first. */
  private roomFor(taken: number, more: number): Buffer {
    if (this.room.length - taken < more) {
      const larger = Buffer.allocUnsafe(2 * (taken + more));
      this.room.copy(larger, 0, 0, taken);
      this.room = larger;
    }
    return this.room;
  }
}
