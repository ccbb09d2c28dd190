import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Source } from '../../../platform/source';
import type { FlowsContext } from '../context';
import { Flow } from '../schema/flow.type';
import { Conversion } from '../schema/quantity.type';

/** Where a flow and its mass come from. */
@Resolver(() => Flow)
export class FlowResolver {
  @FieldResolver(() => [Source], {
    description: 'Where the figure comes from, at least one, by title (sources).',
  })
  sources(@Root() flow: Flow, @Ctx() context: FlowsContext): Promise<Source[]> {
    return context.loaders.flowSources.load(flow.id);
  }

  @FieldResolver(() => Conversion, {
    nullable: true,
    description:
      'Factor and its source when `tonnes` was derived from another unit; null when the source states tonnes, and when nothing could be converted (conversion).',
  })
  async conversion(@Root() flow: Flow, @Ctx() context: FlowsContext): Promise<Conversion | null> {
    if (flow.factor === null || flow.factorSource === null) return null;
    const source = await context.loaders.sourceBySlug.load(flow.factorSource);
    return source && { factor: flow.factor, source };
  }
}
