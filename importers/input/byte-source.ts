import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { OperatorError } from '../../platform/errors';
import { fetchAddress } from './fetch-address';
import { PUBLIC_WEB, type WebAccess } from './web-access';

/** A file to import, one of the web, or standard input, as plain bytes; what is compressed comes out expanded. */
export interface ByteSource {
  /** Base name of the file; "-" for standard input. */
  readonly name: string;
  /** Bytes of the file as it lies on disk; undefined for the web and for standard input. */
  readonly size: number | undefined;
  /** Bytes read so far, before expansion. */
  bytesRead(): number;
  /** SHA-256 of all that was read; to be asked once, at the end. */
  hash(): string;
  chunks(): AsyncGenerator<Buffer, void, undefined>;
}

const READ_BYTES = 256 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b]);
/** A workbook is a ZIP archive: the mistake is common enough to be named. */
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/** Whether what an operator named is an address of the web rather than a path. */
export function isWebAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(place);
}

/** Name of the file at a path or an address. */
export function fileName(place: string): string {
  if (!isWebAddress(place) || !URL.canParse(place)) return path.basename(place);
  const { pathname, hostname } = new URL(place);
  return path.basename(pathname) || hostname;
}

/**
 * Opens a file by its path, one of the web by its https address, or standard input for "-".
 * @param access what of the web may be read; tests give a server of their own
 */
export function openByteSource(
  file: string,
  stdin: Readable = process.stdin,
  access: WebAccess = PUBLIC_WEB,
): ByteSource {
  const web = isWebAddress(file);
  const size = file === '-' || web ? undefined : sizeOf(file);
  const hash = createHash('sha256');
  let read = 0;
  function pieces(): AsyncIterable<Buffer> {
    if (web) return fetchAddress(file, access);
    return file === '-' ? stdin : createReadStream(file, { highWaterMark: READ_BYTES });
  }
  async function* measured(): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of pieces()) {
      read += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  return {
    name: fileName(file),
    size,
    bytesRead: () => read,
    hash: () => hash.digest('hex'),
    chunks: () => expanded(measured(), file),
  };
}

function sizeOf(file: string): number | undefined {
  try {
    const found = statSync(file);
    if (found.isDirectory()) throw new OperatorError(`"${file}" est un dossier, pas un fichier.`);
    // A pipe has no size of its own.
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? "n'existe pas" : `ne peut pas être lu (${code})`;
    throw new OperatorError(
      `Le fichier "${file}" ${reason}.`,
      'Vérifiez le chemin et les droits de lecture.',
    );
  }
}

async function* expanded(
  chunks: AsyncGenerator<Buffer, void, undefined>,
  file: string,
): AsyncGenerator<Buffer, void, undefined> {
  const first = await firstBytes(chunks);
  if (first.subarray(0, ZIP.length).equals(ZIP)) {
    throw new OperatorError(
      `"${file}" est une archive ZIP ou un classeur (xlsx, ods), pas un fichier de texte.`,
      'Ouvrez-le dans un tableur et enregistrez-le au format « CSV UTF-8 ».',
    );
  }
  if (!first.subarray(0, GZIP.length).equals(GZIP)) {
    yield first;
    yield* chunks;
    return;
  }
  const compressed = Readable.from(joined(first, chunks), { highWaterMark: 2 });
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  compressed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of compressed.pipe(gunzip) as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw cause;
    throw new OperatorError(
      `"${file}" est un fichier gzip abîmé ou coupé : sa fin ne peut pas être lue.`,
      'Copiez ou téléchargez-le de nouveau ; "gzip -t" le vérifie.',
      { cause },
    );
  }
}

/** Enough to tell a format by its first bytes, whatever the size of the chunks; empty at the end of input. */
async function firstBytes(chunks: AsyncGenerator<Buffer, void, undefined>): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < ZIP.length) {
    const { value, done } = await chunks.next();
    if (done) break;
    first = first.length === 0 ? value : Buffer.concat([first, value]);
  }
  return first;
}

async function* joined(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
