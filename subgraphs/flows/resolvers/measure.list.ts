import { z } from 'zod';
import { decodeCursor } from '../../../platform/pagination/cursor';
import { pageSize, toConnection, type Connection } from '../../../platform/pagination/page';
import { isISODate } from '../../../platform/scalars';
import { Nature } from '../../../platform/vocabulary/nature';
import type { FlowsContext } from '../context';
import { countMeasures, measurePage, type MeasureCriteria, type MeasureRow } from '../queries/measures';
import { requireYear } from '../rules/asked-period';
import type { ImpactFilter } from '../schema/impact.input';
import type { ImpactMeasure } from '../schema/impact.type';
import { codes, entity, territory } from './flow-criteria';

const ORDER = 'impactMeasures';
/** Only what this list can have handed out: the database never sees another text. */
const POSITION = z.tuple([
  z.string().regex(/^[a-z0-9-]{1,300}$/),
  z
    .string()
    .refine((day) => isISODate(day) && day >= '0001')
    .nullable(),
  z.string().regex(/^measure:[a-z0-9-]{1,300}$/),
]);

export interface MeasureListArguments {
  filter: ImpactFilter | null | undefined;
  first: number | null | undefined;
  after: string | null | undefined;
}

/** A row as the API shows it. */
export function measureNode(row: MeasureRow): ImpactMeasure {
  return {
    ...row,
    project: { id: row.project },
    indicator: {
      code: row.indicatorCode,
      name: row.indicatorName,
      unit: row.indicatorUnit,
      definition: row.indicatorDefinition,
    },
  };
}

/** One page of all measures that match. */
export async function allMeasures(
  context: FlowsContext,
  args: MeasureListArguments,
): Promise<Connection<ImpactMeasure>> {
  const { criteria, page } = readArguments(args);
  const rows = await measurePage(context.database, criteria, page);
  if (rows.length === 0) await context.requireTerritories({ 'filter.territory': criteria.territory });
  return connection(args, page.first, rows, () => countMeasures(context.database, criteria));
}

/** One page of the measures that count in a territory; those of all territories of a request are read together. */
export async function measuresIn(
  context: FlowsContext,
  territoryId: string,
  args: MeasureListArguments,
): Promise<Connection<ImpactMeasure>> {
  const { criteria, page } = readArguments(args);
  const rows = await context.loaders.measurePages.load({ criteria, page }, territoryId);
  return connection(args, page.first, rows, () => context.loaders.measureCounts.load(criteria, territoryId));
}

/**
 * Checks a filter on measures. Without a nature it means ACTUAL.
 * @throws BAD_USER_INPUT naming the field
 */
export function measureCriteria(filter: ImpactFilter | null | undefined): MeasureCriteria {
  return {
    indicators: codes(filter?.indicators, 'indicators'),
    project: entity('project', filter?.project, 'filter.project'),
    territory: territory(filter?.territory, 'filter.territory'),
    nature: filter?.nature ?? Nature.ACTUAL,
    year: filter?.year === null || filter?.year === undefined ? null : requireYear(filter.year, 'year'),
  };
}

function readArguments({ filter, first, after }: MeasureListArguments) {
  return {
    criteria: measureCriteria(filter),
    page: { first: pageSize(first), after: decodeCursor(ORDER, after, POSITION) },
  };
}

function connection(
  args: MeasureListArguments,
  first: number,
  rows: readonly MeasureRow[],
  count: () => Promise<number>,
): Connection<ImpactMeasure> {
  return toConnection({
    rows,
    first,
    after: args.after,
    order: ORDER,
    keyOf: (row) => [row.indicatorCode, row.periodStart, row.id],
    toNode: measureNode,
    count,
  });
}
