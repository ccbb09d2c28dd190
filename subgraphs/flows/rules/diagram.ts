import { DiagramLinkBasis } from '../../../platform/vocabulary/diagram-link-basis';
import { DiagramNodeKind } from '../../../platform/vocabulary/diagram-node-kind';
import { FlowPlace } from '../../../platform/vocabulary/flow-place';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';

/**
 * What a flow diagram says (docs/decisions/0014): stages are declared, and so are places; that the goods of one stage
 * are those of another is supposed, as far as both have them; the rest is shown as a difference.
 */

/** Grams declared at a stage, by where both ends stand; one end at least is inside. */
export interface DeclaredGrams {
  stage: FlowStage;
  origin: FlowPlace;
  destination: FlowPlace;
  grams: bigint;
}

/** A node. Its id is its kind, with the stage or place where there are several of the kind. */
export interface DiagramNode {
  id: string;
  kind: DiagramNodeKind;
  stage: FlowStage | null;
  place: FlowPlace | null;
  /** What goes in, what goes out: the same where the node has both sides. */
  grams: bigint;
}

export interface DiagramLink {
  source: string;
  target: string;
  grams: bigint;
  basis: DiagramLinkBasis;
}

export interface Diagram {
  nodes: DiagramNode[];
  links: DiagramLink[];
}

type NodeKey = Omit<DiagramNode, 'grams'>;

const node = (kind: DiagramNodeKind, of: { stage?: FlowStage; place?: FlowPlace } = {}): NodeKey => ({
  id: [kind, of.stage ?? of.place ?? []].flat().join('_'),
  kind,
  stage: of.stage ?? null,
  place: of.place ?? null,
});

const UNDECLARED_ORIGIN = node(DiagramNodeKind.UNDECLARED_ORIGIN);
const UNDECLARED_OUTCOME = node(DiagramNodeKind.UNDECLARED_OUTCOME);
const originAt = (place: FlowPlace) => node(DiagramNodeKind.ORIGIN, { place });
const destinationAt = (place: FlowPlace) => node(DiagramNodeKind.DESTINATION, { place });
const stageOf = (stage: FlowStage) => node(DiagramNodeKind.STAGE, { stage });

/** From left to right, as a diagram is read. Links follow the order of their nodes. */
const NODES: readonly NodeKey[] = [
  ...Object.values(FlowPlace).map(originAt),
  UNDECLARED_ORIGIN,
  ...Object.values(FlowStage).map(stageOf),
  ...Object.values(FlowPlace).map(destinationAt),
  UNDECLARED_OUTCOME,
];

/** How goods of a stage stand to the territory: what is known of where they came from and where they went. */
enum Lane {
  /** From outside. */
  ENTERING,
  /** To outside. */
  LEAVING,
  /** Neither: from inside or who knows, to inside or who knows. */
  HERE,
}

/**
 * From which goods of earlier stages the goods of a stage may come, in the order in which they are taken. Goods that
 * left cannot be here later, goods that come from outside were not here before; but the same goods may be declared as
 * coming in, or going out, at several stages: they count once.
 */
const DRAWS: readonly { into: Lane; from: Lane }[] = [
  { into: Lane.ENTERING, from: Lane.ENTERING },
  { into: Lane.LEAVING, from: Lane.LEAVING },
  { into: Lane.HERE, from: Lane.HERE },
  { into: Lane.HERE, from: Lane.ENTERING },
  { into: Lane.LEAVING, from: Lane.HERE },
  { into: Lane.LEAVING, from: Lane.ENTERING },
];

/** What a stage declares. `left` is what no later stage has taken yet, `wanted` what no earlier stage has given yet. */
interface Stage {
  stage: FlowStage;
  cells: readonly DeclaredGrams[];
  left: Record<Lane, bigint>;
  wanted: Record<Lane, bigint>;
}

/** Draws the diagram of what is declared; without a gram declared, nothing. */
export function drawDiagram(declared: readonly DeclaredGrams[]): Diagram {
  const stages = Object.values(FlowStage)
    .map((stage) => readStage(stage, declared))
    .filter(({ cells }) => cells.length > 0);
  const links = new Links();
  for (const [index, stage] of stages.entries()) {
    // The first stage has nothing before it: its goods come from where it says.
    if (index === 0)
      for (const cell of stage.cells) links.add(originAt(cell.origin), stageOf(stage.stage), cell.grams);
    else drawFromEarlier(stage, stages.slice(0, index).reverse(), links);
  }
  for (const [index, stage] of stages.entries()) {
    if (index === stages.length - 1) {
      for (const cell of stage.cells)
        links.add(stageOf(stage.stage), destinationAt(cell.destination), cell.grams);
    } else leaveTheRest(stage, links);
  }
  return links.diagram();
}

