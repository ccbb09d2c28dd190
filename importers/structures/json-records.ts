import { JSONParser } from '@streamparser/json';
import { OperatorError } from '../../platform/errors';
import { MAX_RECORD } from '../input/record-framer';
import type { ReadRecord } from './read-records';

/**
 * Reads the elements of a JSON list as they come. Between two elements no more than MAX_RECORD bytes may stand, so that
 * memory is bounded whatever the file.
 */
export async function* jsonRecords(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<ReadRecord[], void, undefined> {
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false, stringBufferSize: 64 * 1024 });
  let rank = 0;
  let ready: ReadRecord[] = [];
  parser.onValue = ({ value }) => {
    rank += 1;
    ready.push(asRecord(rank, value));
  };
  let since = 0;
  for await (const chunk of chunks) {
    const before = rank;
    try {
      parser.write(chunk);
    } catch (cause) {
      throw broken(rank, cause);
    }
    since = rank > before ? 0 : since + chunk.length;
    if (since > MAX_RECORD) {
      throw new OperatorError(
        `L’élément n° ${rank + 1} de la liste JSON dépasse 1 Mo.`,
        'Aucune structure n’a besoin de cette longueur : vérifiez le fichier.',
      );
    }
    if (ready.length > 0) yield ready;
    ready = [];
  }
  if (parser.isEnded) return;
  throw new OperatorError(
    `Le fichier JSON est coupé : il finit après l’élément n° ${rank} sans que la liste soit refermée.`,
    'Téléchargez-le ou copiez-le de nouveau.',
  );
}

function broken(rank: number, cause: unknown): OperatorError {
  return new OperatorError(
    `Le fichier n’est pas du JSON valable : il ne peut plus être lu après l’élément n° ${rank} de la liste.`,
    'Vérifiez les virgules, les guillemets et les crochets à cet endroit.',
    { cause },
  );
}

/** A value of a list as a record. */
export function asRecord(place: number, value: unknown): ReadRecord {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { place, record: value as Record<string, unknown> };
  }
  const shown = JSON.stringify(value).slice(0, 80);
  return { place, fault: { column: '', value: shown, code: 'NOT_A_RECORD', detail: '' } };
}
