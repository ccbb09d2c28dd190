import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';

/** A territory as the statements of this folder read it. */
export interface TerritoryRow {
  key: number;
  id: string;
  level: TerritoryLevel;
  code: string;
  name: string;
  population: number | null;
  latitude: number | null;
  longitude: number | null;
  communeCount: number;
}

/** Its columns, of a table or sub-select named `territory`. */
export const TERRITORY_COLUMNS = `territory.key, territory.id, territory.level, territory.code, territory.name,
  territory.population, territory.latitude, territory.longitude, territory.commune_count AS "communeCount"`;
