import type { QueryRunner } from 'typeorm';
import type { Database } from '../platform/database';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import type { PostalCommune } from '../reference/cog/postal-codes';
import type { ColumnCheck, DecimalSign } from './checks';
import type { SubjectName } from './columns';
import type { RawTable } from './raw-table';
import type { BareCodes } from './references/territories';

/** What an import did with the rows of a file, and with stored rows that it does not hold. */
export interface MergeCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  retracted: number;
}

/** What a subject works with while a file is imported: all of it inside one transaction. */
export interface ImportContext {
  /** The owner's connection to the schema that is written. */
  runner: QueryRunner;
  /** The directory of actors and projects, to read. */
  actors: Database;
  raw: RawTable;
  decimals: DecimalSign;
  bareCodes: BareCodes | undefined;
  postalCodes: () => ReadonlyMap<string, readonly PostalCommune[]>;
}

/** How rows become those of a stage. */
export interface RowPlan {
  /** Joins of references to the row `r`. */
  joins: string;
  checks: ColumnCheck[];
  /** Stage column to SQL; `line` and columns that the file has not are left to their defaults. */
  values: Record<string, string>;
}

/** One kind of file that can be imported. */
export interface ImportSubject {
  name: SubjectName;
  /** The schema whose tables it fills. */
  schema: SubgraphName;
  /** Column that shows which decimal sign the file uses. */
  numbers: readonly string[];
  /** Columns whose terms may be written in French. */
  enumerations: Readonly<Record<string, readonly string[]>>;
  stage: string;
  createStage(runner: QueryRunner): Promise<void>;
  /** Resolves what the rows refer to. @returns notices for the operator */
  resolve(context: ImportContext): Promise<string[]>;
  plan(context: ImportContext): RowPlan;
  /** Faults that only all rows together show, written to import_fault; runs while no other import writes. */
  checkTogether?(context: ImportContext, source: SourceScope): Promise<void>;
  merge(context: ImportContext, source: SourceScope): Promise<MergeCounts>;
  /** Takes away all rows of a source. @returns how many there were */
  retract(runner: QueryRunner, source: string): Promise<number>;
  /** SQL that counts the rows of the source $1. */
  countSql: string;
}

export interface SourceScope {
  source: string;
  /** Whether rows of the source that the file does not hold go away. */
  replace: boolean;
}
