import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { requireEntityId } from '../../../platform/identifiers';
import type { Connection } from '../../../platform/pagination/page';
import { Source } from '../../../platform/source';
import type { FinancingContext } from '../context';
import { AwardFilter } from '../schema/award.input';
import { Award, AwardConnection } from '../schema/award.type';
import { FundingScheme } from '../schema/funding-scheme.type';
import { awardList, toAward } from './award.list';
import { AFTER, FILTER, FIRST } from './list-arguments';
import { schemeById } from './funding-scheme.answer';

/** Root fields on awards. */
@Resolver()
export class AwardQueries {
  @Query(() => Award, {
    nullable: true,
    description: 'One award by id; null when nobody holds it, BAD_USER_INPUT when the id is of bad form.',
  })
  async award(
    @Ctx() context: FinancingContext,
    @Arg('id', () => ID, { description: 'Id as the API hands it out.' }) id: string,
  ): Promise<Award | null> {
    const row = await context.loaders.award.load(requireEntityId('award', id));
    return row === null ? null : toAward(row);
  }

  @Query(() => AwardConnection, {
    description:
      'Awards, latest first (date, else start of period; those without a date last), then by id. Realised ones unless the filter says otherwise.',
  })
  awards(
    @Ctx() context: FinancingContext,
    @Arg('filter', () => AwardFilter, { nullable: true, description: FILTER })
    filter: AwardFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER })
    after: string | null,
  ): Promise<Connection<Award>> {
    return awardList(context, { filter, first, after });
  }
}

/** Fields of an award that are read apart. */
@Resolver(() => Award)
export class AwardFields {
  @FieldResolver(() => FundingScheme, {
    nullable: true,
    description: 'Scheme that the money comes from, when named (dispositif).',
  })
  scheme(@Root() award: Award, @Ctx() context: FinancingContext): Promise<FundingScheme | null> {
    return schemeById(context, award.schemeId);
  }

  @FieldResolver(() => [Source], { description: 'Where the award is stated; at least one (sources).' })
  sources(@Root() award: Award, @Ctx() context: FinancingContext): Promise<Source[]> {
    return context.loaders.awardSources.load(award.id);
  }
}
