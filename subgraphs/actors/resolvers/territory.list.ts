import { z } from 'zod';
import { decodeCursor } from '../../../platform/pagination/cursor';
import { pageSize, toConnection, type Connection } from '../../../platform/pagination/page';
import { searchTerm } from '../../../platform/search-text';
import { isTerritoryId, requireTerritoryId } from '../../../platform/territory-id';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import type { ActorsContext } from '../context';
import {
  countTerritories,
  territoriesByLevel,
  territoriesByRelevance,
  type TerritoryCriteria,
} from '../queries/territory-list.queries';
import type { TerritoryRow } from '../queries/territory-row';

const id = z.string().refine(isTerritoryId);
const rank = z.int().min(0).max(5);
/** As names are folded: anything else (a NUL, say) is no text of ours and may be none for the database. */
const foldedName = z.string().regex(/^[\p{L}\p{N} ]*$/u);
const LEVEL_POSITION = z.tuple([rank, foldedName, id]);
const RELEVANCE_POSITION = z.tuple([
  z.int().min(0).max(2),
  z.int().min(0).max(1000),
  z.int().min(-2147483648).max(0),
  rank,
  id,
]);
const CHILD_POSITION = z.tuple([foldedName, id]);

interface ListArguments {
  search: string | null | undefined;
  level: TerritoryLevel | null | undefined;
  within: string | null | undefined;
  first: number | null | undefined;
  after: string | null | undefined;
}

/** One page of territories, its arguments checked. */
export async function territoryPage(
  context: ActorsContext,
  args: ListArguments,
): Promise<Connection<TerritoryRow>> {
  const search = searchTerm(args.search);
  const within = args.within ?? undefined;
  if (within !== undefined) requireTerritoryId(within, 'within');
  const criteria = { search, level: args.level ?? undefined, within };
  const first = pageSize(args.first);
  const page =
    search === undefined
      ? await levelPage(context, criteria, first, args.after)
      : await relevancePage(context, { ...criteria, search }, first, args.after);
  // A list of none hides a misspelt id; a list of some proves it known.
  if (within !== undefined && page.nodes.length === 0) await context.requireTerritory(within, 'within');
  return page;
}

async function levelPage(
  { database }: ActorsContext,
  criteria: TerritoryCriteria,
  first: number,
  after: string | null | undefined,
): Promise<Connection<TerritoryRow>> {
  const order = 'territories.level';
  const position = decodeCursor(order, after, LEVEL_POSITION);
  return toConnection({
    rows: await territoriesByLevel(database, criteria, first + 1, position),
    first,
    after,
    order,
    keyOf: (row) => [row.levelRank, row.searchName, row.id],
    toNode: (row) => row,
    count: () => countTerritories(database, criteria),
  });
}

async function relevancePage(
  { database }: ActorsContext,
  criteria: TerritoryCriteria & { search: string },
  first: number,
  after: string | null | undefined,
): Promise<Connection<TerritoryRow>> {
  // Likeness to one text says nothing about another: each search has an order of its own.
  const order = `territories.relevance ${criteria.search}`;
  const position = decodeCursor(order, after, RELEVANCE_POSITION);
  return toConnection({
    rows: await territoriesByRelevance(database, criteria, first + 1, position),
    first,
    after,
    order,
    keyOf: (row) => [row.tier, row.unlikeness, row.weight, row.levelRank, row.id],
    toNode: (row) => row,
    count: () => countTerritories(database, criteria),
  });
}

/** The level below in the official code: what `children` lists unless a level is asked. */
const LEVEL_BELOW: Record<TerritoryLevel, TerritoryLevel | null> = {
  [TerritoryLevel.FRANCE]: TerritoryLevel.REGION,
  [TerritoryLevel.REGION]: TerritoryLevel.DEPARTEMENT,
  [TerritoryLevel.DEPARTEMENT]: TerritoryLevel.COMMUNE,
  [TerritoryLevel.EPCI]: TerritoryLevel.COMMUNE,
  [TerritoryLevel.PAT]: TerritoryLevel.COMMUNE,
  [TerritoryLevel.COMMUNE]: null,
};

const MAX_CHILDREN = 100;

/** One page of what a territory contains, its arguments checked. */
export async function childrenPage(
  context: ActorsContext,
  parent: { id: string; level: TerritoryLevel },
  args: Pick<ListArguments, 'level' | 'first' | 'after'>,
): Promise<Connection<TerritoryRow>> {
  const level = args.level ?? LEVEL_BELOW[parent.level];
  const first = pageSize(args.first, MAX_CHILDREN);
  const order = `territory.children ${level ?? ''}`;
  const after = decodeCursor(order, args.after, CHILD_POSITION) ?? null;
  return toConnection({
    rows: level === null ? [] : await context.territories.children.load({ level, first, after }, parent.id),
    first,
    after: args.after,
    order,
    keyOf: (row) => [row.searchName, row.id],
    toNode: (row) => row,
    count: () => (level === null ? 0 : context.territories.childCounts.load(level, parent.id)),
  });
}
