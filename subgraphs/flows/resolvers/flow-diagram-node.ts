import { FlowPlace } from '../../../platform/vocabulary/flow-place';
import type { BalanceAsked } from '../queries/balances';
import type { DiagramRow, PlaceCode } from '../queries/flow-diagram';
import { unconvertedLines } from '../queries/unit-sums';
import { gramsToTonnes } from '../rules/conversion';
import { drawDiagram } from '../rules/diagram';
import { diagramLabel } from '../rules/diagram-labels';
import type { FlowDiagram } from '../schema/flow-diagram.type';

const PLACES: Record<PlaceCode, FlowPlace> = {
  IN: FlowPlace.INSIDE,
  OUT: FlowPlace.OUTSIDE,
  OVERLAP: FlowPlace.UNDETERMINED,
  UNKNOWN: FlowPlace.UNKNOWN,
};

/** A diagram as the API shows it. */
export function diagramNode(asked: BalanceAsked, rows: readonly DiagramRow[]): FlowDiagram {
  const { nodes, links } = drawDiagram(
    rows.flatMap(({ stage, origin, destination, grams }) =>
      stage === null || origin === null || destination === null
        ? []
        : [{ stage, origin: PLACES[origin], destination: PLACES[destination], grams: BigInt(grams ?? 0) }],
    ),
  );
  return {
    asked,
    nodes: nodes.map(({ grams, ...node }) => ({
      ...node,
      label: diagramLabel(node),
      tonnes: tonnes(grams),
    })),
    links: links.map(({ grams, ...link }) => ({ ...link, tonnes: tonnes(grams) })),
    unconverted: unconvertedLines(rows.find(({ stage }) => stage === null)),
  };
}

function tonnes(grams: bigint): number {
  return Number(gramsToTonnes(grams));
}
