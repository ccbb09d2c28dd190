import { megabytes, preview, type FramingCode, type FramingFault } from './framing-fault';
import { MAX_EXPANSION, writeAsUtf8, type EncodingGuess } from './text-encoding';

export interface FramerOptions {
  /** Byte between two fields. */
  delimiter: number;
  /** Fields that each record must have. */
  fields: number;
  /** Number of the line that the first byte stands on. */
  firstLine: number;
  encoding: EncodingGuess;
  /** Bytes that a record may have; a file without line ends is given up there. */
  maxRecord?: number;
  /** Faults after which reading stops. */
  maxFaults?: number;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

export const MAX_RECORD = 1024 * 1024;
const MAX_FAULTS = 100_000;
const OUTPUT_BYTES = 1024 * 1024;
/** Line number, delimiter and line end around each record. */
const FRAME_BYTES = 20;

type Outcome = 'complete' | 'incomplete' | 'unclosed' | 'misplaced' | 'carriage-return';

/**
 * Cuts a CSV stream into records and passes them on as they are, each with the number of its line in front, in UTF-8,
 * ready for COPY: PostgreSQL parses the fields, faster than JavaScript could. Only what COPY would stop at is looked
 * at here: quotes, the number of fields, encoding, length. A record that is wrong is told and left out; the next goes
 * on. Memory is bounded by maxRecord, whatever the file.
 */
export class RecordFramer {
  /** Records passed on. */
  records = 0;
  /** Whether some field begins or ends with a space. */
  padded = false;
  /** Reading further makes no sense. */
  stopped = false;
  readonly faults: FramingFault[] = [];

  private readonly delimiter: number;
  private readonly fields: number;
  private readonly encoding: EncodingGuess;
  private readonly maxRecord: number;
  private readonly maxFaults: number;

  private carry: Buffer = Buffer.alloc(0);
  /** Bytes passed over of a line whose end is still to come. */
  private skipped: number | undefined;
  private line: number;
  private ready: Buffer[] = [];
  private output = Buffer.allocUnsafe(OUTPUT_BYTES);
  private written = 0;

  // The record that scan() is at.
  private end = 0;
  private next = 0;
  private lines = 0;
  private found = 0;
  private high = false;
  private nul = false;
  private quoteAt = 0;
  private quoteLine = 0;

  constructor({ delimiter, fields, firstLine, encoding, maxRecord, maxFaults }: FramerOptions) {
    this.delimiter = delimiter;
    this.fields = fields;
    this.line = firstLine;
    this.encoding = encoding;
    this.maxRecord = maxRecord ?? MAX_RECORD;
    this.maxFaults = maxFaults ?? MAX_FAULTS;
  }

