import type { QueryRunner } from 'typeorm';
import { isTerritoryId, territoryId } from '../../platform/territory-id';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import type { ImportColumn } from '../columns';
import type { Fault } from '../faults';
import { deriveTerritories } from './derive-territories';
import { mergeStatements, PAT_LISTING, retractStatements } from './merge-statements';
import { retractPatActors, writePatActors } from './pat-actors';
import { readRows, textOf, type Row } from './read-rows';
import { runnerOf, type CheckedFile, type GeographySubject } from './subject';

/** What a list says of a PAT. */
export interface ListedPat {
  code: string;
  name: string;
}

const COLUMNS: readonly ImportColumn[] = [
  { name: 'code', title: 'Code', type: 'string', description: '', constraints: { required: true } },
  { name: 'nom', title: 'Nom', type: 'string', description: '', constraints: { required: true } },
];
const LONGEST_NAME = 300;

/** A list of PATs: `[{code, nom}]`, or CSV of the same columns. */
export const patsSubject: GeographySubject<ListedPat> = {
  name: 'pats',
  schemas: ['flows', 'financing', 'actors'],
  check,
  async write(runners, statements, scope) {
    let counts = { inserted: 0, updated: 0, unchanged: 0, retracted: 0 };
    for (const [, runner] of runners) counts = await mergeStatements(runner, PAT_LISTING, statements, scope);
    await deriveTerritories(runners);
    await writePatActors(runnerOf(runners, 'actors'), statements, scope);
    return counts;
  },
  async retract(runners, source) {
    let rows = 0;
    for (const [, runner] of runners) rows = await retractStatements(runner, PAT_LISTING, source);
    await retractPatActors(runners, source);
    await deriveTerritories(runners);
    return rows;
  },
  countSql: 'SELECT count(*) AS rows FROM pat_listing WHERE source = $1',
};

/** Whether a text is the code of a PAT. */
export function isPatCode(text: string): boolean {
  return isTerritoryId(territoryId(TerritoryLevel.PAT, text));
}

async function check(text: string, actors: QueryRunner): Promise<CheckedFile<ListedPat>> {
  const read = readRows(text, COLUMNS);
  const faults = [...read.faults];
  const seen = new Map<string, number>();
  const statements = read.rows.flatMap((row) => {
    const found = faultsOf(row, seen, read.unit);
    faults.push(...found);
    const [code, name] = [textOf(row.values['code']), textOf(row.values['nom'])];
    return found.length > 0 || code === undefined || name === undefined ? [] : [{ code, name }];
  });
  return {
    statements,
    rows: read.rows.length + read.faults.length,
    faults,
    notices: await keptNames(statements, actors),
    unit: read.unit,
  };
}

function faultsOf({ line, values }: Row, seen: Map<string, number>, unit: string): Fault[] {
  const faults: Fault[] = [];
  const code = textOf(values['code']);
  const name = textOf(values['nom']);
  const add = (column: string, value: string | undefined, fault: Fault['code'], detail = ''): void =>
    void faults.push({ line, column, value: (value ?? '').slice(0, 80), code: fault, detail });
  if (code === undefined) add('code', undefined, 'REQUIRED');
  else if (!isPatCode(code)) add('code', code, 'NOT_A_PAT_CODE');
  else if (seen.has(code)) add('code', code, 'REPEATED_CODE', `${unit} ${seen.get(code)}`);
  else seen.set(code, line);
  if (name === undefined) add('nom', undefined, 'REQUIRED');
  else if (name.length > LONGEST_NAME) add('nom', name, 'TOO_LONG', String(LONGEST_NAME));
  return faults;
}

async function keptNames(statements: readonly ListedPat[], actors: QueryRunner): Promise<string[]> {
  const rows = (await actors.query(
    `SELECT code, name FROM territory WHERE level = 'PAT' AND NOT imported AND code = ANY ($1::text[]) ORDER BY code`,
    [statements.map(({ code }) => code)],
  )) as ListedPat[];
  const names = new Map(statements.map(({ code, name }) => [code, name]));
  return rows
    .filter(({ code, name }) => names.get(code) !== name)
    .map(
      ({ code, name }) =>
        `le PAT ${code} garde le nom et les communes que Maillon en donne, « ${name} » (la liste dit « ${names.get(code)} »)`,
    );
}
