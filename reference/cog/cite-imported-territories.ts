import type { EntityManager } from 'typeorm';

/** Where the names, communes and populations of imported PATs come from; only what differs is written. */
export async function citePats(manager: EntityManager): Promise<void> {
  await copySources(manager, 'SELECT source FROM pat_listing UNION SELECT source FROM pat_commune');
  await manager.query(
    `WITH wanted AS MATERIALIZED (
       SELECT pat.key AS territory, listing.source, 'code ' || pat.code AS locator
       FROM territory AS pat JOIN pat_listing AS listing ON listing.code = pat.code WHERE pat.level = 'PAT'
       UNION ALL
       SELECT pat.key, said.source, count(*) || ' communes, code ' || pat.code
       FROM territory AS pat JOIN pat_commune AS said ON said.pat = pat.code
       WHERE pat.imported GROUP BY pat.key, said.source
       UNION ALL
       SELECT key, 'insee-populations', 'communes.json, somme des populations des communes connues'
       FROM territory WHERE imported AND population IS NOT NULL
     ), gone AS (
       DELETE FROM territory_citation AS old USING territory AS pat
       WHERE pat.key = old.territory AND pat.level = 'PAT'
         AND (pat.imported OR old.source IN (SELECT slug FROM source WHERE kind = 'IMPORT'))
         AND NOT EXISTS (SELECT FROM wanted WHERE (wanted.territory, wanted.source) = (old.territory, old.source))
     )
     INSERT INTO territory_citation (territory, source, locator)
     SELECT territory, source, locator FROM wanted
     ON CONFLICT (territory, source) DO UPDATE SET locator = EXCLUDED.locator
     WHERE territory_citation.locator <> EXCLUDED.locator`,
  );
}

/**
 * The sources of imports as sources of territories.
 * @param slugsSql gives the slugs in use
 */
export async function copySources(manager: EntityManager, slugsSql: string): Promise<void> {
  await manager.query(
    `INSERT INTO territory_source (slug, title, publisher, date, url, licence)
     SELECT slug, title, publisher, date, url, licence FROM source WHERE kind = 'IMPORT' AND slug IN (${slugsSql})
     ON CONFLICT (slug) DO UPDATE
       SET (title, publisher, date, url, licence) =
         (EXCLUDED.title, EXCLUDED.publisher, EXCLUDED.date, EXCLUDED.url, EXCLUDED.licence)
       WHERE (territory_source.title, territory_source.publisher, territory_source.date, territory_source.url,
              territory_source.licence)
         IS DISTINCT FROM (EXCLUDED.title, EXCLUDED.publisher, EXCLUDED.date, EXCLUDED.url, EXCLUDED.licence)`,
  );
}
