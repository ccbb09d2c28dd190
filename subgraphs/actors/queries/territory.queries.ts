import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import { TERRITORY_COLUMNS, type TerritoryRow } from './territory-row';

/** Territories by id; an old code gives the territory of today. `asked` is the id as it was given. */
export function territoriesByIds(
  database: Database,
  ids: readonly string[],
): Promise<(TerritoryRow & { asked: string })[]> {
  return database.rows(
    'territories.byIds',
    `SELECT asked.id AS asked, ${TERRITORY_COLUMNS}
     FROM ${territoryKeysSql('$1')} AS asked
     JOIN territory ON territory.key = asked.key`,
    [ids],
  );
}

/** What contains each territory, widest first; of equal sets of communes the wider level first; then by id. */
export function ancestorsOfTerritories(
  database: Database,
  ids: readonly string[],
): Promise<(TerritoryRow & { descendantId: string })[]> {
  return database.rows(
    'territories.ancestors',
    `SELECT below.id AS "descendantId", ${TERRITORY_COLUMNS}
     FROM territory AS below
     JOIN territory_closure AS closure ON closure.descendant = below.key AND closure.ancestor <> below.key
     JOIN territory ON territory.key = closure.ancestor
     WHERE below.id = ANY($1::text[])
     ORDER BY territory.commune_count DESC, territory.level_rank, territory.id`,
    [ids],
  );
}

/** A source as the API shows it, of a territory. */
export interface TerritorySourceRow {
  territoryId: string;
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
  licence: string | null;
  locator: string;
}

/** Where the name and extent, the population and the location of each territory come from. */
export function sourcesOfTerritories(
  database: Database,
  ids: readonly string[],
): Promise<TerritorySourceRow[]> {
  return database.rows(
    'territories.sources',
    `SELECT territory.id AS "territoryId", source.title, source.publisher, source.date, source.url,
            source.licence, citation.locator
     FROM territory
     JOIN territory_citation AS citation ON citation.territory = territory.key
     JOIN territory_source AS source ON source.slug = citation.source
     WHERE territory.id = ANY($1::text[])
     ORDER BY territory.id, source.slug`,
    [ids],
  );
}
