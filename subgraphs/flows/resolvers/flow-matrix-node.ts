import { badUserInput } from '../../../platform/errors';
import { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import type { MatrixAsked, MatrixLevel, MatrixRow } from '../queries/flow-matrix';
import { reference } from '../schema/entity.stub';
import type { FlowMatrix } from '../schema/flow-matrix.type';
import { rankedSums, sumNode } from './ranked-sum-node';

/** The régions among each other are 324 cells; what is longer no page can draw. */
export const MAX_CELLS = 500;

const LEVELS: readonly MatrixLevel[] = [
  TerritoryLevel.REGION,
  TerritoryLevel.DEPARTEMENT,
  TerritoryLevel.EPCI,
];

/** @throws BAD_USER_INPUT outside 1 to 500 */
export function requireCells(first: number): number {
  if (first >= 1 && first <= MAX_CELLS) return first;
  throw badUserInput(
    `\`first\` must be from 1 to ${MAX_CELLS}; received ${first}. What is not shown is summed under \`others\`.`,
    'first',
  );
}

/** @throws BAD_USER_INPUT for a level whose territories overlap, or are too many, or is the whole country */
export function requireMatrixLevel(level: TerritoryLevel): MatrixLevel {
  const found = LEVELS.find((known) => known === level);
  if (found) return found;
  throw badUserInput(
    `a matrix is made between territories of the level ${LEVELS.slice(0, -1).join(', ')} or ${LEVELS.at(-1)}; received ${level}.`,
    'level',
  );
}

/** A matrix as the API shows it. */
export function matrixNode(asked: MatrixAsked, rows: readonly MatrixRow[]): FlowMatrix {
  const { shown, others, whole, totalCount } = rankedSums(rows);
  return {
    asked,
    ...whole,
    cells: shown.map((row) => ({
      origin: reference(row.origin),
      destination: reference(row.destination),
      ...sumNode(row),
    })),
    totalCount,
    others,
  };
}
