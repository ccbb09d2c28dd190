import type { EntityManager } from 'typeorm';
import { readCog } from './cog-files';
import { readPlaces } from './geonames';
import { locateCommunes } from './location';

/**
 * Puts the communes that no import places any more where the bundled data put them, or nowhere. To be called, in the
 * transaction, after places of an import were taken away and before imports are applied again.
 */
export async function restoreBundledLocations(manager: EntityManager): Promise<void> {
  const communes = readCog().communes.filter(({ type }) => type === 'commune-actuelle');
  const bundled = [...locateCommunes(communes, readPlaces())].map(([code, location]) => ({
    code,
    ...location,
  }));
  await manager.query(
    `WITH bundled AS MATERIALIZED (
       SELECT * FROM json_to_recordset($1::json) AS row(code text, latitude float8, longitude float8, locator text)
     ), freed AS MATERIALIZED (
       SELECT territory.key, bundled.latitude, bundled.longitude, bundled.locator
       FROM territory LEFT JOIN bundled USING (code)
       WHERE territory.level = 'COMMUNE'
         AND ((territory.latitude, territory.longitude) IS DISTINCT FROM (bundled.latitude, bundled.longitude)
           OR EXISTS (SELECT FROM territory_citation AS cited JOIN source ON source.slug = cited.source
                      WHERE cited.territory = territory.key AND source.subject = 'communes-centre'))
         AND NOT EXISTS (SELECT FROM commune_location AS placed WHERE placed.commune = territory.code)
     ), moved AS (
       UPDATE territory SET (latitude, longitude) = ROW(freed.latitude, freed.longitude)
       FROM freed WHERE freed.key = territory.key
     ), cited AS (
       INSERT INTO territory_citation (territory, source, locator)
       SELECT key, 'geonames', locator FROM freed WHERE locator IS NOT NULL
       ON CONFLICT DO NOTHING
     )
     DELETE FROM territory_citation AS old USING freed
     WHERE old.territory = freed.key AND old.source <> 'geonames'
       AND old.source IN (SELECT slug FROM source WHERE subject = 'communes-centre')`,
    [JSON.stringify(bundled)],
  );
}
