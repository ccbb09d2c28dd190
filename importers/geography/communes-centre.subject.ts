import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import { isCommuneCode } from '../../platform/territory-id';
import { restoreBundledLocations } from '../../reference/cog/restore-bundled-locations';
import type { Fault } from '../faults';
import { deriveTerritories } from './derive-territories';
import { positionFault } from './french-bounds';
import { COMMUNE_LOCATION, mergeStatements, retractStatements } from './merge-statements';
import { readRows, textOf, type Row } from './read-rows';
import { runnerOf, type CheckedFile, type GeographySubject } from './subject';

/** Where a file puts a commune. */
export interface CommuneCentre {
  commune: string;
  latitude: number;
  longitude: number;
}

const SHOWN = 12;

/** Centres of communes, as the geo API gives them: `communes?fields=code,nom,centre`. */
export const communesCentreSubject: GeographySubject<CommuneCentre> = {
  name: 'communes-centre',
  schemas: ['actors'],
  check,
  async write(runners, statements, scope) {
    const actors = runnerOf(runners, 'actors');
    const counts = await mergeStatements(actors, COMMUNE_LOCATION, statements, scope);
    if (counts.retracted > 0) await restoreBundledLocations(actors.manager);
    await deriveTerritories(runners);
    return counts;
  },
  async retract(runners, source) {
    const actors = runnerOf(runners, 'actors');
    const rows = await retractStatements(actors, COMMUNE_LOCATION, source);
    await restoreBundledLocations(actors.manager);
    await deriveTerritories(runners);
    return rows;
  },
  countSql: 'SELECT count(*) AS rows FROM commune_location WHERE source = $1',
};

async function check(text: string, actors: QueryRunner): Promise<CheckedFile<CommuneCentre>> {
  const read = readRows(text, []);
  const faults = [...read.faults];
  const seen = new Map<string, number>();
  const without: string[] = [];
  const statements: CommuneCentre[] = [];
  for (const row of read.rows) {
    const code = textOf(row.values['code'])?.toUpperCase();
    const found = codeFaults(row, code, seen, read.unit);
    faults.push(...found);
    if (found.length > 0 || code === undefined) continue;
    const { centre } = row.values;
    if (isEmpty(centre)) without.push(code);
    else {
      const position = positionOf(centre);
      const fault = position ? positionFault(position, code) : { code: 'NOT_A_POINT' as const, detail: '' };
      if (fault) faults.push({ line: row.line, column: 'centre', value: valueOf(row), ...fault });
      else if (position) statements.push({ commune: code, longitude: position[0], latitude: position[1] });
    }
  }
  const notices = await tellUnknown(statements, actors);
  if (without.length > 0) {
    notices.push(`${without.length} communes n’ont pas de centre dans le fichier : ${listed(without)}`);
  }
  return { statements, rows: read.rows.length + read.faults.length, faults, notices, unit: read.unit };
}

function codeFaults(
  { line, values }: Row,
  code: string | undefined,
  seen: Map<string, number>,
  unit: string,
): Fault[] {
  const value = (textOf(values['code']) ?? '').slice(0, 80);
  const fault = (name: Fault['code'], detail = ''): Fault[] => [
    { line, column: 'code', value, code: name, detail },
  ];
  if (code === undefined) return fault('REQUIRED');
  if (!isCommuneCode(code)) return fault('NOT_A_COMMUNE_CODE');
  if (seen.has(code)) return fault('REPEATED_CODE', `${unit} ${seen.get(code)}`);
  seen.set(code, line);
  return [];
}

/** Names the row: an operator looks for a commune, not for a pair of numbers. */
function valueOf({ values }: Row): string {
  const { code, nom, centre } = values;
  return `${textOf(nom) ?? ''} (${textOf(code)}) ${JSON.stringify(centre)}`.slice(0, 80);
}

/** Publishers write the centre of a commune that they do not draw as null, or as a point of nulls. */
function isEmpty(centre: unknown): boolean {
  const { coordinates } = (centre ?? {}) as { coordinates?: unknown };
  return (
    centre === undefined ||
    centre === null ||
    (Array.isArray(coordinates) && coordinates.every((value) => value === null))
  );
}

function positionOf(centre: unknown): [number, number] | undefined {
  const { type, coordinates } = (centre ?? {}) as { type?: unknown; coordinates?: unknown };
  if (type !== 'Point' || !Array.isArray(coordinates)) return undefined;
  const [longitude, latitude] = coordinates as unknown[];
  return isNumber(longitude) && isNumber(latitude) ? [longitude, latitude] : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

async function tellUnknown(statements: readonly CommuneCentre[], actors: QueryRunner): Promise<string[]> {
  if (statements.length === 0) return [];
  const unknown = (
    (await actors.query(
      `SELECT asked.code FROM unnest($1::text[]) AS asked(code)
       WHERE NOT EXISTS (SELECT FROM territory WHERE id = 'commune:' || asked.code) ORDER BY asked.code`,
      [statements.map(({ commune }) => commune)],
    )) as { code: string }[]
  ).map(({ code }) => code);
  if (unknown.length === statements.length) {
    throw new OperatorError(
      'Aucun code du fichier n’est celui d’une commune d’aujourd’hui.',
      'Donnez le fichier de geo.api.gouv.fr : communes?fields=code,nom,centre.',
    );
  }
  return unknown.length === 0
    ? []
    : [
        `${unknown.length} codes ne sont pas ceux de communes d’aujourd’hui ; leurs centres sont gardés et n’ont pas d’effet : ${listed(unknown)}`,
      ];
}

function listed(words: readonly string[]): string {
  const more = words.length > SHOWN ? ` et ${words.length - SHOWN} autres` : '';
  return `${words.slice(0, SHOWN).join(', ')}${more}`;
}
