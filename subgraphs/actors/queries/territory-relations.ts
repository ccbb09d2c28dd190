import type { Database } from '../../../platform/database';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { TERRITORY_COLUMNS, type TerritoryRow } from './territory-row';

/** What contains each territory, widest first; equal sets of communes in the order of levels, then by id. */
export function territoryAncestors(
  database: Database,
  keys: readonly number[],
): Promise<(TerritoryRow & { of: number })[]> {
  return database.rows(
    'territories.ancestors',
    `SELECT closure.descendant AS of, ${TERRITORY_COLUMNS}
     FROM territory_closure AS closure
     JOIN territory ON territory.key = closure.ancestor
     WHERE closure.descendant = ANY($1::int[]) AND closure.ancestor <> closure.descendant
     ORDER BY territory.commune_count DESC, territory.level_rank, territory.id`,
    [keys],
  );
}

/** One page of the territories of a level that a territory contains. */
export interface ChildrenPage {
  key: number;
  level: TerritoryLevel;
  /** Rows wanted, the extra one that tells of a next page included. */
  limit: number;
  /** Folded name and id of the last row of the page before. */
  after: readonly [searchName: string, id: string] | undefined;
}

/** The pages asked, each in the order of folded name and id. `page` is the rank of the page in `pages`. */
export function territoryChildren(
  database: Database,
  pages: readonly ChildrenPage[],
): Promise<(TerritoryRow & { page: number; searchName: string })[]> {
  return database.rows(
    'territories.children',
    `SELECT page.rank::int - 1 AS page, territory.search_name AS "searchName", ${TERRITORY_COLUMNS}
     FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::text[])
       WITH ORDINALITY AS page(key, level, size, after_name, after_id, rank)
     CROSS JOIN LATERAL (
       SELECT territory.*
       FROM territory_closure AS closure
       JOIN territory ON territory.key = closure.descendant
       WHERE closure.ancestor = page.key AND closure.descendant <> page.key
         AND territory.level = page.level
         AND (page.after_id IS NULL
              OR (territory.search_name, territory.id) > (page.after_name, page.after_id))
       ORDER BY territory.search_name, territory.id
       LIMIT page.size
     ) AS territory
     ORDER BY page.rank, territory.search_name, territory.id`,
    [
      pages.map(({ key }) => key),
      pages.map(({ level }) => level),
      pages.map(({ limit }) => limit),
      pages.map(({ after }) => after?.[0] ?? null),
      pages.map(({ after }) => after?.[1] ?? null),
    ],
  );
}

/** How many territories of a level each territory contains; no row where it is none. */
export function territoryChildCounts(
  database: Database,
  parents: readonly { key: number; level: TerritoryLevel }[],
): Promise<{ key: number; level: TerritoryLevel; count: number }[]> {
  return database.rows(
    'territories.childCounts',
    `SELECT parent.key, parent.level, count(*) AS count
     FROM unnest($1::int[], $2::text[]) AS parent(key, level)
     JOIN territory_closure AS closure
       ON closure.ancestor = parent.key AND closure.descendant <> parent.key
     JOIN territory ON territory.key = closure.descendant AND territory.level = parent.level
     GROUP BY parent.key, parent.level`,
    [parents.map(({ key }) => key), parents.map(({ level }) => level)],
  );
}

/** A source as the API shows it, of the territory whose key is `of`. */
export interface TerritorySourceRow {
  of: number;
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
  licence: string | null;
  locator: string;
}

/** Where name, population and location of each territory come from, by slug of the source. */
export function territorySources(
  database: Database,
  keys: readonly number[],
): Promise<TerritorySourceRow[]> {
  return database.rows(
    'territories.sources',
    `SELECT citation.territory AS of, source.title, source.publisher, source.date, source.url,
            source.licence, citation.locator
     FROM territory_citation AS citation
     JOIN territory_source AS source ON source.slug = citation.source
     WHERE citation.territory = ANY($1::int[])
     ORDER BY citation.territory, citation.source`,
    [keys],
  );
}
