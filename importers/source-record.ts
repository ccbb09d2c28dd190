import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../platform/errors';
import { isSlug } from '../platform/identifiers';
import type { RegisterName, SubjectName } from './columns';
import type { GeographySubjectName } from './geography/subject-names';

/** What a source can be a file of. */
export type ImportedSubject = SubjectName | RegisterName | GeographySubjectName;

/** What the operator says of the source of a file; what is left out stays as it was stored. */
export interface SourceDescription {
  slug: string;
  title?: string | undefined;
  publisher?: string | undefined;
  /** Date of publication, YYYY-MM-DD. */
  date?: string | undefined;
  licence?: string | undefined;
  url?: string | undefined;
}

/** A source as it is kept. */
export interface SourceRecord {
  slug: string;
  title: string;
  publisher: string;
  date: string | null;
  licence: string | null;
  url: string | null;
  kind: string;
  subject: ImportedSubject | null;
  file_name: string | null;
  file_hash: string | null;
  row_count: number | null;
  imported_at: Date | null;
}

const LONGEST_SLUG = 80;

/**
 * Checks that a file may be imported under a source, before anything is read.
 * @throws OperatorError telling what is missing or whose the source is
 */
export async function requireImportable(
  runner: QueryRunner,
  source: SourceDescription,
  subject: ImportedSubject,
): Promise<void> {
  const { slug, date, url } = source;
  if (!isSlug(slug) || slug.length > LONGEST_SLUG) {
    throw new OperatorError(
      `"${slug}" ne peut pas nommer une source.`,
      `--source prend des minuscules, des chiffres et des tirets simples, ${LONGEST_SLUG} caractères au plus : banque-alimentaire-41-2024`,
    );
  }
  if (date !== undefined && !isDay(date)) {
    throw new OperatorError(`--date "${date}" n’est pas une date.`, 'Écrivez AAAA-MM-JJ.');
  }
  if (url !== undefined && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new OperatorError(
      `--url "${url}" n’est pas une adresse.`,
      'Écrivez une adresse http ou https entière.',
    );
  }
  const [ours] = (await runner.query(
    `SELECT slug FROM source WHERE kind <> 'IMPORT' AND starts_with($1, slug || '-')`,
    [slug],
  )) as { slug: string }[];
  if (ours) {
    throw new OperatorError(
      `Le nom de source "${slug}" commence comme "${ours.slug}", qui fait partie de Maillon.`,
      'Choisissez un autre nom avec --source.',
    );
  }
  const known = await readSource(runner, slug);
  if (!known) {
    const missing = (['title', 'publisher'] as const).filter((name) => !source[name]?.trim());
    if (missing.length === 0) return;
    throw new OperatorError(
      `La source "${slug}" est nouvelle : il lui manque ${missing.map((name) => `--${name}`).join(' et ')}.`,
      'Une donnée n’est reprise que si l’on sait de quel document elle vient et qui le publie.',
    );
  }
  if (known.kind !== 'IMPORT') {
    throw new OperatorError(
      `La source "${slug}" fait partie de Maillon ; un fichier ne peut pas la changer.`,
      'Choisissez un autre nom avec --source.',
    );
  }
  if (known.subject !== subject) {
    throw new OperatorError(
      `La source "${slug}" porte déjà un fichier "${known.subject}".`,
      `Un fichier est une source : choisissez un autre nom, par exemple --source ${slug}-${subject}.`,
    );
  }
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}

export async function readSource(runner: QueryRunner, slug: string): Promise<SourceRecord | undefined> {
  const rows = (await runner.query('SELECT * FROM source WHERE slug = $1', [slug])) as SourceRecord[];
  return rows[0];
}

/** Every source that was imported into a schema. */
export async function importedSources(query: QueryRunner['query']): Promise<SourceRecord[]> {
  return (await query(
    `SELECT slug, title, publisher, date::text AS date, licence, url, kind, subject, file_name, file_hash,
       row_count::int AS row_count, imported_at
     FROM source WHERE kind = 'IMPORT' ORDER BY slug`,
  )) as SourceRecord[];
}

/** Writes the source of an import, and holds it until the transaction ends. */
export async function writeSource(
  runner: QueryRunner,
  subject: ImportedSubject,
  { slug, title, publisher, date, licence, url }: SourceDescription,
): Promise<void> {
  const said = [title, publisher, date, licence, url].map((value) => value?.trim() || null);
  await runner.query(
    `INSERT INTO source AS stored (slug, title, publisher, date, licence, url, kind, subject)
     VALUES ($1, COALESCE($2, ''), COALESCE($3, ''), $4, $5, $6, 'IMPORT', $7)
     ON CONFLICT (slug) DO UPDATE SET title = COALESCE($2, stored.title),
       publisher = COALESCE($3, stored.publisher), date = COALESCE($4, stored.date),
       licence = COALESCE($5, stored.licence), url = COALESCE($6, stored.url)
     WHERE stored.kind = 'IMPORT'`,
    [slug, ...said, subject],
  );
}

/** Notes the file that a source was last changed by; the same file again changes nothing, this neither. */
export async function writeFile(
  runner: QueryRunner,
  slug: string,
  file: { name: string; hash: string; rows: number; changed: boolean },
): Promise<void> {
  await runner.query(
    `UPDATE source SET file_name = $2, file_hash = $3, row_count = $4, imported_at = now()
     WHERE slug = $1 AND ($5 OR file_hash IS DISTINCT FROM $3)`,
    [slug, file.name, file.hash, file.rows, file.changed],
  );
}
