import DataLoader from 'dataloader';
import type { Database } from '../../../platform/database';
import { loadManyByKey, loadOneByKey, LoaderByArguments } from '../../../platform/loaders';
import { actorTotals, actorTotalSources, type ActorTotalsAsked } from '../queries/actor-totals';
import { flowBalances, flowBalanceSources, type BalanceAsked, type BalanceRow } from '../queries/balances';
import type { FlowCriteria } from '../queries/flow-conditions';
import { flowDiagrams, flowDiagramSources, type DiagramRow } from '../queries/flow-diagram';
import { flowMatrices, flowMatrixSources, type MatrixAsked, type MatrixRow } from '../queries/flow-matrix';
import { countFlowsOf, flowPagesOf, type FlowOwner, type PageAsked } from '../queries/flow-pages';
import {
  rankingSources,
  topActors,
  topProducts,
  type ActorRankingAsked,
  type ActorRankRow,
  type ProductRankRow,
  type RankingAsked,
} from '../queries/flow-ranking';
import { flowsById, type FlowRow } from '../queries/flow-rows';
import {
  countFlowStepsOf,
  flowStepsOf,
  inputBatchesOf,
  type StepsAsked,
  type StepSide,
} from '../queries/flow-steps';
import { flowTraces, type TraceAsked, type TraceRow } from '../queries/flow-trace';
import type { TotalRow } from '../queries/flow-totals';
import {
  countMeasuresOf,
  measurePagesOf,
  measuresOfProjects,
  type MeasureCriteria,
  type MeasurePage,
  type MeasureRow,
} from '../queries/measures';
import { flowSeries, flowSeriesSources, type SeriesAsked, type SeriesRow } from '../queries/series';
import { sourcesBySlug, sourcesOfFlows, sourcesOfMeasures, type SourceRow } from '../queries/sources';

/** Loaders of one request: each sends one statement for all the keys of a tick, be they 1 or 1,000. */
export function createFlowsLoaders(database: Database) {
  return {
    flow: loadOneByKey(
      (ids) => flowsById(database, ids),
      (row: FlowRow) => row.id,
    ),
    flowSources: loadManyByKey(
      (ids) => sourcesOfFlows(database, ids),
      (row) => row.owner,
    ),
    measureSources: loadManyByKey(
      (ids) => sourcesOfMeasures(database, ids),
      (row) => row.owner,
    ),
    sourceBySlug: loadOneByKey(
      (slugs) => sourcesBySlug(database, slugs),
      (row) => row.slug,
    ),
    flowPages: new LoaderByArguments<OwnedPage, FlowRow[]>(async ({ owner, criteria, page }, ids) =>
      byOwner(ids, await flowPagesOf(database, owner, ids, criteria, page)),
    ),
    flowCounts: new LoaderByArguments<OwnedCount, number>(async ({ owner, criteria }, ids) =>
      countsByOwner(ids, await countFlowsOf(database, owner, ids, criteria)),
    ),
    inputBatches: loadManyByKey(
      (ids) => inputBatchesOf(database, ids),
      (row) => row.owner,
    ),
    flowSteps: new LoaderByArguments<OwnedSteps, FlowRow[]>(async ({ side, page }, ids) =>
      byOwner(ids, await flowStepsOf(database, side, ids, page)),
    ),
    flowStepCounts: new LoaderByArguments<StepSide, number>(async (side, ids) =>
      countsByOwner(ids, await countFlowStepsOf(database, side, ids)),
    ),
    traces: new LoaderByArguments<TraceAsked, TraceRow[]>(async (asked, ids) =>
      byOwner(ids, await flowTraces(database, ids, asked)),
    ),
    balances: loadBySum<BalanceAsked, BalanceRow>((asked) => flowBalances(database, asked)),
    balanceSources: loadBySum<BalanceAsked, SumSources>((asked) => flowBalanceSources(database, asked)),
    series: loadBySum<SeriesAsked, SeriesRow>((asked) => flowSeries(database, asked)),
    seriesSources: loadBySum<SeriesAsked, SeriesSources>((asked) => flowSeriesSources(database, asked)),
    diagrams: loadBySum<BalanceAsked, DiagramRow>((asked) => flowDiagrams(database, asked)),
    diagramSources: loadBySum<BalanceAsked, SumSources>((asked) => flowDiagramSources(database, asked)),
    matrices: loadBySum<MatrixAsked, MatrixRow>((asked) => flowMatrices(database, asked)),
    matrixSources: loadBySum<MatrixAsked, SumSources>((asked) => flowMatrixSources(database, asked)),
    topProducts: loadBySum<RankingAsked, ProductRankRow>((asked) => topProducts(database, asked)),
    topActors: loadBySum<ActorRankingAsked, ActorRankRow>((asked) => topActors(database, asked)),
    rankingSources: loadBySum<RankingAsked, SumSources>((asked) => rankingSources(database, asked)),
    actorTotals: new LoaderByArguments<ActorTotalsAsked, (TotalRow & { owner: string })[]>(
      async (asked, actors) => byOwner(actors, await actorTotals(database, asked, actors)),
    ),
    actorTotalSources: new LoaderByArguments<ActorTotalsAsked, Map<string, SourceRow[]>>((asked, actors) =>
      actorTotalSources(database, asked, actors),
    ),
    projectMeasures: loadManyByKey(
      (ids) => measuresOfProjects(database, ids),
      (row: MeasureRow) => row.project,
    ),
    measurePages: new LoaderByArguments<MeasuresPage, MeasureRow[]>(async ({ criteria, page }, ids) =>
      byOwner(ids, await measurePagesOf(database, ids, criteria, page)),
    ),
    measureCounts: new LoaderByArguments<MeasureCriteria, number>(async (criteria, ids) =>
      countsByOwner(ids, await countMeasuresOf(database, ids, criteria)),
    ),
  };
}

