import { StringDecoder } from 'node:string_decoder';

/** A row of COPY in its text form: a text or null for each column. */
export type CopiedRow = (string | null)[];

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Reads what COPY writes by default: one row a line, columns between tabs, `\N` for null. */
export async function* copiedRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<CopiedRow[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map(readRow);
  }
  if (rest !== '') throw new Error('the rows of a COPY end in the middle of one');
}

function readRow(line: string): CopiedRow {
  const fields: CopiedRow = line.split('\t');
  if (!line.includes('\\')) return fields;
  return fields.map((field) => (field === '\\N' || field === null ? null : unescape(field)));
}

function unescape(field: string): string {
  return field.replace(/\\(.)/g, (_whole, letter: string) => ESCAPES[letter] ?? letter);
}
