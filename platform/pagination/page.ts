import { badUserInput } from '../errors';
import type { CursorKey } from './cursor';
import { encodeCursor } from './cursor';

export const MAX_PAGE = 100;

/** Checks `first` (1..100) and returns it; null stands for the default of the argument. */
export function pageSize(asked: number | null | undefined, byDefault = 20): number {
  const first = asked ?? byDefault;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw badUserInput(
      `\`first\` must be from 1 to ${MAX_PAGE}; received ${first}. Page on with \`after\`.`,
      'first',
    );
  }
  return first;
}

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

/** What a connection type resolves from. `count` is called only when `totalCount` is asked for. */
export interface Connection<Node> {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  count: () => number | Promise<number>;
}

/**
 * Makes a connection from rows read with LIMIT first + 1: the extra row tells that there is a next page.
 * @param keyOf the values of the ORDER BY for a row, in order, the id last
 */
export function toConnection<Row, Node = Row>(page: {
  rows: readonly Row[];
  first: number;
  after: string | null | undefined;
  order: string;
  keyOf: (row: Row) => CursorKey;
  toNode: (row: Row) => Node;
  count: () => number | Promise<number>;
}): Connection<Node> {
  const edges = page.rows
    .slice(0, page.first)
    .map((row) => ({ cursor: encodeCursor(page.order, page.keyOf(row)), node: page.toNode(row) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.rows.length > page.first,
      // Forward paging only: a page reached through `after` has one before it.
      hasPreviousPage: page.after !== null && page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: page.count,
  };
}
