import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import { isCommuneCode } from '../../platform/territory-id';
import type { ImportColumn } from '../columns';
import type { Fault } from '../faults';
import { deriveTerritories } from './derive-territories';
import { mergeStatements, PAT_COMMUNE, retractStatements } from './merge-statements';
import { isPatCode } from './pats.subject';
import { readRows, textOf, type Row } from './read-rows';
import type { CheckedFile, GeographySubject } from './subject';

/** One commune of a PAT, as a file says it. */
export interface PatCommune {
  pat: string;
  commune: string;
}

const COLUMNS: readonly ImportColumn[] = [
  { name: 'code_pat', title: 'Code PAT', type: 'string', description: '', constraints: { required: true } },
  {
    name: 'code_insee',
    title: 'Code INSEE',
    type: 'string',
    description: '',
    constraints: { required: true },
  },
];
const SHOWN = 12;

/** Communes of PATs: pairs `code_pat,code_insee` in CSV, or a JSON list of the same. */
export const patCommunesSubject: GeographySubject<PatCommune> = {
  name: 'pat-communes',
  schemas: ['flows', 'financing', 'actors'],
  check,
  async write(runners, statements, scope) {
    let counts = { inserted: 0, updated: 0, unchanged: 0, retracted: 0 };
    for (const [, runner] of runners) counts = await mergeStatements(runner, PAT_COMMUNE, statements, scope);
    await deriveTerritories(runners);
    return counts;
  },
  async retract(runners, source) {
    let rows = 0;
    for (const [, runner] of runners) rows = await retractStatements(runner, PAT_COMMUNE, source);
    await deriveTerritories(runners);
    return rows;
  },
  countSql: 'SELECT count(*) AS rows FROM pat_commune WHERE source = $1',
};

async function check(text: string, actors: QueryRunner): Promise<CheckedFile<PatCommune>> {
  const read = readRows(text, COLUMNS);
  const faults = [...read.faults];
  const pairs = new Map<string, PatCommune>();
  let repeated = 0;
  for (const row of read.rows) {
    const [pat, commune] = [textOf(row.values['code_pat']), textOf(row.values['code_insee'])?.toUpperCase()];
    const found = faultsOf(row, pat, commune);
    faults.push(...found);
    if (found.length > 0 || pat === undefined || commune === undefined) continue;
    const key = `${pat} ${commune}`;
    if (pairs.has(key)) repeated += 1;
    pairs.set(key, { pat, commune });
  }
  const statements = [...pairs.values()];
  const notices = repeated > 0 ? [`${repeated} couples sont donnés deux fois ; ils comptent une fois`] : [];
  notices.push(...(await tellCommunes(statements, actors)), ...(await tellPats(statements, actors)));
  return { statements, rows: read.rows.length + read.faults.length, faults, notices, unit: read.unit };
}

function faultsOf({ line }: Row, pat: string | undefined, commune: string | undefined): Fault[] {
  const faults: Fault[] = [];
  const add = (column: string, value: string | undefined, code: Fault['code']): void =>
    void faults.push({ line, column, value: (value ?? '').slice(0, 80), code, detail: '' });
  if (pat === undefined) add('code_pat', pat, 'REQUIRED');
  else if (!isPatCode(pat)) add('code_pat', pat, 'NOT_A_PAT_CODE');
  if (commune === undefined) add('code_insee', commune, 'REQUIRED');
  else if (!isCommuneCode(commune)) add('code_insee', commune, 'NOT_A_COMMUNE_CODE');
  return faults;
}

/** Old codes, and codes that nobody knows. */
async function tellCommunes(statements: readonly PatCommune[], actors: QueryRunner): Promise<string[]> {
  const codes = [...new Set(statements.map(({ commune }) => commune))];
  if (codes.length === 0) return [];
  const known = new Map(
    (
      (await actors.query(
        `SELECT asked.code, COALESCE(now.code, today.code) AS today
         FROM unnest($1::text[]) AS asked(code)
         LEFT JOIN territory AS now ON now.id = 'commune:' || asked.code
         LEFT JOIN territory_alias AS old ON old.id = 'commune:' || asked.code
         LEFT JOIN territory AS today ON today.key = old.target
         WHERE now.key IS NOT NULL OR old.id IS NOT NULL`,
        [codes],
      )) as { code: string; today: string }[]
    ).map(({ code, today }) => [code, today]),
  );
  if (known.size === 0) {
    throw new OperatorError(
      'Aucun code de la colonne code_insee n’est celui d’une commune.',
      'Vérifiez que le fichier est bien celui des communes des PAT : code_pat,code_insee.',
    );
  }
  const old = codes.filter((code) => known.has(code) && known.get(code) !== code).sort();
  const unknown = codes.filter((code) => !known.has(code)).sort();
  return [
    ...(old.length > 0
      ? [
          `${old.length} anciens codes de communes sont lus comme ceux d’aujourd’hui : ${listed(old.map((code) => `${code} → ${known.get(code)}`))}`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `${unknown.length} codes ne sont ceux d’aucune commune, ni d’hier ni d’aujourd’hui ; ils sont gardés et n’ont pas d’effet : ${listed(unknown)}`,
        ]
      : []),
  ];
}

/** PATs that no list names, and those whose communes are established otherwise. */
async function tellPats(statements: readonly PatCommune[], actors: QueryRunner): Promise<string[]> {
  const codes = [...new Set(statements.map(({ pat }) => pat))];
  const rows = (await actors.query(
    `SELECT code, imported FROM territory WHERE level = 'PAT' AND code = ANY ($1::text[])`,
    [codes],
  )) as { code: string; imported: boolean }[];
  const known = new Set(rows.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code)).sort();
  const bundled = rows
    .filter(({ imported }) => !imported)
    .map(({ code }) => code)
    .sort();
  const pairs = statements.filter(({ pat }) => !known.has(pat)).length;
  return [
    ...(unknown.length > 0
      ? [
          `${unknown.length} PAT ne sont dans aucune liste importée ; leurs ${pairs} couples attendent "maillon import pats" : ${listed(unknown)}`,
        ]
      : []),
    ...(bundled.length > 0
      ? [
          `les communes des PAT ${listed(bundled)} sont celles que Maillon établit d’après le rapport : ce fichier, partiel, n’y change rien`,
        ]
      : []),
  ];
}

function listed(words: readonly string[]): string {
  const more = words.length > SHOWN ? ` et ${words.length - SHOWN} autres` : '';
  return `${words.slice(0, SHOWN).join(', ')}${more}`;
}
