import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { requireEntityId } from '../../../platform/identifiers';
import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import { ProductFamily } from '../../../platform/vocabulary/product-family';
import type { FlowsContext } from '../context';
import { products } from '../queries/products';
import { FlowTotal } from '../schema/flow-total.type';
import { FlowFilter } from '../schema/flow.input';
import { Flow, FlowConnection } from '../schema/flow.type';
import { AFTER, FIRST, GROUP_BY } from '../schema/list-arguments';
import { Product } from '../schema/product.type';
import { flowNode } from './flow-node';
import { flowTotalRows } from './flow-total-rows';
import { allFlows } from './flow.list';

const CONDITIONS = 'Conditions, all of which hold; without a nature, realised flows only.';

/** Root fields on flows. */
@Resolver()
export class FlowQueriesResolver {
  @Query(() => Flow, {
    nullable: true,
    description: 'One flow by its id; null when there is none, BAD_USER_INPUT when the id is malformed.',
  })
  async flow(
    @Ctx() context: FlowsContext,
    @Arg('id', () => ID, { description: 'Id as the API hands it out, `flow:…`.' }) id: string,
  ): Promise<Flow | null> {
    const row = await context.loaders.flow.load(requireEntityId('flow', id));
    return row && flowNode(row);
  }

  @Query(() => FlowConnection, {
    description: 'Flows that match, first day of the period latest first, then by id (flux).',
  })
  flows(
    @Ctx() context: FlowsContext,
    @Arg('filter', () => FlowFilter, { nullable: true, description: CONDITIONS }) filter: FlowFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: FIRST }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null,
  ) {
    return allFlows(context, { filter, first, after });
  }

  @Query(() => [FlowTotal], {
    description:
      'Sums over the flows that match, grouped by any combination of dimensions; an empty list gives exactly one row. Under a period, flows that reach beyond it count for the part inside, spread by days. Rows stand in the order of the dimensions of FlowDimension, values ascending, null last (totaux).',
  })
  flowTotals(
    @Ctx() context: FlowsContext,
    @Arg('filter', () => FlowFilter, { nullable: true, description: CONDITIONS }) filter: FlowFilter | null,
    @Arg('groupBy', () => [FlowDimension], { defaultValue: [], description: GROUP_BY })
    groupBy: FlowDimension[],
  ): Promise<FlowTotal[]> {
    return flowTotalRows(context, filter, groupBy);
  }

  @Query(() => [Product], { description: 'Products that flows are made of, by code (produits).' })
  products(
    @Ctx() context: FlowsContext,
    @Arg('family', () => ProductFamily, { nullable: true, description: 'Of this family only (famille).' })
    family: ProductFamily | null,
  ): Promise<Product[]> {
    return products(context.database, family ?? null);
  }
}
