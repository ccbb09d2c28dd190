import { pageSize, toConnection, type Connection } from '../../../platform/pagination/page';
import { unknownTerritory } from '../../../platform/territory-key';
import type { FinancingContext } from '../context';
import { AWARD_LIST_ORDER, awardCount, awardCursorKey, awardPage } from '../queries/awards';
import type { AwardOwner } from '../queries/awards-of-owners';
import type { AwardRow } from '../queries/award-row';
import type { AwardFilter } from '../schema/award.input';
import type { Award } from '../schema/award.type';

/** Arguments of every list of awards. */
export interface AwardListArguments {
  filter?: AwardFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** The answer for a row: bodies and projects are stubs that their owner completes. */
export function toAward(row: AwardRow): Award {
  return {
    ...row,
    funder: row.funder === null ? null : { id: row.funder },
    recipient: row.recipient === null ? null : { id: row.recipient },
    project: row.project === null ? null : { id: row.project },
    schemeId: row.scheme,
    share: row.share === null ? null : Number(row.share),
  };
}

/** One page of all awards. */
export async function awardList(
  context: FinancingContext,
  { filter, first: asked, after }: AwardListArguments,
): Promise<Connection<Award>> {
  const first = pageSize(asked);
  const rows = await awardPage(context.database, filter, first, after);
  if (rows.length === 0) await refuseUnknownTerritory(context, filter);
  return connection(rows, first, after, () => awardCount(context.database, filter));
}

/** One page of the awards of an actor or a territory; those of many owners are read together. */
export async function awardListOf(
  context: FinancingContext,
  owner: AwardOwner,
  id: string,
  { filter, first: asked, after }: AwardListArguments,
): Promise<Connection<Award>> {
  const first = pageSize(asked);
  const rows = await context.loaders.awardPages.load({ owner, filter, first, after }, id);
  if (rows.length === 0) await refuseUnknownTerritory(context, filter);
  return connection(rows, first, after, () => context.loaders.awardCounts.load({ owner, filter }, id));
}

function connection(
  rows: readonly AwardRow[],
  first: number,
  after: string | null | undefined,
  count: () => Promise<number>,
): Connection<Award> {
  return toConnection({
    rows,
    first,
    after,
    order: AWARD_LIST_ORDER,
    keyOf: awardCursorKey,
    toNode: toAward,
    count,
  });
}

/** Asked only when nothing was found: a mistaken territory must not pass for one without money. */
export async function refuseUnknownTerritory(
  context: FinancingContext,
  filter: AwardFilter | null | undefined,
): Promise<void> {
  const territory = filter?.territory;
  if (territory === null || territory === undefined) return;
  const known = await context.loaders.knownTerritory.load(territory);
  if (known === null) throw unknownTerritory(territory);
}
