import type { Database } from '../../../platform/database';
import { loadManyByKey, loadOneByKey, LoaderByArguments } from '../../../platform/loaders';
import { countActors, listActors, type ActorListing, type ListedActor } from '../queries/actor-list.queries';
import { actorsByIds, networksOfActors, statusesOfActors } from '../queries/actor.queries';
import { isReadByRings, nearestActors } from '../queries/nearest.queries';
import { actorsOfProjects, projectsOfActors } from '../queries/project.queries';
import { sourcesOf } from '../queries/source.queries';

/** Loaders of one request: each sends one statement for all the actors a field was asked of. */
export function createActorLoaders(database: Database) {
  return {
    byId: loadOneByKey(
      (ids) => actorsByIds(database, ids),
      (row) => row.id,
    ),
    statuses: loadManyByKey(
      (ids) => statusesOfActors(database, ids),
      (row) => row.actorId,
    ),
    networks: loadManyByKey(
      (ids) => networksOfActors(database, ids),
      (row) => row.memberId,
    ),
    sources: loadManyByKey(
      (ids) => sourcesOf(database, 'actor', ids),
      (row) => row.ownerId,
    ),
    projects: loadManyByKey(
      (ids) => projectsOfActors(database, ids),
      (row) => row.actorId,
    ),
    carriers: loadManyByKey(
      (ids) => actorsOfProjects(database, 'CARRIER', ids),
      (row) => row.projectId,
    ),
    partners: loadManyByKey(
      (ids) => actorsOfProjects(database, 'PARTNER', ids),
      (row) => row.projectId,
    ),
    pages: new LoaderByArguments<ActorListing, ListedActor[]>(async (listing, owners) =>
      byOwner(
        owners,
        isReadByRings(listing)
          ? await nearestActors(database, listing)
          : await listActors(database, owners, listing),
      ),
    ),
    counts: new LoaderByArguments<Pick<ActorListing, 'scope' | 'filter' | 'term'>, number>(
      async (listing, owners) => {
        const rows = await countActors(database, owners, listing);
        const counts = new Map(rows.map(({ owner, count }) => [owner, count]));
        return owners.map((owner) => counts.get(owner) ?? 0);
      },
    ),
  };
}

export type ActorLoaders = ReturnType<typeof createActorLoaders>;

/** Rows of each owner, in the order they were read. */
export function byOwner<Row extends { owner: string }>(
  owners: readonly string[],
  rows: readonly Row[],
): Row[][] {
  const pages = new Map<string, Row[]>(owners.map((owner) => [owner, []]));
  for (const row of rows) pages.get(row.owner)?.push(row);
  return owners.map((owner) => pages.get(owner) ?? []);
}
