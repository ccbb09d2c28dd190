import type { Database } from '../../../platform/database';
import { loadManyByKey, loadOneByKey, LoaderByArguments } from '../../../platform/loaders';
import type { CursorKey } from '../../../platform/pagination/cursor';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import {
  coverageOfTerritories,
  whiteZonesOfTerritories,
  type CoverageCriteria,
  type CoverageRow,
} from '../queries/coverage.queries';
import {
  childrenOfTerritories,
  countChildrenOfTerritories,
  type ChildrenListing,
  type ListedChild,
} from '../queries/territory-children.queries';
import type { TerritoryRow } from '../queries/territory-row';
import { contoursOfTerritories } from '../queries/contour.queries';
import { ancestorsOfTerritories, sourcesOfTerritories, territoriesByIds } from '../queries/territory.queries';
import { byOwner } from './actor.loaders';

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
    contours: loadOneByKey(
      (ids) => contoursOfTerritories(database, ids),
      (row) => row.territoryId,
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
    coverage: new LoaderByArguments<CoverageCriteria, CoverageRow>(async (criteria, owners) => {
      const rows = await coverageOfTerritories(database, owners, criteria);
      const byId = new Map(rows.map((row) => [row.owner, row]));
      return owners.map((owner) => byId.get(owner) ?? nothingReached(owner));
    }),
    whiteZones: new LoaderByArguments<
      CoverageCriteria & { first: number; after: CursorKey | null },
      (TerritoryRow & { weight: number })[]
    >(async (page, owners) => byOwner(owners, await whiteZonesOfTerritories(database, owners, page))),
  };
}

/** A territory without communes: a PAT whose communes nobody has told. */
function nothingReached(owner: string): CoverageRow {
  const none = { communes: 0, coveredCommunes: 0, unlocated: 0 };
  return { owner, ...none, population: 0, coveredPopulation: 0, unlocatedPopulation: 0 };
}

export type TerritoryLoaders = ReturnType<typeof createTerritoryLoaders>;
