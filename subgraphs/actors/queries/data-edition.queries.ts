import type { Database } from '../../../platform/database';
import type { DataEdition } from '../schema/data-edition.type';

/** State of the bundled data in this schema; null before the first load. */
export async function dataEdition(database: Database): Promise<DataEdition | null> {
  const rows = await database.rows<DataEdition>(
    'dataEdition',
    `SELECT fingerprint, loaded_at AS "loadedAt" FROM reference_load WHERE name = 'bundled'`,
    [],
  );
  return rows[0] ?? null;
}
