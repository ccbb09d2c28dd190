import type { DataSource, QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import { mergeRegister, type RegisterCounts } from '../../subgraphs/actors/writes/merge-register';
import { createEntryStage, stageEntries } from '../../subgraphs/actors/writes/stage-entries';
import { columnsOf } from '../columns';
import { removeFaultFile, writeFaultFile, type Place } from '../fault-file';
import { countFaults, createFaultTable, readFaults } from '../fault-table';
import type { Fault } from '../faults';
import type { ImportProgress } from '../import-file';
import { importTransaction, settleTransaction } from '../import-transaction';
import type { ByteSource } from '../input/byte-source';
import { keepingFirst } from '../keeping-first';
import {
  readSource,
  requireImportable,
  writeFile,
  writeSource,
  type SourceDescription,
} from '../source-record';
import { openRecords, type ReadRecord } from './read-records';
import { CommuneResolver } from './resolve-communes';
import { LEFT_ASIDE, structureRow, type LeftAside, type StructureRow } from './structure-row';

export interface StructuresRequest {
  input: ByteSource;
  source: SourceDescription;
  /** Check only. */
  dryRun: boolean;
  /** Rows of the source that the file does not hold have left the register. */
  replace: boolean;
  errorsFile: string;
  signal?: AbortSignal | undefined;
}

export interface StructuresOutcome {
  rows: number;
  faults: number;
  firstFaults: Fault[];
  /** How the faults say where a row stands. */
  place: Place;
  notices: string[];
  /** What was done, or with a dry run would be; undefined when there are faults. */
  found: RegisterCounts | undefined;
  /** What was written; undefined when nothing was. */
  counts: RegisterCounts | undefined;
}

const SUBJECT = 'structures';

/**
 * Imports a register of structures in the schema of data.inclusion: all of it or nothing. Records are read one by one,
 * checked, and staged in the transaction; what they mean for the directory is worked out there by sets.
 * @param target the owner's connection to the actors schema
 */
export async function importStructures(
  request: StructuresRequest,
  target: DataSource,
  progress: ImportProgress = { phase: () => undefined, read: () => undefined },
): Promise<StructuresOutcome> {
  return importTransaction(target, request.signal, async (runner) => {
    await requireImportable(runner, request.source, SUBJECT);
    await runner.startTransaction();
    await settleTransaction(runner);
    return importIn(runner, request, progress);
  });
}

async function importIn(
  runner: QueryRunner,
  { input, source, dryRun, replace, errorsFile, signal }: StructuresRequest,
  progress: ImportProgress,
): Promise<StructuresOutcome> {
  progress.phase('read');
  await createFaultTable(runner);
  await createEntryStage(runner);
  const columns = columnsOf(SUBJECT);
  const reader = await openRecords(input, {
    known: columns.map(({ name }) => name),
    required: columns.filter(({ constraints }) => constraints?.required).map(({ name }) => name),
  });
  const stage = new StructureStage(runner, new Set(columns.map(({ name }) => name)));
  for await (const batch of reader.batches()) {
    signal?.throwIfAborted();
    await stage.add(batch);
    progress.read(input.bytesRead(), stage.rows);
  }
  if (stage.rows === 0) {
    throw new OperatorError(
      'Le fichier n’a pas de structures : la liste est vide.',
      'Pour retirer tout ce qu’une source a apporté : maillon retract <source>',
    );
  }
  progress.phase('check');
  await tellDuplicates(runner);
  const { rows } = stage;
  const notices = stage.notices();
  const { place } = reader;
  const faults = await countFaults(runner);
  if (faults > 0) {
    const firstFaults: Fault[] = [];
    const told = keepingFirst(readFaults(runner), firstFaults);
    await writeFaultFile(errorsFile, reader.delimiter, told, (column) => column, place);
    return { rows, faults, firstFaults, place, notices, found: undefined, counts: undefined };
  }
  await removeFaultFile(errorsFile);
  progress.phase('write');
  await requireImportable(runner, source, SUBJECT);
  const hash = input.hash();
  const sameFile = (await readSource(runner, source.slug))?.file_hash === hash;
  await writeSource(runner, SUBJECT, source);
  const found = await mergeRegister(runner, source.slug, { replace, sameFile });
  const changed = found.inserted + found.updated + found.retracted > 0;
  await writeFile(runner, source.slug, {
    name: input.name,
    hash,
    rows: await heldRows(runner, source.slug),
    changed,
  });
  // A dry run does it all, for its report to be true, and leaves nothing.
  return { rows, faults, firstFaults: [], place, notices, found, counts: dryRun ? undefined : found };
}

/** Rows that the register holds now. */
async function heldRows(runner: QueryRunner, source: string): Promise<number> {
  const [held] = (await runner.query(
    'SELECT count(*)::int AS rows FROM register_entry WHERE source = $1 AND left_at IS NULL',
    [source],
  )) as { rows: number }[];
  return held?.rows ?? 0;
}

/** Checks records and puts them into the stage, their faults into the table of faults. */
class StructureStage {
  /** Records read, faulty ones included. */
  rows = 0;
  private readonly leftAside = new Map<LeftAside, number>();
  private readonly unknownFields = new Set<string>();
  private readonly communes: CommuneResolver;

  constructor(
    private readonly runner: QueryRunner,
    private readonly known: ReadonlySet<string>,
  ) {
    this.communes = new CommuneResolver(runner);
  }

  async add(batch: readonly ReadRecord[]): Promise<void> {
    const good: StructureRow[] = [];
    const faults: (Omit<Fault, 'line'> & { line: number })[] = [];
    for (const { place, record, fault } of batch) {
      this.rows += 1;
      if (fault !== undefined) faults.push({ line: place, ...fault });
      if (record === undefined) continue;
      for (const field of Object.keys(record))
        if (!this.known.has(field) && this.unknownFields.size < 100) this.unknownFields.add(field);
      const checked = structureRow(place, record, (what) =>
        this.leftAside.set(what, (this.leftAside.get(what) ?? 0) + 1),
      );
      if ('row' in checked) good.push(checked.row);
      else faults.push(...checked.faults.map((each) => ({ line: place, ...each })));
    }
    if (faults.length > 0) {
      await this.runner.query(
        'INSERT INTO import_fault SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])',
        [
          faults.map(({ line }) => line),
          faults.map(({ column }) => column),
          faults.map(({ value }) => value),
          faults.map(({ code }) => code),
          faults.map(({ detail }) => detail),
        ],
      );
    }
    await stageEntries(this.runner, await this.communes.resolve(good));
  }

  /** What the operator should know of a file that is taken. */
  notices(): string[] {
    const { old, unknown, byPostalCode } = this.communes.notes;
    const some = (items: Iterable<string>): string => {
      const all = [...items];
      return `${all.slice(0, 5).join(', ')}${all.length > 5 ? ` et ${all.length - 5} autres` : ''}`;
    };
    return [
      ...[...this.leftAside].map(([what, count]) => `${count} ${LEFT_ASIDE[what]}`),
      ...(this.unknownFields.size > 0
        ? [
            `champs hors du schéma, laissés de côté : ${some([...this.unknownFields].map((field) => field.slice(0, 40)))}`,
          ]
        : []),
      ...(old.size > 0
        ? [
            `anciens codes commune, lus comme ceux d’aujourd’hui : ${some([...old].map(([code, id]) => `${code} (${id})`))}`,
          ]
        : []),
      ...(unknown.size > 0 ? [`codes commune inconnus, laissés de côté : ${some(unknown.keys())}`] : []),
      ...(byPostalCode > 0 ? [`${byPostalCode} communes trouvées par leur code postal et leur nom`] : []),
    ];
  }
}

/** The same row twice: which of the two is meant cannot be known. */
async function tellDuplicates(runner: QueryRunner): Promise<void> {
  await runner.query(
    `WITH repeated AS (
       SELECT external_id, min(line) AS first FROM staged_entry GROUP BY external_id HAVING count(*) > 1
     )
     INSERT INTO import_fault (line, col, value, code, detail)
     SELECT s.line, 'id', left(s.external_id, 80), 'DUPLICATE_EXTERNAL_ID', repeated.first
     FROM staged_entry s JOIN repeated USING (external_id) WHERE s.line > repeated.first`,
  );
}
