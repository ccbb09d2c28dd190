import { OperatorError } from '../../platform/errors';
import { MAX_RECORD } from '../input/record-framer';
import { asRecord } from './json-records';
import type { ReadRecord } from './read-records';

const LF = 0x0a;

/** Reads JSON lines: one object a line. A line that is none is told, and the next goes on. */
export async function* lineRecords(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<ReadRecord[], void, undefined> {
  let carry: Buffer = Buffer.alloc(0);
  let line = 0;
  const read = (bytes: Buffer): ReadRecord[] => {
    line += 1;
    const text = bytes.toString('utf8').trim();
    return text === '' ? [] : [parsed(line, text)];
  };
  for await (const chunk of chunks) {
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const ready: ReadRecord[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      ready.push(...read(bytes.subarray(start, end)));
      start = end + 1;
    }
    carry = Buffer.from(bytes.subarray(start));
    if (carry.length > MAX_RECORD) {
      throw new OperatorError(
        `La ligne ${line + 1} dépasse 1 Mo, ou le fichier n’a pas de fins de ligne.`,
        'Donnez une liste JSON ([…]) ou un objet JSON par ligne.',
      );
    }
    if (ready.length > 0) yield ready;
  }
  if (carry.length > 0) yield read(carry);
}

function parsed(line: number, text: string): ReadRecord {
  try {
    return asRecord(line, JSON.parse(text));
  } catch (cause) {
    if (line === 1) {
      throw new OperatorError(
        'Le fichier commence par un objet JSON qui ne tient pas sur sa première ligne.',
        'Donnez une liste JSON ([…]) ou un objet JSON par ligne ; d’une réponse d’API, gardez la liste seule.',
        { cause },
      );
    }
    return { place: line, fault: { column: '', value: text.slice(0, 80), code: 'BAD_JSON', detail: '' } };
  }
}
