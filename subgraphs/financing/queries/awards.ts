import { z } from 'zod';
import type { Database } from '../../../platform/database';
import { decodeCursor, type CursorKey } from '../../../platform/pagination/cursor';
import { isISODate } from '../../../platform/scalars';
import { SqlConditions } from '../../../platform/sql-conditions';
import type { AwardFilter } from '../schema/award.input';
import { addAwardConditions } from './award-conditions';
import { AWARD_COLUMNS, AWARD_ORDER, type AwardRow } from './award-row';

/** Names the order inside cursors; lists of all awards and of one owner share it. */
export const AWARD_LIST_ORDER = 'awards:latest';

const cursorShape = z.tuple([
  z.string().refine(isISODate).nullable(),
  z.string().regex(/^award:[a-z0-9-]{1,200}$/),
]);

/** The values a row sorts by; null stands for "no date". */
export function awardCursorKey(row: AwardRow): CursorKey {
  return [row.date ?? row.periodStart, row.id];
}

/** Keeps the awards that follow a cursor in the order of the lists. */
export function addAwardsAfter(conditions: SqlConditions, after: string | null | undefined): SqlConditions {
  const key = decodeCursor(AWARD_LIST_ORDER, after, cursorShape);
  if (key === undefined) return conditions;
  const day = conditions.value(key[0] ?? '-infinity');
  const id = conditions.value(key[1]);
  // The first half bounds the index scan, the second leaves out what was shown of the same day.
  return conditions.always(
    `award.awarded_on <= ${day}::date AND (award.awarded_on < ${day}::date OR award.id > ${id})`,
  );
}

/** A page of awards, and one more row when others follow. */
export function awardPage(
  database: Database,
  filter: AwardFilter | null | undefined,
  first: number,
  after: string | null | undefined,
): Promise<AwardRow[]> {
  const conditions = addAwardsAfter(addAwardConditions(new SqlConditions(), filter), after);
  const limit = conditions.value(first + 1);
  return database.rows<AwardRow>(
    'financing.awards.page',
    `SELECT ${AWARD_COLUMNS} FROM award WHERE ${conditions.where} ORDER BY ${AWARD_ORDER} LIMIT ${limit}`,
    conditions.values,
  );
}

/** How many awards a filter keeps. */
export async function awardCount(
  database: Database,
  filter: AwardFilter | null | undefined,
): Promise<number> {
  const conditions = addAwardConditions(new SqlConditions(), filter);
  const [row] = await database.rows<{ count: number }>(
    'financing.awards.count',
    `SELECT count(*) AS count FROM award WHERE ${conditions.where}`,
    conditions.values,
  );
  return row?.count ?? 0;
}

/** Awards by id, in no order. */
export function awardsById(database: Database, ids: readonly string[]): Promise<AwardRow[]> {
  return database.rows<AwardRow>(
    'financing.awards.byId',
    `SELECT ${AWARD_COLUMNS} FROM award WHERE award.id = ANY($1::text[])`,
    [ids],
  );
}

/** All awards of projects, of either nature, in the order of the lists. */
export function awardsOfProjects(database: Database, projects: readonly string[]): Promise<AwardRow[]> {
  return database.rows<AwardRow>(
    'financing.awards.ofProjects',
    `SELECT ${AWARD_COLUMNS} FROM award WHERE award.project = ANY($1::text[]) ORDER BY ${AWARD_ORDER}`,
    [projects],
  );
}