function readStage(stage: FlowStage, declared: readonly DeclaredGrams[]): Stage {
  const cells = declared.filter((cell) => cell.stage === stage && cell.grams > 0n);
  const lanes = (): Record<Lane, bigint> => ({
    [Lane.ENTERING]: total(cells, (cell) => laneOf(cell) === Lane.ENTERING),
    [Lane.LEAVING]: total(cells, (cell) => laneOf(cell) === Lane.LEAVING),
    [Lane.HERE]: total(cells, (cell) => laneOf(cell) === Lane.HERE),
  });
  return { stage, cells, left: lanes(), wanted: lanes() };
}

function laneOf({ origin, destination }: DeclaredGrams): Lane {
  if (origin === FlowPlace.OUTSIDE) return Lane.ENTERING;
  return destination === FlowPlace.OUTSIDE ? Lane.LEAVING : Lane.HERE;
}

/** @param earlier the nearest first */
function drawFromEarlier(stage: Stage, earlier: readonly Stage[], links: Links): void {
  for (const { into, from } of DRAWS) {
    for (const before of earlier) {
      const taken = smaller(before.left[from], stage.wanted[into]);
      before.left[from] -= taken;
      stage.wanted[into] -= taken;
      links.add(stageOf(before.stage), stageOf(stage.stage), taken);
    }
  }
  links.add(originAt(FlowPlace.OUTSIDE), stageOf(stage.stage), stage.wanted[Lane.ENTERING]);
  const wanted = stage.wanted[Lane.HERE];
  const wider = smaller(
    wanted,
    total(stage.cells, (cell) => cell.origin === FlowPlace.UNDETERMINED),
  );
  links.add(originAt(FlowPlace.UNDETERMINED), stageOf(stage.stage), wider);
  links.add(UNDECLARED_ORIGIN, stageOf(stage.stage), wanted - wider + stage.wanted[Lane.LEAVING]);
}

/** Where goes what no later stage took: where it was declared to go beyond the territory, else nobody said. */
function leaveTheRest(stage: Stage, links: Links): void {
  links.add(stageOf(stage.stage), destinationAt(FlowPlace.OUTSIDE), stage.left[Lane.LEAVING]);
  const left = stage.left[Lane.HERE];
  const wider = smaller(
    left,
    total(stage.cells, (cell) => cell.destination === FlowPlace.UNDETERMINED),
  );
  links.add(stageOf(stage.stage), destinationAt(FlowPlace.UNDETERMINED), wider);
  links.add(stageOf(stage.stage), UNDECLARED_OUTCOME, left - wider + stage.left[Lane.ENTERING]);
}

function total(cells: readonly DeclaredGrams[], wanted: (cell: DeclaredGrams) => boolean): bigint {
  return cells.filter(wanted).reduce((sum, { grams }) => sum + grams, 0n);
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** Gathers the links, one between two nodes, and the nodes that they join. */
class Links {
  private readonly grams = new Map<NodeKey['id'], Map<NodeKey['id'], bigint>>();

  add(source: NodeKey, target: NodeKey, grams: bigint): void {
    if (grams === 0n) return;
    const from = this.grams.get(source.id) ?? new Map<string, bigint>();
    this.grams.set(source.id, from.set(target.id, (from.get(target.id) ?? 0n) + grams));
  }

  diagram(): Diagram {
    const links = NODES.flatMap((source) =>
      NODES.flatMap((target) => {
        const grams = this.grams.get(source.id)?.get(target.id);
        return grams === undefined
          ? []
          : [{ source: source.id, target: target.id, grams, basis: basisOf(source, target) }];
      }),
    );
    const nodes = NODES.flatMap((key) => {
      const through = (side: 'source' | 'target') =>
        links.filter((link) => link[side] === key.id).reduce((sum, { grams }) => sum + grams, 0n);
      const [out, into] = [through('source'), through('target')];
      const grams = out > into ? out : into;
      return grams === 0n ? [] : [{ ...key, grams }];
    });
    return { nodes, links };
  }
}

function basisOf(source: NodeKey, target: NodeKey): DiagramLinkBasis {
  if (source === UNDECLARED_ORIGIN || target === UNDECLARED_OUTCOME) return DiagramLinkBasis.DIFFERENCE;
  return source.stage !== null && target.stage !== null
    ? DiagramLinkBasis.SUPPOSED
    : DiagramLinkBasis.DECLARED;
}
