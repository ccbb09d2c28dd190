import type { EntityManager } from 'typeorm';
import { copySources } from './cite-imported-territories';

/** The place of a commune that wins: of the latest day, of equals the first slug. */
const WINNING = `
  SELECT DISTINCT ON (commune) commune, source, latitude, longitude FROM commune_location
  ORDER BY commune, stated_on DESC, source`;

/**
 * Puts communes where imports say that they are, in place of what the bundled data say. Places given for codes that
 * are no commune of today wait: the middle of a former commune is not that of the one it was merged into.
 */
export async function applyImportedLocations(manager: EntityManager): Promise<void> {
  const [any] = await manager.query<unknown[]>('SELECT FROM commune_location LIMIT 1');
  if (any === undefined) return;
  await copySources(manager, 'SELECT source FROM commune_location');
  await manager.query(
    `UPDATE territory SET (latitude, longitude) = ROW(placed.latitude, placed.longitude)
     FROM (${WINNING}) AS placed
     WHERE territory.id = 'commune:' || placed.commune
       AND (territory.latitude, territory.longitude) IS DISTINCT FROM (placed.latitude, placed.longitude)`,
  );
  await manager.query(
    `WITH wanted AS MATERIALIZED (
       SELECT territory.key AS territory, placed.source, 'code ' || placed.commune AS locator
       FROM (${WINNING}) AS placed JOIN territory ON territory.id = 'commune:' || placed.commune
     ), gone AS (
       DELETE FROM territory_citation AS old USING wanted
       WHERE wanted.territory = old.territory AND wanted.source <> old.source
         AND (old.source = 'geonames' OR old.source IN (SELECT DISTINCT source FROM commune_location))
     )
     INSERT INTO territory_citation (territory, source, locator)
     SELECT territory, source, locator FROM wanted
     ON CONFLICT (territory, source) DO UPDATE SET locator = EXCLUDED.locator
     WHERE territory_citation.locator <> EXCLUDED.locator`,
  );
}
