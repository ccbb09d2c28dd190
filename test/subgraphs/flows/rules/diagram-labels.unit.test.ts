import { DiagramNodeKind } from '../../../../platform/vocabulary/diagram-node-kind';
import { FlowPlace } from '../../../../platform/vocabulary/flow-place';
import { FlowStage } from '../../../../platform/vocabulary/flow-stage';
import { diagramLabel } from '../../../../subgraphs/flows/rules/diagram-labels';

const { ORIGIN, DESTINATION, STAGE, UNDECLARED_ORIGIN, UNDECLARED_OUTCOME } = DiagramNodeKind;
const label = (kind: DiagramNodeKind, of: { stage?: FlowStage; place?: FlowPlace } = {}) =>
  diagramLabel({ kind, stage: null, place: null, ...of });

it('names the nodes of a diagram in French', () => {
  expect(Object.values(FlowPlace).map((place) => label(ORIGIN, { place }))).toEqual([
    'Origine dans le territoire',
    'Origine hors du territoire',
    'Origine indéterminée',
    'Origine inconnue',
  ]);
  expect(label(UNDECLARED_ORIGIN)).toBe('Provenance non déclarée');
  expect(Object.values(FlowStage).map((stage) => label(STAGE, { stage }))).toEqual([
    'Produit',
    'Collecté',
    'Transformé',
    'Distribué',
  ]);
  expect(Object.values(FlowPlace).map((place) => label(DESTINATION, { place }))).toEqual([
    'Destination dans le territoire',
    'Destination hors du territoire',
    'Destination indéterminée',
    'Destination inconnue',
  ]);
  expect(label(UNDECLARED_OUTCOME)).toBe('Pertes, stocks ou suites non déclarées');
});
