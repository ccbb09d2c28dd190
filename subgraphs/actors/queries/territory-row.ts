import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';

/** A territory as the statements of this folder read it. */
export interface TerritoryRow {
  id: string;
  level: TerritoryLevel;
  code: string;
  name: string;
  population: number | null;
  location: { latitude: number; longitude: number } | null;
  communeCount: number;
}

/** Its columns, of a table or sub-select named `territory`. */
export const TERRITORY_COLUMNS = `territory.id, territory.level, territory.code, territory.name, territory.population,
  CASE WHEN territory.latitude IS NOT NULL
    THEN json_build_object('latitude', territory.latitude, 'longitude', territory.longitude)
  END AS location,
  territory.commune_count AS "communeCount"`;
