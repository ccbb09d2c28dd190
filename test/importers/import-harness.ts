import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { SubjectName } from '../../importers/columns';
import { importFile, type ImportOutcome, type ImportRequest } from '../../importers/import-file';
import { openByteSource } from '../../importers/input/byte-source';
import { retractImport } from '../../importers/retract-import';
import { SUBJECTS } from '../../importers/subjects';
import type { TestDatabase } from '../support/database';

export interface FaultLine {
  line: string;
  column: string;
  value: string;
  reason: string;
  remedy: string;
  code: string;
}

export interface Imported extends ImportOutcome {
  /** Rows of the fault file; empty when there is none. */
  told: FaultLine[];
}

/** Imports texts into a test database as the command imports files. */
export interface ImportHarness {
  readonly folder: string;
  /** Imports a file of this content under the source "essai". */
  run(
    subject: SubjectName,
    content: string | Buffer,
    options?: Partial<Omit<ImportRequest, 'subject' | 'input'>>,
  ): Promise<Imported>;
  /** Takes a source out of a subject's schema again, when it is there. */
  retract(subject: SubjectName, slug: string): Promise<void>;
  close(): void;
}

export function importHarness(db: TestDatabase): ImportHarness {
  const folder = mkdtempSync(path.join(tmpdir(), 'maillon-import-'));
  let files = 0;
  return {
    folder,
    async run(name, content, options = {}) {
      files += 1;
      const file = path.join(folder, `${files}.csv`);
      const errorsFile = `${file}.erreurs.csv`;
      writeFileSync(file, content);
      const subject = SUBJECTS[name];
      const outcome = await importFile(
        {
          subject,
          input: openByteSource(file),
          source: { slug: 'essai', title: 'Fichier d’essai', publisher: 'Éditeur' },
          dryRun: false,
          replace: false,
          errorsFile,
          ...options,
        },
        db.of(subject.schema).dataSource,
        db.of('actors').database,
      );
      return { ...outcome, told: existsSync(errorsFile) ? readFaults(errorsFile) : [] };
    },
    retract: async (name, slug) => void (await retractImport(db.of(SUBJECTS[name].schema).dataSource, slug)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function readFaults(file: string): FaultLine[] {
  const text = readFileSync(file, 'utf8');
  const delimiter = text['line'.length];
  return parse<FaultLine>(text, { columns: true, ...(delimiter === undefined ? {} : { delimiter }) });
}

const FLOW = {
  external_id: 'f1',
  stage: 'DISTRIBUTED',
  nature: 'ACTUAL',
  product: 'legumes',
  quantity: '12.5',
  unit: 'TONNE',
  period_start: '2024-03-01',
  period_end: '2024-03-31',
};

export type FlowCells = Partial<
  Record<
    | keyof typeof FLOW
    | 'provider'
    | 'receiver'
    | 'origin'
    | 'destination'
    | 'supply_mode'
    | 'circuit'
    | 'organic'
    | 'batch'
    | 'input_batches'
    | 'project'
    | 'confidence'
    | 'locator',
    string
  >
>;

/** A file of flows of which only what a test is about need be said; the columns are those that some row has. */
export function flowsCsv(rows: readonly FlowCells[], delimiter = ';'): string {
  const full: Record<string, string>[] = rows.map((row, index) => ({
    ...FLOW,
    external_id: `f${index + 1}`,
    ...row,
  }));
  const columns = [...new Set(full.flatMap((row) => Object.keys(row)))];
  return [columns, ...full.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.join(delimiter)}\n`)
    .join('');
}
