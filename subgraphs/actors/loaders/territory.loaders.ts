import type { Database } from '../../../platform/database';
import { loadManyByKey, loadOneByKey, LoaderByArguments } from '../../../platform/loaders';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import {
  childrenOfTerritories,
  countChildrenOfTerritories,
  type ChildrenListing,
  type ListedChild,
} from '../queries/territory-children.queries';
import { ancestorsOfTerritories, sourcesOfTerritories, territoriesByIds } from '../queries/territory.queries';

/** Loaders of one request: each sends one statement for all the territories a field was asked of. */
export function createTerritoryLoaders(database: Database) {
  return {
    /** By id of good form; an old commune code gives the commune of today. */
    byId: loadOneByKey(
      (ids) => territoriesByIds(database, ids),
      (row) => row.asked,
    ),
    ancestors: loadManyByKey(
      (ids) => ancestorsOfTerritories(database, ids),
      (row) => row.descendantId,
    ),
    sources: loadManyByKey(
      (ids) => sourcesOfTerritories(database, ids),
      (row) => row.territoryId,
    ),
    children: new LoaderByArguments<ChildrenListing, ListedChild[]>(async (listing, parentIds) => {
      const pages = new Map<string, ListedChild[]>(parentIds.map((id) => [id, []]));
      for (const row of await childrenOfTerritories(database, parentIds, listing)) {
        pages.get(row.parentId)?.push(row);
      }
      return parentIds.map((id) => pages.get(id) ?? []);
    }),
    childCounts: new LoaderByArguments<TerritoryLevel, number>(async (level, parentIds) => {
      const rows = await countChildrenOfTerritories(database, parentIds, level);
      const counts = new Map(rows.map(({ parentId, count }) => [parentId, count]));
      return parentIds.map((id) => counts.get(id) ?? 0);
    }),
  };
}

export type TerritoryLoaders = ReturnType<typeof createTerritoryLoaders>;
