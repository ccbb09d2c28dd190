import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Source } from '../../../platform/source';
import { AwardDimension } from '../../../platform/vocabulary/award-dimension';
import type { FinancingContext } from '../context';
import { awardTotals, type AwardTotalRow } from '../queries/award-totals';
import { AwardFilter } from '../schema/award.input';
import { AwardTotal } from '../schema/award-total.type';
import { FundingScheme } from '../schema/funding-scheme.type';
import { refuseUnknownTerritory } from './award.list';
import { summedSources } from './cited-source';
import { schemeById } from './funding-scheme.answer';
import { FILTER } from './list-arguments';

function stub(id: string | null | undefined): { id: string } | null {
  return id === null || id === undefined ? null : { id };
}

/** The answer for a sum; what was not grouped by is null. */
export function toAwardTotal(row: AwardTotalRow): AwardTotal {
  const { amount, awards, awardsWithoutAmount } = row;
  return {
    year: row.year ?? null,
    funder: stub(row.funder),
    funderCategory: row.funderCategory ?? null,
    schemeId: row.scheme ?? null,
    instrument: row.instrument ?? null,
    territory: stub(row.epci ?? row.departement ?? row.region),
    region: stub(row.region),
    departement: stub(row.departement),
    epci: stub(row.epci),
    recipient: stub(row.recipient),
    amount,
    awards,
    awardsWithoutAmount,
    sourceSlugs: row.sources,
  };
}

/** Sums of awards. */
@Resolver(() => AwardTotal)
export class AwardTotalResolver {
  @Query(() => [AwardTotal], {
    description:
      'Sums of awards over any filter, grouped by any combination of dimensions; without dimensions, exactly one row. An award counts once, whole, in the year of its date, else of the start of its period. Order: the dimensions as asked, ascending, unknown last.',
  })
  async awardTotals(
    @Ctx() context: FinancingContext,
    @Arg('filter', () => AwardFilter, { nullable: true, description: FILTER })
    filter: AwardFilter | null,
    @Arg('groupBy', () => [AwardDimension], {
      defaultValue: [],
      description: 'Dimensions to group by, in the order of the rows; repeats are ignored.',
    })
    groupBy: AwardDimension[],
  ): Promise<AwardTotal[]> {
    const rows = await awardTotals(context.database, filter, groupBy);
    if (rows.every(({ awards }) => awards === 0)) await refuseUnknownTerritory(context, filter);
    return rows.map(toAwardTotal);
  }

  @FieldResolver(() => FundingScheme, { nullable: true, description: 'Funding scheme (dispositif).' })
  scheme(@Root() total: AwardTotal, @Ctx() context: FinancingContext): Promise<FundingScheme | null> {
    return schemeById(context, total.schemeId);
  }

  @FieldResolver(() => [Source], {
    description: 'Distinct sources behind the sum, without a place: a sum draws on many (sources).',
  })
  sources(@Root() total: AwardTotal, @Ctx() context: FinancingContext): Promise<Source[]> {
    return summedSources(context, total.sourceSlugs);
  }
}
