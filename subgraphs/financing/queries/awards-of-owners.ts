import type { Database } from '../../../platform/database';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeysSql } from '../../../platform/territory-key';
import type { AwardFilter } from '../schema/award.input';
import { addAwardConditions } from './award-conditions';
import { AWARD_COLUMNS, AWARD_ORDER, type AwardRow } from './award-row';
import { addAwardsAfter } from './awards';

/** What a list of awards hangs on. */
export type AwardOwner = 'FUNDER' | 'RECIPIENT' | 'TERRITORY';

/** An award with the id, as asked for, of whom it hangs on. */
export interface OwnedAwardRow extends AwardRow {
  owner: string;
}

/** Rows (id, key) of the owners asked for, and which awards are theirs. */
const OWNERS: Record<AwardOwner, { asked: (placeholder: string) => string; holds: string }> = {
  FUNDER: { asked: (ids) => `unnest(${ids}::text[])`, holds: 'award.funder = owner.id' },
  RECIPIENT: { asked: (ids) => `unnest(${ids}::text[])`, holds: 'award.recipient = owner.id' },
  TERRITORY: {
    asked: territoryKeysSql,
    holds:
      'award.territory IN (SELECT descendant FROM territory_closure WHERE territory_closure.ancestor = owner.key)',
  },
};

function askedOwners(owner: AwardOwner, placeholder: string): string {
  const columns = owner === 'TERRITORY' ? '(id, key)' : '(id)';
  return `${OWNERS[owner].asked(placeholder)} AS owner${columns}`;
}

/** One page for each owner, all in one statement; each with one more row when others follow. */
export function awardPagesOf(
  database: Database,
  owner: AwardOwner,
  ids: readonly string[],
  page: { filter: AwardFilter | null | undefined; first: number; after: string | null | undefined },
): Promise<OwnedAwardRow[]> {
  const conditions = new SqlConditions();
  const asked = conditions.value(ids);
  addAwardsAfter(addAwardConditions(conditions, page.filter), page.after);
  const limit = conditions.value(page.first + 1);
  return database.rows(
    `financing.awards.of${owner}`,
    `SELECT owner.id AS owner, page.*
     FROM ${askedOwners(owner, asked)}
     CROSS JOIN LATERAL (
       SELECT ${AWARD_COLUMNS}, award.awarded_on FROM award
       WHERE ${OWNERS[owner].holds} AND ${conditions.where}
       ORDER BY ${AWARD_ORDER} LIMIT ${limit}
     ) AS page
     ORDER BY owner.id, page.awarded_on DESC, page.id`,
    conditions.values,
  );
}

/** How many awards each owner has under a filter; owners without any have no row. */
export function awardCountsOf(
  database: Database,
  owner: AwardOwner,
  ids: readonly string[],
  filter: AwardFilter | null | undefined,
): Promise<{ owner: string; count: number }[]> {
  const conditions = new SqlConditions();
  const asked = conditions.value(ids);
  addAwardConditions(conditions, filter);
  return database.rows(
    `financing.awards.countOf${owner}`,
    `SELECT owner.id AS owner, count(*) AS count
     FROM ${askedOwners(owner, asked)} JOIN award ON ${OWNERS[owner].holds}
     WHERE ${conditions.where} GROUP BY owner.id`,
    conditions.values,
  );
}
