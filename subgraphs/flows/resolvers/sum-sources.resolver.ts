import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Source } from '../../../platform/source';
import type { FlowsContext } from '../context';
import { FlowBalance } from '../schema/flow-balance.type';
import { FlowDiagram } from '../schema/flow-diagram.type';
import { FlowMatrix } from '../schema/flow-matrix.type';
import { FlowPoint } from '../schema/flow-point.type';
import { TopActors, TopProducts } from '../schema/flow-ranking.type';
import { FlowTotal } from '../schema/flow-total.type';

const DESCRIPTION =
  'Documents behind the sum, each once, by title, the sources of conversions included; no locator, for each figure has its own (sources).';

/** Read only when asked for, in one statement for all the rows of the answer. */
@Resolver(() => FlowTotal)
export class FlowTotalSourcesResolver {
  @FieldResolver(() => [Source], { description: DESCRIPTION })
  sources(@Root() total: FlowTotal): Promise<Source[]> {
    return total.readSources();
  }
}

@Resolver(() => FlowBalance)
export class FlowBalanceSourcesResolver {
  @FieldResolver(() => [Source], { description: DESCRIPTION })
  async sources(@Root() balance: FlowBalance, @Ctx() context: FlowsContext): Promise<Source[]> {
    const [row] = await context.loaders.balanceSources.load(balance.asked);
    return row?.sources ?? [];
  }
}

@Resolver(() => FlowDiagram)
export class FlowDiagramSourcesResolver {
  @FieldResolver(() => [Source], { description: DESCRIPTION })
  async sources(@Root() diagram: FlowDiagram, @Ctx() context: FlowsContext): Promise<Source[]> {
    const [row] = await context.loaders.diagramSources.load(diagram.asked);
    return row?.sources ?? [];
  }
}

@Resolver(() => FlowMatrix)
export class FlowMatrixSourcesResolver {
  @FieldResolver(() => [Source], { description: DESCRIPTION })
  async sources(@Root() matrix: FlowMatrix, @Ctx() context: FlowsContext): Promise<Source[]> {
    const [row] = await context.loaders.matrixSources.load(matrix.asked);
    return row?.sources ?? [];
  }
}

@Resolver(() => TopProducts)
export class TopProductsSourcesResolver {
  @FieldResolver(() => [Source], { description: DESCRIPTION })
  async sources(@Root() ranking: TopProducts, @Ctx() context: FlowsContext): Promise<Source[]> {
    const [row] = await context.loaders.rankingSources.load(ranking.asked);
    return row?.sources ?? [];
  }
}

@Resolver(() => TopActors)
export class TopActorsSourcesResolver {
  @FieldResolver(() => [Source], { description: DESCRIPTION })
  async sources(@Root() ranking: TopActors, @Ctx() context: FlowsContext): Promise<Source[]> {
    const [row] = await context.loaders.rankingSources.load(ranking.asked);
    return row?.sources ?? [];
  }
}

@Resolver(() => FlowPoint)
export class FlowPointSourcesResolver {
  @FieldResolver(() => [Source], { description: DESCRIPTION })
  async sources(@Root() point: FlowPoint, @Ctx() context: FlowsContext): Promise<Source[]> {
    const rows = await context.loaders.seriesSources.load(point.asked);
    return rows.find(({ year, stage }) => year === point.year && stage === point.stage)?.sources ?? [];
  }
}
