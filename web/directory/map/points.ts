import type { Api } from '../api';
import operation from '../operations/points.graphql';
import type { ActorFilter } from '../selection';

/** Further ones are left to a finer search: the map says so. */
export const MOST_POINTS = 2000;
const PAGE_SIZE = 100;

export interface Point {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly place: string | undefined;
  readonly longitude: number;
  readonly latitude: number;
}
export interface Points {
  readonly placed: readonly Point[];
  /** All that the filter finds, placed or not. */
  readonly total: number;
  readonly cut: boolean;
}

interface Page {
  actors: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: {
      id: string;
      slug: string;
      name: string;
      location: { latitude: number; longitude: number } | null;
      territory: { name: string } | null;
    }[];
  };
}

/** Reads the actors that the filter finds, page by page, and keeps those whose place is known. */
export async function readPoints(api: Api, filter: ActorFilter, signal: AbortSignal): Promise<Points> {
  const placed: Point[] = [];
  let total = 0;
  let after: string | null = null;
  for (let read = 0; read < MOST_POINTS; read += PAGE_SIZE) {
    const { actors }: Page = await api.ask<Page>(operation, { filter, first: PAGE_SIZE, after }, signal);
    total = actors.totalCount;
    for (const { id, slug, name, location, territory } of actors.nodes) {
      if (location) placed.push({ id, slug, name, place: territory?.name, ...location });
    }
    after = actors.pageInfo.endCursor;
    if (!actors.pageInfo.hasNextPage) return { placed, total, cut: false };
  }
  return { placed, total, cut: true };
}
