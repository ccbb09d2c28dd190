import { z } from 'zod';
import { badUserInput } from '../../../platform/errors';
import { isGiven, requireEntityId } from '../../../platform/identifiers';
import { decodeCursor } from '../../../platform/pagination/cursor';
import { pageSize, toConnection, type Connection } from '../../../platform/pagination/page';
import { searchTerm } from '../../../platform/search-text';
import { requireTerritoryId } from '../../../platform/territory-id';
import { ActorSort } from '../../../platform/vocabulary/actor-sort';
import { ActorState } from '../../../platform/vocabulary/actor-state';
import type { ActorsContext } from '../context';
import type { ActorCriteria } from '../queries/actor-conditions';
import type { ActorListing, ActorScope, ListedActor } from '../queries/actor-list.queries';
import { chainActivities } from '../queries/project.queries';
import { FARTHEST_KM } from '../rules/great-circle';
import type { ActorFilter, NearInput } from '../schema/actor.input';

const MAX_RADIUS_KM = 500;
const MAX_NETWORKS = 100;

/** Fifty words of one letter, each found the worst way, and some. */
const MAX_TIER = 300;
const MAX_EXCESS = 1_000_000;

const CURSORS = {
  [ActorSort.NAME]: z.tuple([z.string(), z.string()]),
  [ActorSort.DISTANCE]: z.tuple([z.number().min(0).max(FARTHEST_KM), z.string()]),
  [ActorSort.RELEVANCE]: z.tuple([
    z.int().min(0).max(MAX_TIER),
    z.int().min(0).max(MAX_EXCESS),
    z.string(),
    z.string(),
  ]),
};

/** One page of actors of a scope, its arguments checked. `owner` is the territory or network, '' for all. */
export async function actorPage(
  context: ActorsContext,
  scope: ActorScope,
  owner: string,
  args: {
    filter?: ActorFilter | null | undefined;
    sort?: ActorSort | null | undefined;
    first: number | null | undefined;
    after: string | null | undefined;
  },
): Promise<Connection<ListedActor>> {
  const { filter, term } = actorCriteria(args.filter);
  const sort = sortOf(args.sort, term !== null, filter.near);
  const order = `actors.${sort}`;
  const listing: ActorListing = {
    scope,
    filter,
    term,
    sort,
    first: pageSize(args.first),
    after: decodeCursor(order, args.after, CURSORS[sort]) ?? null,
  };
  const rows = await context.actors.pages.load(listing, owner);
  if (rows.length === 0) await requireKnown(context, filter);
  const page = toConnection({
    rows,
    first: listing.first,
    after: args.after,
    order,
    keyOf: (row) => row.position,
    toNode: (row) => row,
    count: () => context.actors.counts.load({ scope, filter, term }, owner),
  });
  return { ...page, edges: page.edges.map((edge) => ({ ...edge, distanceKm: edge.node.distanceKm })) };
}

/** A filter as a client sent it, checked, ready for the queries. */
export function actorCriteria(asked: ActorFilter | null | undefined): ActorCriteria {
  const { search, near, ...others } = asked ?? {};
  const filter = activeByDefault({ ...others, ...(near && { near: onTheGround(near) }) });
  checkActorFilter(filter);
  return { filter, term: searchTerm(search) ?? null };
}

/** A filter that says nothing of states means those who still act. */
export function activeByDefault<Filter extends Omit<ActorFilter, 'search'>>(filter: Filter): Filter {
  return { ...filter, states: filter.states ?? [ActorState.ACTIVE] };
}

/** Refuses ids and codes that nobody knows, when nothing was found: an empty list would hide the mistake. */
export async function requireKnown(
  context: ActorsContext,
  { territory, operatesIn, network, networks, activities }: Omit<ActorFilter, 'search'>,
): Promise<void> {
  if (territory) await context.requireTerritory(territory);
  if (operatesIn) await context.requireTerritory(operatesIn, 'filter.operatesIn');
  for (const [ids, argument] of [
    [network ? [network] : [], 'filter.network'],
    [networks ?? [], 'filter.networks'],
  ] as const) {
    const found = await Promise.all(ids.map((id) => context.actors.byId.load(id)));
    const unknown = ids.find((_, index) => found[index] === null);
    if (unknown !== undefined) {
      throw badUserInput(
        `network ${JSON.stringify(unknown)} is unknown: \`${argument}\` takes ids of actors. Find them with actors(filter: { kinds: [NETWORK] }).`,
        argument,
      );
    }
  }
  if (activities && activities.length > 0) {
    const known = new Set((await chainActivities(context.database)).map(({ code }) => code));
    const unknown = activities.find((code) => !known.has(code));
    if (unknown !== undefined) {
      throw badUserInput(
        `activity ${JSON.stringify(unknown.slice(0, 80))} is unknown: \`filter.activities\` takes codes of \`chainActivities\`.`,
        'filter.activities',
      );
    }
  }
}

/** @throws BAD_USER_INPUT on an id of bad form or a circle that is none */
export function checkActorFilter({
  territory,
  operatesIn,
  network,
  networks,
  near,
}: Omit<ActorFilter, 'search'>): void {
  // An empty id is a mistake, not an absent condition: without one, the list would be that of the whole country.
  if (isGiven(territory)) requireTerritoryId(territory, 'filter.territory');
  if (isGiven(operatesIn)) requireTerritoryId(operatesIn, 'filter.operatesIn');
  if (isGiven(network)) requireEntityId('actor', network, 'filter.network');
  if (networks && networks.length > MAX_NETWORKS) {
    throw badUserInput(
      `\`filter.networks\` takes at most ${MAX_NETWORKS} ids; received ${networks.length}.`,
      'filter.networks',
    );
  }
  for (const id of networks ?? []) requireEntityId('actor', id, 'filter.networks');
  if (!near) return;
  // Written so that NaN fails too.
  if (!(Math.abs(near.latitude) <= 90 && Math.abs(near.longitude) <= 180)) {
    throw badUserInput(
      '`near` takes a latitude from -90 to 90 and a longitude from -180 to 180, in degrees: are they swapped?',
      'filter.near',
    );
  }
  if (!(near.radiusKm > 0 && near.radiusKm <= MAX_RADIUS_KM)) {
    throw badUserInput(
      `\`near.radiusKm\` must be above 0 and at most ${MAX_RADIUS_KM}; received ${near.radiusKm}.`,
      'filter.near.radiusKm',
    );
  }
}

/** To a centimetre: no place is known better, and PostgreSQL cannot reckon with degrees that are nearly nothing. */
function onTheGround({ latitude, longitude, radiusKm }: NearInput): NearInput {
  const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
  return { latitude: round(latitude), longitude: round(longitude), radiusKm };
}

function sortOf(
  sort: ActorSort | null | undefined,
  searching: boolean,
  near: NearInput | null | undefined,
): ActorSort {
  if (sort === ActorSort.DISTANCE && !near) {
    throw badUserInput('`sort: DISTANCE` needs `filter.near`: the point to measure from.', 'sort');
  }
  if (sort === ActorSort.RELEVANCE && !searching) {
    throw badUserInput('`sort: RELEVANCE` needs `filter.search`: the words to match.', 'sort');
  }
  return sort ?? (searching ? ActorSort.RELEVANCE : ActorSort.NAME);
}
