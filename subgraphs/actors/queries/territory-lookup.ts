import type { Database } from '../../../platform/database';
import { territoryKeysSql } from '../../../platform/territory-key';
import { TERRITORY_COLUMNS, type TerritoryRow } from './territory-row';

/** Territories by id; an old code gives the territory of today. `asked` is the id as it was given. */
export function territoriesByIds(
  database: Database,
  ids: readonly string[],
): Promise<(TerritoryRow & { asked: string })[]> {
  return database.rows(
    'territories.byIds',
    `SELECT asked.id AS asked, ${TERRITORY_COLUMNS}
     FROM ${territoryKeysSql('$1')} AS asked
     JOIN territory ON territory.key = asked.key`,
    [ids],
  );
}

/** Territories by the keys that rows of this schema point to. */
export function territoriesByKeys(database: Database, keys: readonly number[]): Promise<TerritoryRow[]> {
  return database.rows(
    'territories.byKeys',
    `SELECT ${TERRITORY_COLUMNS} FROM territory WHERE key = ANY($1::int[])`,
    [keys],
  );
}