  /** Takes a chunk and returns what is ready for COPY. */
  push(chunk: Buffer): Buffer[] {
    this.read(this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk]), false);
    return this.take();
  }

  /** The input is over: what is left is the last record. */
  finish(): Buffer[] {
    this.read(this.carry, true);
    this.flush();
    return this.take();
  }

  private read(bytes: Buffer, last: boolean): void {
    let start = 0;
    if (this.skipped !== undefined) {
      start = bytes.indexOf(LF) + 1;
      if (start === 0) {
        this.skip(bytes.length);
        return;
      }
      this.skipped = undefined;
    }
    while (start < bytes.length && !this.stopped) {
      const outcome = this.scan(bytes, start, last);
      if (outcome === 'incomplete' && bytes.length - start <= this.maxRecord) break;
      start = this.settle(bytes, start, outcome);
    }
    this.carry = this.stopped || start >= bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(start));
  }

  /** Deals with the record that was scanned; returns where the next one begins. */
  private settle(bytes: Buffer, start: number, outcome: Outcome): number {
    if (outcome === 'complete') {
      this.accept(bytes, start);
      this.line += this.lines;
      return this.next;
    }
    if (outcome === 'carriage-return') {
      const detail = String(this.line);
      this.fault({
        line: this.line,
        field: this.found - 1,
        value: '',
        code: 'STRAY_CARRIAGE_RETURN',
        detail,
      });
      return this.skipLine(bytes, start, this.line);
    }
    if (outcome === 'incomplete' && this.quoteAt < 0) return this.tooLong(bytes, start);
    // The quote was opened by mistake: go on with the line after the one that it stands on.
    const { quoteAt, quoteLine } = this;
    this.fault({
      line: quoteLine,
      field: this.found - 1,
      value: preview(bytes, quoteAt),
      code: outcome === 'misplaced' ? 'MISPLACED_QUOTE' : 'UNCLOSED_QUOTE',
      detail: String(this.line + this.lines - 1),
    });
    return this.skipLine(bytes, quoteAt, quoteLine);
  }

  /** Passes over the rest of a line, which may end in a later chunk. */
  private skipLine(bytes: Buffer, from: number, line: number): number {
    const end = bytes.indexOf(LF, from);
    this.line = line + 1;
    if (end >= 0) return end + 1;
    this.skip(bytes.length - from);
    return bytes.length;
  }

  private skip(length: number): void {
    this.skipped = (this.skipped ?? 0) + length;
    if (this.skipped > this.maxRecord) this.stopped = true;
  }

  private tooLong(bytes: Buffer, start: number): number {
    this.fault({
      line: this.line,
      field: this.found - 1,
      value: preview(bytes, start),
      code: 'RECORD_TOO_LONG',
      detail: megabytes(this.maxRecord),
    });
    this.stopped = true;
    return bytes.length;
  }

  /** Reads one record from `start`; says in the members above what it found. */
  private scan(bytes: Buffer, start: number, last: boolean): Outcome {
    const { delimiter } = this;
    const length = bytes.length;
    let at = start;
    let highest = 0;
    this.lines = 1;
    this.found = 1;
    this.nul = false;
    this.quoteAt = -1;
    for (;;) {
      const first = at < length ? (bytes[at] as number) : LF;
      if (first === SPACE || first === TAB) this.padded ||= first !== delimiter;
      if (first === QUOTE && at < length) {
        this.quoteAt = at;
        this.quoteLine = this.line + this.lines - 1;
        const after = bytes[at + 1];
        if (after === SPACE) this.padded = true;
        at += 1;
        for (;;) {
          if (at >= length) return last ? 'unclosed' : 'incomplete';
          const byte = bytes[at] as number;
          if (byte === QUOTE) {
            if (at + 1 >= length && !last) return 'incomplete';
            if (bytes[at + 1] !== QUOTE) break;
            at += 1;
          } else if (byte === LF) this.lines += 1;
          else if (byte === 0) this.nul = true;
          highest |= byte;
          at += 1;
        }
        if (bytes[at - 1] === SPACE) this.padded = true;
        at += 1;
        if (at < length && !this.endsField(bytes, at, last)) {
          if (at + 1 >= length && bytes[at] === CR) return 'incomplete';
          return 'misplaced';
        }
        this.quoteAt = -1;
      } else {
        while (at < length) {
          const byte = bytes[at] as number;
          if (byte === delimiter || byte === LF) break;
          if (byte === QUOTE) {
            this.quoteAt = at;
            this.quoteLine = this.line + this.lines - 1;
            return 'misplaced';
          }
          if (byte === CR) {
            if (at + 1 >= length) {
              if (!last) return 'incomplete';
              break;
            }
            if (bytes[at + 1] === LF) break;
            return 'carriage-return';
          }
          if (byte === 0) this.nul = true;
          highest |= byte;
          at += 1;
        }
        // At the end of a chunk the field may go on.
        if (at > start && bytes[at - 1] === SPACE && (at < length || last)) this.padded = true;
      }
      if (at >= length) {
        if (!last) return 'incomplete';
        return this.complete(at, at, highest);
      }
      const byte = bytes[at] as number;
      if (byte === delimiter) {
        this.found += 1;
        at += 1;
      } else if (byte === LF) return this.complete(at, at + 1, highest);
      else {
        // A carriage return before the line end, or as the last byte of all.
        if (at + 1 >= length && !last) return 'incomplete';
        return this.complete(at, Math.min(at + 2, length), highest);
      }
    }
  }

  private endsField(bytes: Buffer, at: number, last: boolean): boolean {
    const byte = bytes[at];
    if (byte === this.delimiter || byte === LF) return true;
    return byte === CR && (at + 1 < bytes.length ? bytes[at + 1] === LF : last);
  }

  private complete(end: number, next: number, highest: number): Outcome {
    this.end = end;
    this.next = next;
    this.high = highest > 0x7f;
    return 'complete';
  }

  /** Passes a whole record on, unless it is empty or cannot be passed. */
  private accept(bytes: Buffer, start: number): void {
    const size = this.end - start;
    // An empty line, or the empty rows that spreadsheets leave at the end: nothing but delimiters.
    if (size === 0 || size === this.found - 1) return;
    const wrong = this.wrong(bytes, start, size);
    if (wrong) {
      this.fault({ line: this.line, value: preview(bytes, start, this.end), detail: '', ...wrong });
      return;
    }
    const needed = size * (this.high ? MAX_EXPANSION : 1) + FRAME_BYTES;
    if (this.output.length - this.written < needed) {
      this.flush();
      if (this.output.length < needed) this.output = Buffer.allocUnsafe(needed);
    }
    this.writeLineNumber();
    if (this.high && this.encoding.encoding === 'windows-1252') {
      this.written = writeAsUtf8(bytes.subarray(start, this.end), this.output, this.written);
    } else {
      this.written += bytes.copy(this.output, this.written, start, this.end);
    }
    this.output[this.written] = LF;
    this.written += 1;
    this.records += 1;
  }

  private wrong(
    bytes: Buffer,
    start: number,
    size: number,
  ): (Partial<FramingFault> & { code: FramingCode }) | undefined {
    if (size > this.maxRecord) return { code: 'RECORD_TOO_LONG', detail: megabytes(this.maxRecord) };
    if (this.found !== this.fields) return { code: 'FIELD_COUNT', detail: `${this.found}|${this.fields}` };
    if (this.nul) return { code: 'NUL_BYTE' };
    if (this.high && !this.encoding.accepts(bytes.subarray(start, this.end))) {
      return { code: 'MIXED_ENCODING', detail: this.encoding.encoding ?? '' };
    }
    return undefined;
  }

  private writeLineNumber(): void {
    let digits = 1;
    for (let power = 10; power <= this.line; power *= 10) digits += 1;
    let rest = this.line;
    for (let place = digits - 1; place >= 0; place -= 1) {
      this.output[this.written + place] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.written += digits;
    this.output[this.written] = this.delimiter;
    this.written += 1;
  }

  private fault(fault: FramingFault): void {
    this.faults.push(fault);
    if (this.faults.length < this.maxFaults) return;
    this.faults.push({
      line: fault.line,
      value: '',
      code: 'TOO_MANY_FAULTS',
      detail: String(this.maxFaults),
    });
    this.stopped = true;
  }

  private flush(): void {
    if (this.written === 0) return;
    this.ready.push(this.output.subarray(0, this.written));
    this.output = Buffer.allocUnsafe(OUTPUT_BYTES);
    this.written = 0;
  }

  private take(): Buffer[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }
}
