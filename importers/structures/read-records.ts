import { OperatorError } from '../../platform/errors';
import type { FaultCode } from '../faults';
import type { Place } from '../fault-file';
import type { ByteSource } from '../input/byte-source';
import { MAX_RECORD } from '../input/record-framer';
import { csvRecords } from './csv-records';
import { jsonRecords } from './json-records';
import { lineRecords } from './line-records';
import { requireShape, type RecordShape } from './record-shape';

/** A record of a file as it was read, or what kept it from being read. */
export interface ReadRecord {
  /** Line of the file, or rank in a list without lines, from 1. */
  place: number;
  record?: Readonly<Record<string, unknown>>;
  fault?: { column: string; value: string; code: FaultCode; detail: string };
}

/** The records of a file in batches, whatever its format. */
export interface RecordReader {
  readonly place: Place;
  /** Between the columns of the file, for those who read its faults in the same tool. */
  readonly delimiter: string;
  batches(): AsyncGenerator<ReadRecord[], void, undefined>;
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const OPENING_BRACKET = 0x5b;
const OPENING_BRACE = 0x7b;

/**
 * Tells by its first sign whether a file is a JSON list, JSON lines or CSV, and reads it in bounded memory.
 * @throws OperatorError when it is empty, of no such format, cut short, or of another schema
 */
export async function openRecords(input: ByteSource, shape: RecordShape): Promise<RecordReader> {
  const chunks = input.chunks();
  const beginning = await firstText(chunks);
  async function* all(): AsyncGenerator<Buffer, void, undefined> {
    yield beginning;
    yield* chunks;
  }
  const first = beginning.find((byte) => !isSpace(byte));
  if (first === undefined) {
    throw new OperatorError(
      'Le fichier est vide.',
      '"maillon import structures --example" montre ce qu’il doit contenir.',
    );
  }
  if (first === OPENING_BRACKET) {
    return { place: 'index', delimiter: ';', batches: () => checked(jsonRecords(utf8(all())), shape) };
  }
  if (first === OPENING_BRACE) {
    return { place: 'line', delimiter: ';', batches: () => checked(lineRecords(utf8(all())), shape) };
  }
  return csvRecords(beginning, chunks, shape);
}

/** The beginning of a file up to its first sign, without a byte-order mark; 1 MB of spaces is no file. */
async function firstText(chunks: AsyncGenerator<Buffer, void, undefined>): Promise<Buffer> {
  let read: Buffer = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) return read;
    read = Buffer.concat([read, value]);
    if (read.subarray(0, BOM.length).equals(BOM)) read = read.subarray(BOM.length);
    if (read.length >= BOM.length && read.some((byte) => !isSpace(byte))) return read;
    if (read.length > MAX_RECORD) {
      throw new OperatorError('Le fichier commence par plus de 1 Mo d’espaces.', 'Vérifiez le fichier.');
    }
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Passes chunks on that are UTF-8, as JSON must be. */
async function* utf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk: Buffer | undefined): void => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw new OperatorError(
        'Le fichier JSON n’est pas en UTF-8.',
        'Enregistrez-le en UTF-8, comme le demande le format JSON.',
        { cause },
      );
    }
  };
  for await (const chunk of chunks) {
    decode(chunk);
    yield chunk;
  }
  decode(undefined);
}

/** Looks at the first record: a file of another schema is refused before a million faults say so. */
async function* checked(
  batches: AsyncGenerator<ReadRecord[], void, undefined>,
  shape: RecordShape,
): AsyncGenerator<ReadRecord[], void, undefined> {
  let looked = false;
  for await (const batch of batches) {
    const first = batch.find(({ record }) => record !== undefined)?.record;
    if (!looked && first !== undefined) requireShape(Object.keys(first), shape);
    looked ||= first !== undefined;
    yield batch;
  }
}
