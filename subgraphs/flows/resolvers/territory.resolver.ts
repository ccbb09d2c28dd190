import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import type { FlowsContext } from '../context';
import { requireYear, requireYears } from '../rules/asked-period';
import { FlowBalance } from '../schema/flow-balance.type';
import { FlowPoint } from '../schema/flow-point.type';
import { ImpactMeasureConnection } from '../schema/impact.type';
import { AFTER, FIRST, NATURE } from '../schema/list-arguments';
import { TerritoryStub } from '../schema/territory.stub';
import { measuresIn } from './measure.list';
import { balanceNode, seriesNodes } from './territory-sums';

/** What moves and what comes of it in a territory. */
@Resolver(() => TerritoryStub)
export class TerritoryResolver {
  @FieldResolver(() => FlowBalance, {
    description:
      'What the territory produced, collected, transformed and distributed in a year, and how it moved; flows over several years count for the part inside (bilan des flux).',
  })
  async flowBalance(
    @Root() territory: TerritoryStub,
    @Ctx() context: FlowsContext,
    @Arg('year', () => Int, { description: 'Calendar year, 1900 to 2100 (année).' }) year: number,
    @Arg('nature', () => Nature, { nullable: true, defaultValue: Nature.ACTUAL, description: NATURE })
    nature: Nature | null,
  ): Promise<FlowBalance> {
    const asked = {
      territory: territory.id,
      year: requireYear(year),
      nature: nature ?? Nature.ACTUAL,
    };
    const [row] = await context.loaders.balances.load(asked);
    return balanceNode(asked, row);
  }

  @FieldResolver(() => [FlowPoint], {
    description:
      'Yearly sums within the territory, one point a year and stage, by year then stage; years without a known flow are there, with 0 (série annuelle).',
  })
  async flowSeries(
    @Root() territory: TerritoryStub,
    @Ctx() context: FlowsContext,
    @Arg('stage', () => FlowStage, {
      nullable: true,
      description: 'One stage; left out, the four of them (étape).',
    })
    stage: FlowStage | null,
    @Arg('from', () => Int, { description: 'First calendar year, 1900 to 2100 (de).' }) from: number,
    @Arg('to', () => Int, {
      description: 'Last calendar year, included; not before `from`, at most 50 years in all (à).',
    })
    to: number,
    @Arg('nature', () => Nature, { nullable: true, defaultValue: Nature.ACTUAL, description: NATURE })
    nature: Nature | null,
  ): Promise<FlowPoint[]> {
    requireYears(from, to);
    const asked = {
      territory: territory.id,
      stage: stage ?? null,
      from,
      to,
      nature: nature ?? Nature.ACTUAL,
    };
    return seriesNodes(asked, await context.loaders.series.load(asked));
  }

  @FieldResolver(() => ImpactMeasureConnection, {
    description:
      'Impact measures that count in this territory or below it, by indicator, then first day, then id (mesures d’impact).',
  })
  impact(
    @Root() territory: TerritoryStub,
    @Ctx() context: FlowsContext,
    @Arg('indicators', () => [String], {
      nullable: true,
      description: 'Of one of these indicators, by code (indicateurs).',
    })
    indicators: string[] | null,
    @Arg('nature', () => Nature, { nullable: true, defaultValue: Nature.ACTUAL, description: NATURE })
    nature: Nature | null,
    @Arg('year', () => Int, {
      nullable: true,
      description: 'With a day in this calendar year; undated measures belong to none (année).',
    })
    year: number | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return measuresIn(context, territory.id, { filter: { indicators, nature, year }, first, after });
  }
}
