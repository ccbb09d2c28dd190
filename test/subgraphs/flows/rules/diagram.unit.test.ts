import fc from 'fast-check';
import { DiagramLinkBasis } from '../../../../platform/vocabulary/diagram-link-basis';
import { DiagramNodeKind } from '../../../../platform/vocabulary/diagram-node-kind';
import { FlowPlace } from '../../../../platform/vocabulary/flow-place';
import { FlowStage } from '../../../../platform/vocabulary/flow-stage';
import { drawDiagram, type DeclaredGrams, type Diagram } from '../../../../subgraphs/flows/rules/diagram';

const { INSIDE, OUTSIDE, UNDETERMINED, UNKNOWN } = FlowPlace;
const { PRODUCED, COLLECTED, TRANSFORMED, DISTRIBUTED } = FlowStage;
const STAGES = Object.values(FlowStage);

/** Ends that a flow with an end inside can have. */
const ENDS: [FlowPlace, FlowPlace][] = [
  [INSIDE, INSIDE],
  [INSIDE, OUTSIDE],
  [INSIDE, UNDETERMINED],
  [INSIDE, UNKNOWN],
  [OUTSIDE, INSIDE],
  [UNDETERMINED, INSIDE],
  [UNKNOWN, INSIDE],
];
const declared = fc
  .array(
    fc.record({
      stage: fc.constantFrom(...STAGES),
      ends: fc.constantFrom(...ENDS),
      grams: fc.oneof(
        fc.constant(0n),
        fc.bigInt({ min: 0n, max: 20n }),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
      ),
    }),
    { maxLength: 16 },
  )
  .map((cells) =>
    cells.map(({ stage, ends: [origin, destination], grams }) => ({ stage, origin, destination, grams })),
  );

const cell = (stage: FlowStage, origin: FlowPlace, destination: FlowPlace, grams: bigint): DeclaredGrams => ({
  stage,
  origin,
  destination,
  grams,
});
const sum = (values: readonly { grams: bigint }[]) => values.reduce((total, { grams }) => total + grams, 0n);
const linksOf = ({ links }: Diagram) =>
  links.map(({ source, target, grams }) => `${source} > ${target} ${grams}`);
const at = (cells: readonly DeclaredGrams[], stage: FlowStage) =>
  cells.filter((each) => each.stage === stage);

