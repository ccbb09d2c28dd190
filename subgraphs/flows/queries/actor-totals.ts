import type { Database } from '../../../platform/database';
import type { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { FlowDirection } from '../../../platform/vocabulary/flow-direction';
import { flowConditions, type FlowCriteria } from './flow-conditions';
import { flowPartsSql } from './flow-parts';
import { totalKey, type TotalDimensions, type TotalRow } from './flow-totals';
import { FLOW_SLUGS, sourceListSql, type SourceRow } from './sources';
import { grouping } from './total-dimensions';
import { unitSumsSql } from './unit-sums';

/** Totals over the flows of an actor: those it takes, those it gives, or both. */
export interface ActorTotalsAsked {
  direction: FlowDirection | null;
  criteria: FlowCriteria;
  dimensions: readonly FlowDimension[];
}

/** Unlike a list, a sum needs no order: under an OR both sides are found by their indexes, and no flow comes twice. */
const SIDES: Record<FlowDirection | 'BOTH', string> = {
  [FlowDirection.IN]: 'f.receiver = owner.id',
  [FlowDirection.OUT]: 'f.provider = owner.id',
  BOTH: 'f.provider = owner.id OR f.receiver = owner.id',
};

/** What every statement over the same totals has in common. */
function parts({ direction, criteria, dimensions }: ActorTotalsAsked, actors: readonly string[]) {
  const conditions = flowConditions(criteria).always(SIDES[direction ?? 'BOTH']);
  const group = grouping(dimensions);
  const flows = flowPartsSql(criteria, conditions, group.calendar);
  const from = `unnest(${conditions.value(actors)}::text[]) AS owner (id) CROSS JOIN LATERAL ${flows} AS f`;
  const groupBy = group.groupBy === '' ? 'GROUP BY owner.id' : `${group.groupBy}, owner.id`;
  return { values: conditions.values, group, from, groupBy };
}

/** Sums over the flows of many actors in one statement; an actor without a flow has no row, whatever the dimensions. */
export function actorTotals(
  database: Database,
  asked: ActorTotalsAsked,
  actors: readonly string[],
): Promise<(TotalRow & { owner: string })[]> {
  const { values, group, from, groupBy } = parts(asked, actors);
  return database.rows(
    `flows.actorTotals${asked.direction ?? 'BOTH'}`,
    `SELECT owner.id AS owner, ${group.select}
       COALESCE(sum(f.amount) FILTER (WHERE f.unit = 'MASS'), 0) AS grams,
       sum(f.flows) AS flows,
       ${unitSumsSql('f.amount', 'f.unit')}
     FROM ${from} ${group.joins} ${groupBy} ${group.orderBy}`,
    values,
  );
}

/** The documents behind each row of the same totals, by actor and `totalKey`. */
export async function actorTotalSources(
  database: Database,
  asked: ActorTotalsAsked,
  actors: readonly string[],
): Promise<Map<string, SourceRow[]>[]> {
  const { values, group, from, groupBy } = parts(asked, actors);
  const rows = await database.rows<TotalDimensions & { owner: string; sources: SourceRow[] | null }>(
    `flows.actorTotalSources${asked.direction ?? 'BOTH'}`,
    `SELECT total.*, ${sourceListSql('total.slugs')} AS sources
     FROM (SELECT owner.id AS owner, ${group.select} array_agg(DISTINCT cited.slug) AS slugs
           FROM ${from} CROSS JOIN LATERAL ${FLOW_SLUGS} AS cited ${group.joins} ${groupBy}) AS total`,
    values,
  );
  const byActor = new Map(actors.map((actor) => [actor, new Map<string, SourceRow[]>()]));
  for (const row of rows) byActor.get(row.owner)?.set(totalKey(row, asked.dimensions), row.sources ?? []);
  return actors.map((actor) => byActor.get(actor) ?? new Map<string, SourceRow[]>());
}
