import type { EntityManager } from 'typeorm';
import { territoryKeysSql } from '../../../platform/territory-key';

/** Keys of territories by the ids that records name, old commune codes included. Unknown ids are absent. */
export async function territoryKeys(
  manager: EntityManager,
  ids: readonly (string | null)[],
): Promise<Map<string, number>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  const rows = await manager.query<{ id: string; key: number }[]>(
    `SELECT id, key FROM ${territoryKeysSql('$1')} AS known`,
    [known],
  );
  return new Map(rows.map(({ id, key }) => [id, key]));
}

/** @throws Error naming the record and the territory that nobody knows */
export function keyOf(keys: ReadonlyMap<string, number>, id: string | null, record: string): number | null {
  if (id === null) return null;
  const key = keys.get(id);
  if (key === undefined) throw new Error(`${record} names the territory "${id}", which is unknown`);
  return key;
}
