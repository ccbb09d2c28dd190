import type { EntityManager } from 'typeorm';
import { territoryKeysSql } from '../platform/territory-key';

/**
 * Keys of territories in the schema of `manager`, by the ids that the data name (old codes resolve).
 * The ids were validated before any write: a missing one is a fault of ours.
 */
export async function territoryKeys(
  manager: EntityManager,
  ids: readonly (string | undefined)[],
): Promise<(id: string | undefined) => number | null> {
  const asked = [...new Set(ids.filter((id) => id !== undefined))];
  const rows = await manager.query<{ id: string; key: number }[]>(
    `SELECT id, key FROM ${territoryKeysSql('$1')} AS found`,
    [asked],
  );
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  return (id) => {
    if (id === undefined) return null;
    const key = keys.get(id);
    if (key === undefined) throw new Error(`territory ${id} was validated and is not in the table`);
    return key;
  };
}
