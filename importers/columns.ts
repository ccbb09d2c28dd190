import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../platform/package-root';

/** A column of an import file, as its published Table Schema says. */
export interface ImportColumn {
  name: string;
  /** French name, accepted in the header too. */
  title: string;
  type: 'string' | 'number' | 'boolean' | 'date';
  description: string;
  aliases?: string[];
  trueValues?: string[];
  falseValues?: string[];
  constraints?: {
    required?: boolean;
    unique?: boolean;
    enum?: string[];
    maxLength?: number;
    minimum?: number;
    maximum?: number;
  };
}

export const IMPORT_SUBJECTS = ['flows', 'impact', 'awards'] as const;
export type SubjectName = (typeof IMPORT_SUBJECTS)[number];

/** Registers that fill the directory itself; their rows are read one by one, not as sets. */
export type RegisterName = 'structures';

/** What is published of a subject beside its documentation. */
export type PublishedFile = 'schema.json' | 'template.csv' | 'example.csv' | 'example.json';

const FOLDER = join(PACKAGE_ROOT, 'importers', 'schemas');

/** The text of a published file. */
export function publishedFile(subject: SubjectName | RegisterName, file: PublishedFile): string {
  return readFileSync(join(FOLDER, `${subject}.${file}`), 'utf8');
}

/** The columns of a subject: the schema that is published is the one that is read. */
export function columnsOf(subject: SubjectName | RegisterName): ImportColumn[] {
  const { fields } = JSON.parse(publishedFile(subject, 'schema.json')) as { fields: ImportColumn[] };
  return fields;
}