describe('for anything declared', () => {
  const always = (check: (diagram: Diagram, cells: DeclaredGrams[]) => void) =>
    fc.assert(
      fc.property(declared, (cells) => check(drawDiagram(cells), cells)),
      { numRuns: 500 },
    );

  it('conserves mass at every node, and from end to end', () => {
    always(({ nodes, links }) => {
      for (const { id, kind, grams } of nodes) {
        const into = sum(links.filter(({ target }) => target === id));
        const out = sum(links.filter(({ source }) => source === id));
        const begins = kind === DiagramNodeKind.ORIGIN || kind === DiagramNodeKind.UNDECLARED_ORIGIN;
        const ends = kind === DiagramNodeKind.DESTINATION || kind === DiagramNodeKind.UNDECLARED_OUTCOME;
        expect([into, out]).toEqual([begins ? 0n : grams, ends ? 0n : grams]);
      }
      const ofKinds = (...kinds: DiagramNodeKind[]) => sum(nodes.filter(({ kind }) => kinds.includes(kind)));
      expect(ofKinds(DiagramNodeKind.ORIGIN, DiagramNodeKind.UNDECLARED_ORIGIN)).toBe(
        ofKinds(DiagramNodeKind.DESTINATION, DiagramNodeKind.UNDECLARED_OUTCOME),
      );
    });
  });

  it('gives each stage what is declared at it, and passes over a stage with nothing', () => {
    always(({ nodes }, cells) => {
      for (const stage of STAGES) {
        expect(nodes.find((node) => node.stage === stage)?.grams ?? 0n).toBe(sum(at(cells, stage)));
      }
    });
  });

  it('goes from left to right only: without cycles, one link between two nodes, none of them empty', () => {
    always(({ nodes, links }) => {
      const position = new Map(nodes.map(({ id }, index) => [id, index]));
      for (const { source, target, grams } of links) {
        expect(position.get(source)).toBeLessThan(position.get(target) as number);
        expect(grams > 0n).toBe(true);
      }
      expect(new Set(links.map(({ source, target }) => `${source} ${target}`)).size).toBe(links.length);
      expect(new Set(links.flatMap(({ source, target }) => [source, target]))).toEqual(
        new Set(position.keys()),
      );
    });
  });

  it('lets in and out no more than is declared, and no less than the stage that declares most', () => {
    always(({ nodes }, cells) => {
      for (const [kind, end] of [
        [DiagramNodeKind.ORIGIN, 'origin'],
        [DiagramNodeKind.DESTINATION, 'destination'],
      ] as const) {
        const shown = nodes.find((node) => node.kind === kind && node.place === OUTSIDE)?.grams ?? 0n;
        const stated = STAGES.map((stage) => sum(at(cells, stage).filter((each) => each[end] === OUTSIDE)));
        const most = stated.reduce((a, b) => (a > b ? a : b));
        expect(shown >= most).toBe(true);
        expect(shown <= stated.reduce((a, b) => a + b, 0n)).toBe(true);
      }
    });
  });

  it('takes the origins of the first stage and the destinations of the last as declared', () => {
    always(({ links }, cells) => {
      const known = STAGES.filter((stage) => sum(at(cells, stage)) > 0n);
      const [first, last] = [known[0], known.at(-1)];
      for (const place of Object.values(FlowPlace)) {
        const between = (source: string, target: string) =>
          sum(links.filter((link) => link.source === source && link.target === target));
        if (first) {
          expect(between(`ORIGIN_${place}`, `STAGE_${first}`)).toBe(
            sum(at(cells, first).filter(({ origin }) => origin === place)),
          );
        }
        if (last) {
          expect(between(`STAGE_${last}`, `DESTINATION_${place}`)).toBe(
            sum(at(cells, last).filter(({ destination }) => destination === place)),
          );
        }
      }
    });
  });

  it('leaves no goods over where a later stage lacks goods that they could be', () => {
    always((_, cells) => {
      // Only from inside to inside: then any goods can be those of any later stage.
      const plain = cells.filter(({ origin, destination }) => origin === INSIDE && destination === INSIDE);
      const drawn = drawDiagram(plain).links;
      for (const { target: late } of drawn.filter(({ source }) => source === 'UNDECLARED_ORIGIN')) {
        for (const { source: early } of drawn.filter(({ target }) => target === 'UNDECLARED_OUTCOME')) {
          const order = STAGES.map((stage) => `STAGE_${stage}`);
          expect(order.indexOf(early)).toBeGreaterThanOrEqual(order.indexOf(late));
        }
      }
    });
  });

  it('does not depend on the order of what is declared, nor on how it is cut', () => {
    fc.assert(
      fc.property(declared, (cells) => {
        const halves = [...cells].reverse().flatMap((each) => {
          const half = each.grams / 2n;
          return [
            { ...each, grams: half },
            { ...each, grams: each.grams - half },
          ];
        });
        expect(drawDiagram(halves)).toEqual(drawDiagram(cells));
      }),
    );
  });
});

it('draws nothing where nothing is declared', () => {
  expect(drawDiagram([])).toEqual({ nodes: [], links: [] });
  expect(drawDiagram([cell(PRODUCED, INSIDE, INSIDE, 0n)])).toEqual({ nodes: [], links: [] });
});

