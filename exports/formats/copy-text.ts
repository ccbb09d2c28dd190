import { StringDecoder } from 'node:string_decoder';

/** A row of COPY in its text form: a text or null for each column. */
export type CopiedRow = (string | null)[];

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Reads what COPY writes by default, as it comes: one row a line, columns between tabs, `\N` for null. */
export class CopyTextReader {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  /** The rows that end in this chunk. */
  push(chunk: Uint8Array): CopiedRow[] {
    const lines = (
      this.rest + this.decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
    ).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.map(readRow);
  }

  /** @throws Error when the last row has no end */
  end(): void {
    if (this.rest !== '') throw new Error('the rows of a COPY end in the middle of one');
  }
}

function readRow(line: string): CopiedRow {
  const fields: CopiedRow = line.split('\t');
  if (!line.includes('\\')) return fields;
  return fields.map((field) => (field === '\\N' || field === null ? null : unescape(field)));
}

function unescape(field: string): string {
  if (!field.includes('\\')) return field;
  return field.replace(/\\(.)/g, (_whole, letter: string) => ESCAPES[letter] ?? letter);
}
