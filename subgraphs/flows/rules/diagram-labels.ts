import { DiagramNodeKind } from '../../../platform/vocabulary/diagram-node-kind';
import { FlowPlace } from '../../../platform/vocabulary/flow-place';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';

const STAGES: Record<FlowStage, string> = {
  [FlowStage.PRODUCED]: 'Produit',
  [FlowStage.COLLECTED]: 'Collecté',
  [FlowStage.TRANSFORMED]: 'Transformé',
  [FlowStage.DISTRIBUTED]: 'Distribué',
};
const PLACES: Record<FlowPlace, string> = {
  [FlowPlace.INSIDE]: 'dans le territoire',
  [FlowPlace.OUTSIDE]: 'hors du territoire',
  [FlowPlace.UNDETERMINED]: 'indéterminée',
  [FlowPlace.UNKNOWN]: 'inconnue',
};

/** The French name of a node of a diagram. */
export function diagramLabel(node: {
  kind: DiagramNodeKind;
  stage: FlowStage | null;
  place: FlowPlace | null;
}): string {
  if (node.stage !== null) return STAGES[node.stage];
  const place = node.place === null ? '' : ` ${PLACES[node.place]}`;
  switch (node.kind) {
    case DiagramNodeKind.UNDECLARED_ORIGIN:
      return 'Provenance non déclarée';
    case DiagramNodeKind.UNDECLARED_OUTCOME:
      return 'Pertes, stocks ou suites non déclarées';
    case DiagramNodeKind.DESTINATION:
      return `Destination${place}`;
    default:
      return `Origine${place}`;
  }
}
