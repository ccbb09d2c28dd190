import type { BalanceAsked } from '../queries/balances';
import type { DiagramRow } from '../queries/flow-diagram';
import { unconvertedLines } from '../queries/unit-sums';
import { gramsToTonnes } from '../rules/conversion';
import { drawDiagram } from '../rules/diagram';
import { diagramLabel } from '../rules/diagram-labels';
import type { FlowDiagram } from '../schema/flow-diagram.type';

/** A diagram as the API shows it. */
export function diagramNode(asked: BalanceAsked, rows: readonly DiagramRow[]): FlowDiagram {
  const { nodes, links } = drawDiagram(
    rows.flatMap(({ stage, origin, destination, grams }) =>
      stage === null || origin === null || destination === null
        ? []
        : [{ stage, origin, destination, grams: BigInt(grams ?? 0) }],
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
