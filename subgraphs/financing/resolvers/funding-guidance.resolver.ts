import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { CriteriaFramework } from '../../../platform/vocabulary/criteria-framework';
import type { Source } from '../../../platform/source';
import type { FinancingContext } from '../context';
import {
  eligibleExpenses,
  fundCriteria,
  fundingVehicles,
  policyRecommendations,
} from '../queries/funding-guidance';
import { fundingSchemes } from '../queries/funding-schemes';
import type { Citation } from '../rules/project-funding';
import { EligibleExpense } from '../schema/eligible-expense.type';
import { FundCriterion } from '../schema/fund-criterion.type';
import { FundingScheme } from '../schema/funding-scheme.type';
import { FundingVehicle } from '../schema/funding-vehicle.type';
import { PolicyRecommendation } from '../schema/policy-recommendation.type';
import { citedSources } from './cited-source';
import { toFundingScheme } from './funding-scheme.answer';

/** The tables of the report on who can pay for what. */
@Resolver()
export class FundingGuidanceQueries {
  @Query(() => [FundingScheme], {
    description: 'All funding schemes, in the order of the report (dispositifs).',
  })
  async fundingSchemes(@Ctx() context: FinancingContext): Promise<FundingScheme[]> {
    const rows = await fundingSchemes(context.database);
    return Promise.all(rows.map((row) => toFundingScheme(context, row)));
  }

  @Query(() => [FundCriterion], {
    description: 'Criteria of the GT4 fund and of the GT8 grid, in their order (critères).',
  })
  async fundCriteria(
    @Ctx() context: FinancingContext,
    @Arg('framework', () => CriteriaFramework, {
      nullable: true,
      description: 'One grid alone; both without it.',
    })
    framework?: CriteriaFramework | null,
  ): Promise<FundCriterion[]> {
    return withSources(context, await fundCriteria(context.database, framework));
  }

  @Query(() => [EligibleExpense], {
    description:
      'Expenses that the proposed fund could pay for, in the order of the report (dépenses éligibles).',
  })
  async eligibleExpenses(@Ctx() context: FinancingContext): Promise<EligibleExpense[]> {
    return withSources(context, await eligibleExpenses(context.database));
  }

  @Query(() => [FundingVehicle], {
    description: 'Table by France Urbaine: type of action, scale, vehicle, in its order (véhicules).',
  })
  async fundingVehicles(@Ctx() context: FinancingContext): Promise<FundingVehicle[]> {
    return withSources(context, await fundingVehicles(context.database));
  }

  @Query(() => [PolicyRecommendation], {
    description:
      'IGAS 2019 recommendations, with theme, priority, authority, deadline; by theme, then number. An unknown theme or priority gives an empty list (recommandations).',
  })
  async policyRecommendations(
    @Ctx() context: FinancingContext,
    @Arg('theme', () => Int, { nullable: true, description: 'One theme alone (thème).' })
    theme?: number | null,
    @Arg('priority', () => Int, { nullable: true, description: 'One priority alone (priorité).' })
    priority?: number | null,
  ): Promise<PolicyRecommendation[]> {
    return withSources(context, await policyRecommendations(context.database, theme, priority));
  }
}

function withSources<Row extends Citation>(
  context: FinancingContext,
  rows: readonly Row[],
): Promise<(Row & { sources: Source[] })[]> {
  return Promise.all(rows.map(async (row) => ({ ...row, sources: await citedSources(context, [row]) })));
}
