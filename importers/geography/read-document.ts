import { isUtf8 } from 'node:buffer';
import { OperatorError } from '../../platform/errors';
import type { ByteSource } from '../input/byte-source';

/** A file of geography is read whole: the contours of all communes at 50 m are some 80 MB. */
export const MAX_DOCUMENT_BYTES = 256 * 1024 ** 2;

/**
 * Reads the whole text of a file, UTF-8 or windows-1252.
 * @throws OperatorError when it is empty, too large or no text
 */
export async function readDocument(
  input: ByteSource,
  progress: (bytes: number) => void = () => undefined,
  maxBytes = MAX_DOCUMENT_BYTES,
): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of input.chunks()) {
    length += part.length;
    if (length > maxBytes) {
      throw new OperatorError(
        `Le fichier dépasse ${Math.round(maxBytes / 1024 ** 2)} Mo : il est lu d’un bloc, et c’est trop.`,
        'Prenez des contours plus simplifiés (1000 m, 100 m), ou coupez le fichier par région.',
      );
    }
    parts.push(part);
    progress(input.bytesRead());
  }
  return decoded(Buffer.concat(parts));
}

function decoded(bytes: Buffer): string {
  if (
    bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) ||
    bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))
  ) {
    throw new OperatorError('Le fichier est en UTF-16.', 'Enregistrez-le en UTF-8.');
  }
  const text = isUtf8(bytes)
    ? bytes.toString('utf8').replace(/^\ufeff/, '')
    : new TextDecoder('windows-1252').decode(bytes);
  if (text.trim() === '')
    throw new OperatorError('Le fichier est vide.', 'Vérifiez le chemin, ou téléchargez-le de nouveau.');
  if (text.includes('\u0000'))
    throw new OperatorError('Le fichier n’est pas un texte : il contient des octets nuls.');
  return text;
}

/** Whether a text is meant as JSON: its first sign tells. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, 1000));
}

/** @throws OperatorError telling where the JSON stops being JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const { message } = cause as Error;
    const cut = /end of JSON|Unterminated/.test(message);
    throw new OperatorError(
      cut
        ? 'Le JSON s’arrête avant sa fin : le fichier est coupé.'
        : `Ce n’est pas du JSON valable${placeIn(text, message)}.`,
      'Téléchargez-le de nouveau, ou vérifiez l’adresse.',
      { cause },
    );
  }
}

function placeIn(text: string, message: string): string {
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (Number.isNaN(position)) return '';
  return ` (ligne ${text.slice(0, position).split('\n').length})`;
}
