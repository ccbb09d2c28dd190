import type { QueryRunner } from 'typeorm';
import { OperatorError } from '../../platform/errors';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import type { Fault } from '../faults';
import type { MergeCounts } from '../subject';
import { levelOf, type KnownLevel } from './contour-level';
import { checkContour } from './geometry/check-contour';
import type { AreaGeometry, BoundingBox } from './geometry/polygons';
import { looksLikeJson, parseJson } from './read-document';
import { textOf } from './read-rows';
import {
  runnerOf,
  type CheckedFile,
  type CheckOptions,
  type GeographySubject,
  type WriteScope,
} from './subject';

/** The outline of a territory. */
export interface TerritoryContour extends BoundingBox {
  id: string;
  geometry: AreaGeometry;
}

interface Feature {
  line: number;
  code: string;
  name: string | undefined;
  geometry: unknown;
}

const SHOWN = 12;

/** Outlines of territories: a GeoJSON FeatureCollection whose features have the properties `code` and `nom`. */
export const contoursSubject: GeographySubject<TerritoryContour> = {
  name: 'contours',
  schemas: ['actors'],
  check,
  write: (runners, statements, scope) => writeContours(runnerOf(runners, 'actors'), statements, scope),
  async retract(runners, source) {
    const [gone] = (await runnerOf(runners, 'actors').query(
      `WITH gone AS (DELETE FROM territory_contour WHERE source = $1 RETURNING 1) SELECT count(*)::int AS rows FROM gone`,
      [source],
    )) as { rows: number }[];
    return gone?.rows ?? 0;
  },
  countSql: 'SELECT count(*) AS rows FROM territory_contour WHERE source = $1',
};

async function check(
  text: string,
  actors: QueryRunner,
  { level: asked }: CheckOptions,
): Promise<CheckedFile<TerritoryContour>> {
  const { features, faults, rows } = readFeatures(text);
  const known = features.length > 0 ? await levelOf(features, actors, asked) : undefined;
  const statements: TerritoryContour[] = [];
  const redrawn: string[] = [];
  for (const feature of known ? features : []) {
    const id = known?.ids.get(feature.code);
    // A faulty outline is told whether its territory is known or not: the file is what is checked.
    const contour = checkContour(
      feature.geometry,
      known?.level === TerritoryLevel.COMMUNE ? feature.code : undefined,
    );
    if ('code' in contour) {
      faults.push({ line: feature.line, column: 'geometry', value: titleOf(feature), ...contour });
    } else if (id !== undefined) {
      statements.push({ id, geometry: contour.geometry, ...contour.box });
      if (contour.redrawnAt) redrawn.push(`${titleOf(feature)} près de [${contour.redrawnAt.join(', ')}]`);
    }
  }
  const notices = known ? noticesOf(known, features, redrawn) : [];
  return { statements, rows, faults, notices, unit: 'élément' };
}

function noticesOf(known: KnownLevel, features: readonly Feature[], redrawn: readonly string[]): string[] {
  const unknown = features.filter(({ code }) => !known.ids.has(code)).map(titleOf);
  const renamed = features.filter(({ code, name }) => {
    const today = known.names.get(code);
    return name !== undefined && today !== undefined && today.toLowerCase() !== name.toLowerCase();
  });
  return [
    `niveau des contours : ${known.level}`,
    ...(unknown.length > 0
      ? [
          `${unknown.length} contours ne sont pas ceux d’un territoire d’aujourd’hui de ce niveau ; ils sont laissés de côté : ${listed(unknown)}`,
        ]
      : []),
    ...(renamed.length > 0
      ? [
          `${renamed.length} noms ne sont pas ceux du code officiel, le code fait foi : ${listed(renamed.map((feature) => `${titleOf(feature)}, aujourd’hui ${known.names.get(feature.code)}`))}`,
        ]
      : []),
    ...(redrawn.length > 0
      ? [
          `${redrawn.length} contours se croisaient eux-mêmes et ont été redressés sans changer de surface : ${listed(redrawn)}`,
        ]
      : []),
  ];
}

const titleOf = ({ code, name }: Feature): string => `${name ?? 'sans nom'} (${code})`.slice(0, 80);

function listed(words: readonly string[]): string {
  const more = words.length > SHOWN ? ` et ${words.length - SHOWN} autres` : '';
  return `${words.slice(0, SHOWN).join(', ')}${more}`;
}

function readFeatures(text: string): { features: Feature[]; faults: Fault[]; rows: number } {
  const document = looksLikeJson(text) ? parseJson(text) : undefined;
  const { type, features: given } = (document ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(given)) {
    throw new OperatorError(
      'Ce n’est pas une FeatureCollection GeoJSON.',
      'Donnez des contours en GeoJSON : {"type":"FeatureCollection","features":[…]}.',
    );
  }
  if (given.length === 0)
    throw new OperatorError('Le fichier n’a pas de données : la FeatureCollection est vide.');
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  const features: Feature[] = [];
  for (const [index, feature] of (given as unknown[]).entries()) {
    const line = index + 1;
    const { properties, geometry } = (feature ?? {}) as {
      properties?: Record<string, unknown> | null;
      geometry?: unknown;
    };
    const code = textOf(properties?.['code']);
    const name = textOf(properties?.['nom']);
    const fault = (value: string, name: Fault['code'], detail = ''): void =>
      void faults.push({ line, column: 'code', value: value.slice(0, 80), code: name, detail });
    if (code === undefined) fault(name ?? '', 'REQUIRED');
    else if (seen.has(code)) fault(code, 'REPEATED_CODE', `élément ${seen.get(code)}`);
    else {
      seen.set(code, line);
      features.push({ line, code, name, geometry });
    }
  }
  return { features, faults, rows: given.length };
}

/** One outline a territory: the file imported last draws it. */
async function writeContours(
  runner: QueryRunner,
  statements: readonly TerritoryContour[],
  { source, replace }: WriteScope,
): Promise<MergeCounts> {
  const [counts] = (await runner.query(
    `WITH incoming AS MATERIALIZED (
       SELECT territory.key, row.* FROM json_to_recordset($2::json)
         AS row(id text, geometry jsonb, west float8, south float8, east float8, north float8)
       JOIN territory ON territory.id = row.id
     ), gone AS (
       DELETE FROM territory_contour AS old WHERE $3 AND old.source = $1
         AND NOT EXISTS (SELECT FROM incoming WHERE incoming.key = old.territory) RETURNING 1
     ), written AS (
       INSERT INTO territory_contour AS old (territory, source, geometry, west, south, east, north)
       SELECT key, $1, geometry, west, south, east, north FROM incoming
       ON CONFLICT (territory) DO UPDATE SET (source, geometry, west, south, east, north) =
         (EXCLUDED.source, EXCLUDED.geometry, EXCLUDED.west, EXCLUDED.south, EXCLUDED.east, EXCLUDED.north)
         WHERE (old.source, old.geometry) IS DISTINCT FROM (EXCLUDED.source, EXCLUDED.geometry)
       RETURNING (xmax = 0) AS fresh
     )
     SELECT (SELECT count(*) FROM gone)::int AS retracted, (SELECT count(*) FROM incoming)::int AS incoming,
       count(*) FILTER (WHERE fresh)::int AS inserted, count(*) FILTER (WHERE NOT fresh)::int AS updated FROM written`,
    [source, JSON.stringify(statements), replace],
  )) as { retracted: number; incoming: number; inserted: number; updated: number }[];
  if (!counts) throw new Error('the counts of a merge are one row');
  const { inserted, updated, retracted, incoming } = counts;
  return { inserted, updated, unchanged: incoming - inserted - updated, retracted };
}
