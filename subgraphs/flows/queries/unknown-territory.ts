import type { Database } from '../../../platform/database';
import { territoryKeysSql, unknownTerritory } from '../../../platform/territory-key';

/**
 * Refuses a filter that names a territory nobody knows. Such a filter matches nothing, so this is asked only
 * after an empty answer, and costs no statement otherwise.
 * @param asked territory ids by the argument that carries them
 */
export async function refuseUnknownTerritories(
  database: Database,
  asked: Readonly<Record<string, string | null>>,
): Promise<void> {
  const named = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== null);
  if (named.length === 0) return;
  const rows = await database.rows<{ id: string }>(
    'flows.knownTerritories',
    `SELECT id FROM ${territoryKeysSql('$1')} AS known`,
    [named.map(([, id]) => id)],
  );
  const known = new Set(rows.map(({ id }) => id));
  const unknown = named.find(([, id]) => !known.has(id));
  if (unknown) throw unknownTerritory(unknown[1], unknown[0]);
}
