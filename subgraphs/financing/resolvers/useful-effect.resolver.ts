import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { FinancingContext } from '../context';
import { usefulEffects, type UsefulEffectRow } from '../queries/useful-effects';
import { FundingScheme } from '../schema/funding-scheme.type';
import { UsefulEffect } from '../schema/useful-effect.type';
import { citedSources } from './cited-source';
import { schemeById } from './funding-scheme.answer';

/** The answer for a row of `useful_effect`. */
export async function toUsefulEffect(context: FinancingContext, row: UsefulEffectRow): Promise<UsefulEffect> {
  return {
    code: row.code,
    name: row.name,
    mobilisableFunders: row.funders.map((id) => ({ id })),
    schemeIds: row.schemes,
    sources: await citedSources(context, [row]),
  };
}

@Resolver(() => UsefulEffect)
export class UsefulEffectResolver {
  @Query(() => [UsefulEffect], {
    description:
      'Table of the report: each useful effect and the funders that can be mobilised for it, in its order.',
  })
  async usefulEffects(@Ctx() context: FinancingContext): Promise<UsefulEffect[]> {
    const rows = await usefulEffects(context.database);
    return Promise.all(rows.map((row) => toUsefulEffect(context, row)));
  }

  @FieldResolver(() => [FundingScheme], {
    description: 'Schemes that can be mobilised for it (dispositifs mobilisables).',
  })
  async mobilisableSchemes(
    @Root() effect: UsefulEffect,
    @Ctx() context: FinancingContext,
  ): Promise<FundingScheme[]> {
    const schemes = await Promise.all(effect.schemeIds.map((id) => schemeById(context, id)));
    return schemes.filter((scheme) => scheme !== null);
  }
}
