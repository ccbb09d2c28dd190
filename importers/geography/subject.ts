import type { QueryRunner } from 'typeorm';
import type { SubgraphName } from '../../platform/subgraph/subgraph';
import type { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import type { Fault } from '../faults';
import type { MergeCounts } from '../subject';
import type { GeographySubjectName } from './subject-names';

/** The owner's connections to the schemas, each inside a transaction. */
export type Runners = ReadonlyMap<SubgraphName, QueryRunner>;

/** A file that was checked against what is stored. */
export interface CheckedFile<Statement> {
  /** What of the file can be written. */
  statements: Statement[];
  /** Rows or features of the file. */
  rows: number;
  faults: Fault[];
  /** Told to the operator, and no reason to refuse. */
  notices: string[];
  /** What the line of a fault counts. */
  unit: 'ligne' | 'élément';
}

export interface CheckOptions {
  /** Level of contours, when the operator says it. */
  level?: TerritoryLevel | undefined;
}

export interface WriteScope {
  source: string;
  /** Day of the document, when the operator says it; rows that change are of today otherwise. */
  date?: string | undefined;
  /** What the source said before and the file no longer says goes away. */
  replace: boolean;
  /** The file is the one that the source was last changed by. */
  sameFile: boolean;
}

/** One kind of file of geography. */
export interface GeographySubject<Statement> {
  name: GeographySubjectName;
  /** The schemas that it writes, `actors` last: it holds the source, which shows that all of it is there. */
  schemas: readonly SubgraphName[];
  /**
   * Reads and checks.
   * @param actors the schema that owns the territories, to look codes up
   */
  check(text: string, actors: QueryRunner, options: CheckOptions): Promise<CheckedFile<Statement>>;
  /** Writes what the file says, and what derives from it. @returns what became of its rows */
  write(runners: Runners, statements: readonly Statement[], scope: WriteScope): Promise<MergeCounts>;
  /** Takes away what a source said. @returns how many rows there were */
  retract(runners: Runners, source: string): Promise<number>;
  /** SQL that counts the rows of the source $1 in the schema `actors`. */
  countSql: string;
}

/** The runner of a schema that the subject names. */
export function runnerOf(runners: Runners, name: SubgraphName): QueryRunner {
  const runner = runners.get(name);
  if (!runner) throw new Error(`no connection to the schema ${name} was opened`);
  return runner;
}