it('shows what a stage has less as an undeclared outcome, what it has more as an undeclared origin', () => {
  const diagram = drawDiagram([
    cell(PRODUCED, INSIDE, UNKNOWN, 10n),
    cell(COLLECTED, INSIDE, INSIDE, 6n),
    cell(DISTRIBUTED, INSIDE, INSIDE, 9n),
  ]);
  expect(linksOf(diagram)).toEqual([
    'ORIGIN_INSIDE > STAGE_PRODUCED 10',
    'STAGE_PRODUCED > STAGE_COLLECTED 6',
    'STAGE_PRODUCED > STAGE_DISTRIBUTED 3',
    'STAGE_PRODUCED > UNDECLARED_OUTCOME 1',
    'STAGE_COLLECTED > STAGE_DISTRIBUTED 6',
    'STAGE_DISTRIBUTED > DESTINATION_INSIDE 9',
  ]);
  expect(
    linksOf(drawDiagram([cell(COLLECTED, INSIDE, INSIDE, 6n), cell(DISTRIBUTED, UNKNOWN, INSIDE, 9n)])),
  ).toEqual([
    'ORIGIN_INSIDE > STAGE_COLLECTED 6',
    'UNDECLARED_ORIGIN > STAGE_DISTRIBUTED 3',
    'STAGE_COLLECTED > STAGE_DISTRIBUTED 6',
    'STAGE_DISTRIBUTED > DESTINATION_INSIDE 9',
  ]);
});

it('does not take goods from outside for goods of an earlier stage, nor goods that left for goods of a later one', () => {
  const diagram = drawDiagram([
    cell(COLLECTED, INSIDE, OUTSIDE, 4n),
    cell(COLLECTED, INSIDE, INSIDE, 5n),
    cell(DISTRIBUTED, OUTSIDE, INSIDE, 7n),
  ]);
  expect(linksOf(diagram)).toEqual([
    'ORIGIN_INSIDE > STAGE_COLLECTED 9',
    'ORIGIN_OUTSIDE > STAGE_DISTRIBUTED 7',
    'STAGE_COLLECTED > DESTINATION_OUTSIDE 4',
    'STAGE_COLLECTED > UNDECLARED_OUTCOME 5',
    'STAGE_DISTRIBUTED > DESTINATION_INSIDE 7',
  ]);
});

it('counts goods that come in, or go out, at several stages once', () => {
  const thrice = (origin: FlowPlace, destination: FlowPlace) =>
    drawDiagram([PRODUCED, TRANSFORMED, DISTRIBUTED].map((stage) => cell(stage, origin, destination, 8n)));
  expect(linksOf(thrice(INSIDE, OUTSIDE))).toEqual([
    'ORIGIN_INSIDE > STAGE_PRODUCED 8',
    'STAGE_PRODUCED > STAGE_TRANSFORMED 8',
    'STAGE_TRANSFORMED > STAGE_DISTRIBUTED 8',
    'STAGE_DISTRIBUTED > DESTINATION_OUTSIDE 8',
  ]);
  expect(linksOf(thrice(OUTSIDE, INSIDE))[0]).toBe('ORIGIN_OUTSIDE > STAGE_PRODUCED 8');
  expect(linksOf(thrice(OUTSIDE, INSIDE))).toHaveLength(4);
});

it('keeps ends known only as a wider territory apart from what nobody declared', () => {
  const diagram = drawDiagram([
    cell(COLLECTED, INSIDE, UNDETERMINED, 5n),
    cell(DISTRIBUTED, OUTSIDE, INSIDE, 1n),
    cell(DISTRIBUTED, UNDETERMINED, INSIDE, 7n),
    cell(DISTRIBUTED, UNKNOWN, INSIDE, 1n),
  ]);
  expect(linksOf(diagram)).toEqual([
    'ORIGIN_INSIDE > STAGE_COLLECTED 5',
    'ORIGIN_OUTSIDE > STAGE_DISTRIBUTED 1',
    'ORIGIN_UNDETERMINED > STAGE_DISTRIBUTED 3',
    'STAGE_COLLECTED > STAGE_DISTRIBUTED 5',
    'STAGE_DISTRIBUTED > DESTINATION_INSIDE 9',
  ]);
  expect(diagram.links.map(({ basis }) => basis)).toEqual([
    ...[DiagramLinkBasis.DECLARED, DiagramLinkBasis.DECLARED, DiagramLinkBasis.DECLARED],
    ...[DiagramLinkBasis.SUPPOSED, DiagramLinkBasis.DECLARED],
  ]);
});
