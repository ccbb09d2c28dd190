import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Source } from '../../../platform/source';
import type { FlowsContext } from '../context';
import { ImpactFilter } from '../schema/impact.input';
import { ImpactMeasure, ImpactMeasureConnection } from '../schema/impact.type';
import { AFTER, FIRST } from '../schema/list-arguments';
import { allMeasures } from './measure.list';

/** Impact measures and where they come from. */
@Resolver(() => ImpactMeasure)
export class ImpactResolver {
  @Query(() => ImpactMeasureConnection, {
    description:
      'Impact measures that match, by code of the indicator, then first day of the period (undated last), then id (mesures d’impact).',
  })
  impactMeasures(
    @Ctx() context: FlowsContext,
    @Arg('filter', () => ImpactFilter, {
      nullable: true,
      description: 'Conditions, all of which hold; without a nature, realised figures only.',
    })
    filter: ImpactFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return allMeasures(context, { filter, first, after });
  }

  @FieldResolver(() => [Source], {
    description: 'Where the figure comes from, at least one, by title (sources).',
  })
  sources(@Root() measure: ImpactMeasure, @Ctx() context: FlowsContext): Promise<Source[]> {
    return context.loaders.measureSources.load(measure.id);
  }
}
