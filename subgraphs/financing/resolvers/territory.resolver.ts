import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Connection } from '../../../platform/pagination/page';
import { Source } from '../../../platform/source';
import { requireYear } from '../../../platform/year';
import type { FinancingContext } from '../context';
import { AwardFilter } from '../schema/award.input';
import { type Award, AwardConnection } from '../schema/award.type';
import { FinancingSummary } from '../schema/financing-summary.type';
import { Territory } from '../schema/territory.stub';
import { awardListOf } from './award.list';
import { toAwardTotal } from './award-total.resolver';
import { summedSources } from './cited-source';
import { AFTER, FILTER, FIRST } from './list-arguments';

/** What this subgraph adds to territories. */
@Resolver(() => Territory)
export class TerritoryResolver {
  @FieldResolver(() => FinancingSummary, {
    description:
      'Realised awards attributed to the territory or to one inside it. An award belongs to the narrowest territory that contains all those of its project; without a project, to the seat of its recipient when known.',
  })
  async financing(
    @Root() territory: Territory,
    @Ctx() context: FinancingContext,
    @Arg('year', () => Int, {
      nullable: true,
      description:
        'Year of the awards: of their date, else of the start of their period. Without it, all awards, those without a date included.',
    })
    year?: number | null,
  ): Promise<FinancingSummary> {
    if (typeof year === 'number') requireYear(year);
    const rows = await context.loaders.territoryFinancing.load({ year: year ?? null }, territory.id);
    const whole = rows.find((row) => row.whole);
    return {
      amount: whole?.amount ?? '0.00',
      awards: whole?.awards ?? 0,
      awardsWithoutAmount: whole?.awardsWithoutAmount ?? 0,
      perInhabitant: whole?.perInhabitant ?? null,
      sourceSlugs: whole?.sources ?? [],
      byCategory: rows
        .filter((row) => !row.whole)
        .map(({ funderCategory, amount, awards, ...row }) =>
          toAwardTotal({
            ...(funderCategory === null ? {} : { funderCategory }),
            amount,
            awards,
            awardsWithoutAmount: row.awardsWithoutAmount,
            sources: row.sources,
          }),
        ),
    };
  }

  @FieldResolver(() => AwardConnection, {
    description:
      'Awards attributed to the territory or to one inside it, latest first, then by id: the rows behind `financing`.',
  })
  awards(
    @Root() territory: Territory,
    @Ctx() context: FinancingContext,
    @Arg('filter', () => AwardFilter, { nullable: true, description: FILTER })
    filter: AwardFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER })
    after: string | null,
  ): Promise<Connection<Award>> {
    return awardListOf(context, 'TERRITORY', territory.id, { filter, first, after });
  }
}

/** Fields of a summary that are read apart. */
@Resolver(() => FinancingSummary)
export class FinancingSummaryFields {
  @FieldResolver(() => [Source], {
    description: 'Distinct sources behind the sum, without a place: a sum draws on many (sources).',
  })
  sources(@Root() summary: FinancingSummary, @Ctx() context: FinancingContext): Promise<Source[]> {
    return summedSources(context, summary.sourceSlugs);
  }
}
