import { z } from 'zod';
import { badUserInput } from '../errors';

/** Position of a row in a total order: the values of the ORDER BY, the id last. */
export type CursorKey = readonly (string | number | boolean | null)[];

/**
 * Opaque text for a position. `order` names the order and its filter-independent shape, so that a cursor
 * of one list is refused by another.
 */
export function encodeCursor(order: string, key: CursorKey): string {
  return Buffer.from(JSON.stringify([order, ...key])).toString('base64url');
}

/** Reads a cursor back; anything that this list did not hand out is refused with BAD_USER_INPUT. */
export function decodeCursor<Shape extends z.ZodType<CursorKey>>(
  order: string,
  cursor: string | null | undefined,
  shape: Shape,
): z.infer<Shape> | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const parsed = parse(cursor);
  const key = Array.isArray(parsed) && parsed[0] === order ? shape.safeParse(parsed.slice(1)) : undefined;
  if (!key?.success) {
    throw badUserInput(
      '`after` is not a cursor of this list: pass back an `endCursor` or an edge’s `cursor` of the same list and order.',
      'after',
    );
  }
  return key.data;
}

function parse(cursor: string): unknown {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  // PostgreSQL holds no NUL in a text: a cursor that carries one is forged, and would fail inside a statement.
  if (text.includes('\\u0000')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
