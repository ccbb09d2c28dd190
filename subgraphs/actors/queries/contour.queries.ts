import type { Database } from '../../../platform/database';
import type { Source } from '../../../platform/source';
import { territoryKeySql } from '../../../platform/territory-key';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';

/** Outline of a territory. */
export interface ContourRow {
  territoryId: string;
  geometry: unknown;
  boundingBox: { west: number; south: number; east: number; north: number };
  source: Source;
}

const BOX = `json_build_object('west', contour.west, 'south', contour.south, 'east', contour.east, 'north', contour.north)`;

/** Outlines of territories by id. */
export function contoursOfTerritories(database: Database, ids: readonly string[]): Promise<ContourRow[]> {
  return database.rows(
    'territories.contours',
    `SELECT territory.id AS "territoryId", contour.geometry, ${BOX} AS "boundingBox",
       json_build_object('title', source.title, 'publisher', source.publisher, 'date', source.date, 'url', source.url,
                         'licence', source.licence, 'locator', 'code ' || territory.code) AS source
     FROM territory
     JOIN territory_contour AS contour ON contour.territory = territory.key
     JOIN source ON source.slug = contour.source
     WHERE territory.id = ANY($1::text[])`,
    [ids],
  );
}

/** One outline of a map. */
export interface DrawnContour {
  id: string;
  code: string;
  name: string;
  population: number | null;
  /** JSON text, to be put into the answer as it is. */
  geometry: string;
  west: number;
  south: number;
  east: number;
  north: number;
  source: string;
}

/** How much a map would be: features, and bytes as they are stored. */
export interface ContourSize {
  /** Whether the territory is known. */
  known: boolean;
  features: number;
  bytes: number;
}

const WITHIN = `
  territory_closure AS below
  JOIN territory ON territory.key = below.descendant AND territory.level = $2
  JOIN territory_contour AS contour ON contour.territory = territory.key
  WHERE below.ancestor = ${territoryKeySql('$1')}`;

/** Asked before the outlines: those of all communes are some 80 MB. */
export async function sizeOfContours(
  database: Database,
  within: string,
  level: TerritoryLevel,
): Promise<ContourSize> {
  const [size] = await database.rows<ContourSize>(
    'contours.size',
    `SELECT ${territoryKeySql('$1')} IS NOT NULL AS known, count(*)::int AS features,
       COALESCE(sum(pg_column_size(contour.geometry)), 0)::float8 AS bytes
     FROM ${WITHIN}`,
    [within, level],
  );
  return size ?? { known: false, features: 0, bytes: 0 };
}

/** Outlines of the territories of a level that one contains, itself included, by id. */
export function contoursWithin(
  database: Database,
  within: string,
  level: TerritoryLevel,
): Promise<DrawnContour[]> {
  return database.rows(
    'contours.within',
    `SELECT territory.id, territory.code, territory.name, territory.population, contour.geometry::text AS geometry,
       contour.west, contour.south, contour.east, contour.north, contour.source
     FROM ${WITHIN}
     ORDER BY territory.id`,
    [within, level],
  );
}

/** Who drew some outlines. */
export type ContourSource = Omit<Source, 'locator'> & { slug: string };

/** Sources of outlines, by slug. */
export function contourSources(database: Database, slugs: readonly string[]): Promise<ContourSource[]> {
  return database.rows(
    'contours.sources',
    `SELECT slug, title, publisher, date, url, licence FROM source WHERE slug = ANY($1::text[]) ORDER BY slug`,
    [slugs],
  );
}
