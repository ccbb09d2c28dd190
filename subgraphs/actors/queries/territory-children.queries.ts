import type { Database } from '../../../platform/database';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { TERRITORY_COLUMNS, type TerritoryRow } from './territory-row';

/** Which of the territories contained, and which page of them. */
export interface ChildrenListing {
  level: TerritoryLevel;
  first: number;
  /** Folded name and id of the last row of the page before. */
  after: readonly [searchName: string, id: string] | null;
}

export type ListedChild = TerritoryRow & { parentId: string; searchName: string };

/** One page for each parent, in the order of folded name and id: `first` + 1 rows each, so that a next page shows. */
export function childrenOfTerritories(
  database: Database,
  parentIds: readonly string[],
  { level, first, after }: ChildrenListing,
): Promise<ListedChild[]> {
  return database.rows(
    'territories.children',
    `SELECT parent.id AS "parentId", territory.search_name AS "searchName", ${TERRITORY_COLUMNS}
     FROM territory AS parent
     CROSS JOIN LATERAL (
       SELECT child.*
       FROM territory_closure AS closure
       JOIN territory AS child ON child.key = closure.descendant
       WHERE closure.ancestor = parent.key AND closure.descendant <> parent.key AND child.level = $2
         AND ($4::text IS NULL OR (child.search_name, child.id) > ($4, $5::text))
       ORDER BY child.search_name, child.id
       LIMIT $3
     ) AS territory
     WHERE parent.id = ANY($1::text[])
     ORDER BY territory.search_name, territory.id`,
    [parentIds, level, first + 1, after?.[0] ?? null, after?.[1] ?? null],
  );
}

/** How many territories of a level each parent contains; no row where there is none. */
export function countChildrenOfTerritories(
  database: Database,
  parentIds: readonly string[],
  level: TerritoryLevel,
): Promise<{ parentId: string; count: number }[]> {
  return database.rows(
    'territories.childCounts',
    `SELECT parent.id AS "parentId", count(*) AS count
     FROM territory AS parent
     JOIN territory_closure AS closure ON closure.ancestor = parent.key AND closure.descendant <> parent.key
     JOIN territory AS child ON child.key = closure.descendant
     WHERE parent.id = ANY($1::text[]) AND child.level = $2
     GROUP BY parent.id`,
    [parentIds, level],
  );
}
