import type { ActorRankRow, ProductRankRow, RankingAsked } from '../queries/flow-ranking';
import type { RankedSum } from '../queries/ranked-sums';
import type { TopActors, TopProducts } from '../schema/flow-ranking.type';
import { rankedSums, sumNode } from './ranked-sum-node';

/** Products of a territory by mass as the API shows them. */
export function topProductsNode(asked: RankingAsked, rows: readonly ProductRankRow[]): TopProducts {
  const { shown, others, whole, grams, totalCount } = rankedSums(rows);
  return {
    asked,
    ...whole,
    nodes: shown.flatMap((row) =>
      row.code !== null && row.name !== null && row.family !== null
        ? [
            {
              product: { code: row.code, name: row.name, family: row.family },
              share: share(row, grams),
              ...sumNode(row),
            },
          ]
        : [],
    ),
    totalCount,
    others,
  };
}

/** Actors of a territory by mass as the API shows them. */
export function topActorsNode(asked: RankingAsked, rows: readonly ActorRankRow[]): TopActors {
  const { shown, others, whole, grams, totalCount } = rankedSums(rows);
  return {
    asked,
    ...whole,
    nodes: shown.flatMap((row) =>
      row.actor === null ? [] : [{ actor: { id: row.actor }, share: share(row, grams), ...sumNode(row) }],
    ),
    totalCount,
    others,
  };
}

/** Null when there is nothing to take a share of. */
function share(row: RankedSum, whole: bigint): number | null {
  return whole === 0n ? null : Number(row.grams) / Number(whole);
}
