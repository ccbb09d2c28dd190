import type { Database } from '../../../platform/database';
import { loadManyByKey, loadOneByKey, LoaderByArguments } from '../../../platform/loaders';
import {
  activitiesOfProjects,
  countProjects,
  listProjects,
  projectsByIds,
  territoriesOfProjects,
  type ListedProject,
  type ProjectListing,
} from '../queries/project.queries';
import { sourcesOf } from '../queries/source.queries';
import { byOwner } from './actor.loaders';

/** Loaders of one request: each sends one statement for all the projects a field was asked of. */
export function createProjectLoaders(database: Database) {
  return {
    byId: loadOneByKey(
      (ids) => projectsByIds(database, ids),
      (row) => row.id,
    ),
    activities: loadManyByKey(
      (ids) => activitiesOfProjects(database, ids),
      (row) => row.projectId,
    ),
    territories: loadManyByKey(
      (ids) => territoriesOfProjects(database, ids),
      (row) => row.projectId,
    ),
    sources: loadManyByKey(
      (ids) => sourcesOf(database, 'project', ids),
      (row) => row.ownerId,
    ),
    pages: new LoaderByArguments<ProjectListing, ListedProject[]>(async (listing, owners) =>
      byOwner(owners, await listProjects(database, owners, listing)),
    ),
    counts: new LoaderByArguments<Pick<ProjectListing, 'scope' | 'filter' | 'term'>, number>(
      async (listing, owners) => {
        const rows = await countProjects(database, owners, listing);
        const counts = new Map(rows.map(({ owner, count }) => [owner, count]));
        return owners.map((owner) => counts.get(owner) ?? 0);
      },
    ),
  };
}

export type ProjectLoaders = ReturnType<typeof createProjectLoaders>;
