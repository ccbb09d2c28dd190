import { z } from 'zod';
import { isGiven, requireEntityId } from '../../../platform/identifiers';
import { decodeCursor } from '../../../platform/pagination/cursor';
import { pageSize, toConnection, type Connection } from '../../../platform/pagination/page';
import { searchTerm } from '../../../platform/search-text';
import { requireTerritoryId } from '../../../platform/territory-id';
import type { ActorsContext } from '../context';
import type { ListedProject, ProjectListing } from '../queries/project.queries';
import type { ProjectFilter } from '../schema/project.input';

const ORDER = 'projects';
const CURSOR = z.tuple([z.string(), z.string()]);

/** One page of projects of a scope, its arguments checked. `owner` is the territory, '' for all. */
export async function projectPage(
  context: ActorsContext,
  scope: ProjectListing['scope'],
  owner: string,
  args: {
    filter?: ProjectFilter | null | undefined;
    first: number | null | undefined;
    after: string | null | undefined;
  },
): Promise<Connection<ListedProject>> {
  const { search, ...filter } = args.filter ?? {};
  checkProjectFilter(filter);
  const listing: ProjectListing = {
    scope,
    filter,
    term: searchTerm(search) ?? null,
    first: pageSize(args.first),
    after: decodeCursor(ORDER, args.after, CURSOR) ?? null,
  };
  const rows = await context.projects.pages.load(listing, owner);
  if (rows.length === 0 && filter.territory) await context.requireTerritory(filter.territory);
  return toConnection({
    rows,
    first: listing.first,
    after: args.after,
    order: ORDER,
    keyOf: (row) => row.position,
    toNode: (row) => row,
    count: () => context.projects.counts.load({ scope, filter, term: listing.term }, owner),
  });
}

/** @throws BAD_USER_INPUT on an id of bad form */
export function checkProjectFilter({ territory, carrier }: Omit<ProjectFilter, 'search'>): void {
  if (isGiven(territory)) requireTerritoryId(territory, 'filter.territory');
  if (isGiven(carrier)) requireEntityId('actor', carrier, 'filter.carrier');
}
