import { parse } from 'csv-parse/sync';
import { OperatorError } from '../../platform/errors';
import { EncodingGuess, MAX_EXPANSION, writeAsUtf8 } from './text-encoding';

/** How a file is written, as its first line tells, and the cells of that line. */
export interface Dialect {
  delimiter: string;
  header: string[];
  /** Number of the line after the header. */
  nextLine: number;
  encoding: EncodingGuess;
}

/** A first line that is longer is no header. */
export const MAX_HEADER = 64 * 1024;
const DELIMITERS = [';', ',', '\t'];
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const LF = 0x0a;

/**
 * Reads the header from the first bytes of a file.
 * @param bytes the beginning: MAX_HEADER bytes at least, or the whole file
 * @returns the dialect and the offset of the first byte after the header
 * @throws OperatorError when the file is empty, binary, or has no header line
 */
export function readDialect(bytes: Buffer): { dialect: Dialect; offset: number } {
  if (UTF16.some((mark) => bytes.subarray(0, 2).equals(mark))) {
    throw new OperatorError('Le fichier est en UTF-16.', 'Enregistrez-le au format « CSV UTF-8 ».');
  }
  const encoding = new EncodingGuess();
  let offset = 0;
  if (bytes.subarray(0, BOM.length).equals(BOM)) {
    encoding.declare('utf-8');
    offset = BOM.length;
  }
  for (let line = 1; ; line += 1) {
    const { text, next } = nextLine(bytes, offset, encoding);
    const told = /^sep=(.)$/i.exec(text)?.[1];
    offset = next;
    // Empty lines above the header, and the line by which Excel names the delimiter.
    if (text.trim() === '' || told !== undefined) continue;
    const delimiter = delimiterOf(text);
    return { dialect: { delimiter, header: cells(text, delimiter), nextLine: line + 1, encoding }, offset };
  }
}

function nextLine(bytes: Buffer, offset: number, encoding: EncodingGuess): { text: string; next: number } {
  if (offset >= bytes.length) {
    throw new OperatorError(
      'Le fichier est vide.',
      'Il doit commencer par une ligne d’en-tête ; "maillon import flows --template" en donne une.',
    );
  }
  const end = bytes.indexOf(LF, offset);
  if (end < 0 ? bytes.length - offset >= MAX_HEADER : end - offset > MAX_HEADER) {
    throw new OperatorError(
      `La première ligne dépasse ${MAX_HEADER / 1024} Ko : ce n’est pas une ligne d’en-tête, ou le fichier n’a pas de fins de ligne.`,
      'La première ligne doit porter les noms des colonnes, séparés par ";" ou ",".',
    );
  }
  const record = bytes.subarray(offset, end < 0 ? bytes.length : end);
  if (record.includes(0)) {
    throw new OperatorError(
      'Le fichier n’est pas un texte : il contient des octets nuls.',
      'Enregistrez-le au format « CSV UTF-8 ».',
    );
  }
  const text = decoded(record, encoding).replace(/\r$/, '');
  if (text.includes('\r')) {
    throw new OperatorError(
      'Les lignes finissent par un retour chariot seul (CR), à la manière des anciens Macintosh.',
      'Enregistrez le fichier au format « CSV UTF-8 ».',
    );
  }
  return { text, next: end < 0 ? bytes.length : end + 1 };
}

function decoded(record: Buffer, encoding: EncodingGuess): string {
  if (record.every((byte) => byte < 0x80)) return record.toString('latin1');
  if (!encoding.accepts(record)) {
    throw new OperatorError(
      `La ligne d’en-tête n’est pas en ${encoding.encoding}, comme le fichier l’annonce.`,
      'Enregistrez le fichier au format « CSV UTF-8 ».',
    );
  }
  if (encoding.encoding === 'utf-8') return record.toString('utf8');
  const target = Buffer.alloc(record.length * MAX_EXPANSION);
  return target.toString('utf8', 0, writeAsUtf8(record, target, 0));
}

/** The delimiter that cuts the header most often; quoted ones do not count. */
function delimiterOf(text: string): string {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] as string;
}

function cells(text: string, delimiter: string): string[] {
  try {
    const [record = []] = parse(text, { delimiter, relax_column_count: true });
    return record.map((cell) => cell.trim());
  } catch (cause) {
    throw new OperatorError(
      'La ligne d’en-tête ne peut pas être lue : un guillemet y est mal placé ou n’est pas refermé.',
      'Écrivez les noms des colonnes sans guillemets, sur une seule ligne.',
      { cause },
    );
  }
}