export type FlowsLoaders = ReturnType<typeof createFlowsLoaders>;

interface OwnedCount {
  owner: FlowOwner;
  criteria: FlowCriteria;
}
interface OwnedPage extends OwnedCount {
  page: PageAsked;
}
interface OwnedSteps {
  side: StepSide;
  page: StepsAsked;
}
interface MeasuresPage {
  criteria: MeasureCriteria;
  page: MeasurePage;
}
/** The documents behind a sum. */
interface SumSources {
  n: number;
  sources: SourceRow[] | null;
}
type SeriesSources = Awaited<ReturnType<typeof flowSeriesSources>>[number];

/**
 * A loader of sums: the key is all that was asked, so that balances of several years, asked under aliases, still
 * are one statement. Rows tell by `n` which key they answer.
 */
function loadBySum<Asked extends object, Row extends { n: number }>(
  read: (asked: readonly Asked[]) => Promise<Row[]>,
): DataLoader<Asked, Row[], string> {
  return new DataLoader<Asked, Row[], string>(
    async (asked) => {
      const answers: Row[][] = asked.map(() => []);
      for (const row of await read(asked)) answers[row.n - 1]?.push(row);
      return answers;
    },
    { cacheKeyFn: (asked) => JSON.stringify(asked) },
  );
}

function byOwner<Row extends { owner: string }>(owners: readonly string[], rows: readonly Row[]): Row[][] {
  const pages = new Map<string, Row[]>(owners.map((owner) => [owner, []]));
  for (const row of rows) pages.get(row.owner)?.push(row);
  return owners.map((owner) => pages.get(owner) ?? []);
}

function countsByOwner(
  owners: readonly string[],
  rows: readonly { owner: string; count: number }[],
): number[] {
  const counts = new Map(rows.map(({ owner, count }) => [owner, count]));
  return owners.map((owner) => counts.get(owner) ?? 0);
}
