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

const KINDS: Record<Exclude<DiagramNodeKind, DiagramNodeKind.STAGE>, string> = {
  [DiagramNodeKind.ORIGIN]: 'Origine',
  [DiagramNodeKind.UNDECLARED_ORIGIN]: 'Provenance non déclarée',
  [DiagramNodeKind.UNDECLARED_OUTCOME]: 'Pertes, stocks ou suites non déclarées',
  [DiagramNodeKind.DESTINATION]: 'Destination',
};

/** The French name of a node of a diagram. */
export function diagramLabel(node: {
  kind: DiagramNodeKind;
  stage: FlowStage | null;
  place: FlowPlace | null;
}): string {
  if (node.kind === DiagramNodeKind.STAGE) return node.stage === null ? '' : STAGES[node.stage];
  return [KINDS[node.kind], node.place === null ? [] : PLACES[node.place]].flat().join(' ');
}
