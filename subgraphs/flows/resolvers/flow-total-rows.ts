import { FlowDimension } from '../../../platform/vocabulary/flow-dimension';
import type { FlowDirection } from '../../../platform/vocabulary/flow-direction';
import type { FlowsContext } from '../context';
import type { FlowCriteria } from '../queries/flow-conditions';
import { flowTotals, flowTotalSources, totalKey, type TotalRow } from '../queries/flow-totals';
import type { SourceRow } from '../queries/sources';
import { NO_UNITS, unconvertedLines } from '../queries/unit-sums';
import { tonnesAsFloat } from '../rules/conversion';
import { reference } from '../schema/entity.stub';
import type { FlowTotal } from '../schema/flow-total.type';
import type { FlowFilter } from '../schema/flow.input';
import { flowCriteria, namedTerritories } from './flow-criteria';

/** Totals as the API shows them. */
export async function flowTotalRows(
  context: FlowsContext,
  filter: FlowFilter | null | undefined,
  groupBy: readonly FlowDimension[],
): Promise<FlowTotal[]> {
  const criteria = totalCriteria(filter, groupBy);
  const rows = await flowTotals(context.database, criteria, groupBy);
  if (rows.every(({ flows }) => flows === 0)) await context.requireTerritories(namedTerritories(criteria));

  let sources: Promise<Map<string, SourceRow[]>> | undefined;
  return rows.map((row) => ({
    ...totalNode(row),
    readSources: async () => {
      sources ??= flowTotalSources(context.database, criteria, groupBy);
      return (await sources).get(totalKey(row, groupBy)) ?? [];
    },
  }));
}

/** Totals over the flows of an actor as the API shows them; those of all actors of a request are read together. */
export async function actorTotalRows(
  context: FlowsContext,
  actor: string,
  direction: FlowDirection | null,
  filter: FlowFilter | null | undefined,
  groupBy: readonly FlowDimension[],
): Promise<FlowTotal[]> {
  const criteria = totalCriteria(filter, groupBy);
  const asked = { direction, criteria, dimensions: groupBy };
  const found = await context.loaders.actorTotals.load(asked, actor);
  if (found.length === 0) await context.requireTerritories(namedTerritories(criteria));
  const rows = found.length === 0 && groupBy.length === 0 ? [NOTHING] : found;
  return rows.map((row) => ({
    ...totalNode(row),
    readSources: async () =>
      (await context.loaders.actorTotalSources.load(asked, actor)).get(totalKey(row, groupBy)) ?? [],
  }));
}

/** The sum of no flows. */
const NOTHING: TotalRow = { grams: '0', flows: 0, ...NO_UNITS };

function totalCriteria(
  filter: FlowFilter | null | undefined,
  groupBy: readonly FlowDimension[],
): FlowCriteria {
  const criteria = flowCriteria(filter);
  // Both natures may come out together only where each row says which it is.
  if (groupBy.includes(FlowDimension.NATURE)) criteria.nature = filter?.nature ?? null;
  return criteria;
}

function totalNode(row: TotalRow): Omit<FlowTotal, 'readSources'> {
  return {
    stage: row.stage ?? null,
    nature: row.nature ?? null,
    year: row.year ?? null,
    month: row.month ?? null,
    family: row.family ?? null,
    product:
      row.productCode && row.productName && row.productFamily
        ? { code: row.productCode, name: row.productName, family: row.productFamily }
        : null,
    supplyMode: row.supplyMode ?? null,
    circuit: row.circuit ?? null,
    organic: row.organic ?? null,
    territory: reference(row.epci ?? row.departement ?? row.region),
    region: reference(row.region),
    departement: reference(row.departement),
    epci: reference(row.epci),
    provider: reference(row.provider),
    tonnes: tonnesAsFloat(row.grams),
    flows: row.flows,
    unconverted: unconvertedLines(row),
  };
}
