import { sankey, sankeyLinkHorizontal, type SankeyNode } from 'd3-sankey';
import { drawn, element, number } from './element';
import { ask } from './graphql';
import operation from './diagram.graphql';

interface Node {
  id: string;
  kind: string;
  label: string;
  tonnes: number;
}
interface Link {
  source: string;
  target: string;
  tonnes: number;
  basis: string;
}
interface Diagram {
  nodes: Node[];
  links: Link[];
  unconverted: { value: string; unit: string }[];
  sources: { title: string }[];
}
interface LaidLink extends Omit<Link, 'source' | 'target'> {
  value: number;
}

const BASES: Record<string, string> = {
  DECLARED: 'déclaré',
  SUPPOSED: 'supposé : mêmes denrées d’une étape à l’autre',
  DIFFERENCE: 'différence : personne ne l’a déclarée',
};
const UNITS: Record<string, string> = {
  TONNE: 'tonnes',
  KILOGRAM: 'kilogrammes',
  LITRE: 'litres',
  MEAL: 'repas',
  BASKET: 'paniers',
  PIECE: 'pièces',
};
const WIDTH = 960;
const MARGIN = 14;

/**
 * The chain of a territory as a Sankey diagram, with a table of the same figures: for screen readers, and for whoever
 * wants the numbers.
 * @param years years with flows, the latest first
 */
export function diagramSection(territory: string, years: readonly number[]): HTMLElement[] {
  const [latest] = years;
  if (latest === undefined) return [];
  const figure = element('div', { 'aria-live': 'polite' });
  const choice = element(
    'select',
    { id: 'diagram-year' },
    ...years.map((year) => element('option', { value: String(year) }, String(year))),
  );
  const show = (year: number): void => {
    ask<{ territory: { flowDiagram: Diagram } | null }>(operation, { id: territory, annee: year }).then(
      ({ territory: found }) => {
        // A slow answer must not replace that of a later choice.
        if (found && choice.value === String(year))
          figure.replaceChildren(...content(found.flowDiagram, year));
      },
      () => figure.replaceChildren(muted('Le diagramme ne répond pas ; réessayez dans un instant.')),
    );
  };
  choice.addEventListener('change', () => show(Number(choice.value)));
  show(latest);
  return [
    element(
      'section',
      { class: 'diagram' },
      element(
        'h4',
        {},
        element('label', { for: 'diagram-year' }, 'Ce qui circule (réalisé), en'),
        ' ',
        choice,
      ),
      figure,
    ),
  ];
}

function content(diagram: Diagram, year: number): (HTMLElement | SVGElement)[] {
  const { nodes, links, unconverted, sources } = diagram;
  const others = unconverted.map(({ value, unit }) => `${number(Number(value))} ${UNITS[unit] ?? unit}`);
  const beside =
    others.length === 0
      ? []
      : [muted(`Sans équivalent en tonnes, hors du diagramme : ${others.join(', ')}.`)];
  if (nodes.length === 0) return [muted(`Aucune quantité en tonnes connue ici en ${year}.`), ...beside];
  return [
    drawing(nodes, links, year),
    element(
      'p',
      { class: 'legend' },
      ...Object.entries(BASES).map(([basis, text]) =>
        element('span', { class: `basis ${basis.toLowerCase()}` }, text),
      ),
    ),
    ...beside,
    table(nodes, links, year),
    muted(`Sources : ${sources.map(({ title }) => title).join(' ; ')}.`),
  ];
}

function drawing(nodes: readonly Node[], links: readonly Link[], year: number): SVGElement {
  const height = Math.max(220, 62 * nodes.length);
  const layout = sankey<Node, LaidLink>()
    .nodeId(({ id }) => id)
    .nodeWidth(12)
    .nodePadding(26)
    // The order of the API: origins above differences, and so each time the same.
    .nodeSort((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .extent([
      [MARGIN, MARGIN],
      [WIDTH - MARGIN, height - MARGIN],
    ]);
  const laid = layout({
    nodes: nodes.map((node) => ({ ...node })),
    links: links.map((link) => ({ ...link, value: link.tonnes })),
  });
  const path = sankeyLinkHorizontal<Node, LaidLink>();
  return drawn(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: 'img',
      'aria-label': `Diagramme des flux de ${year} ; les chiffres sont dans le tableau qui suit`,
    },
    ...laid.links.map((link) =>
      drawn(
        'path',
        {
          class: `basis ${link.basis.toLowerCase()}`,
          d: path(link) ?? '',
          // A line thinner than a pixel would not be seen.
          'stroke-width': String(Math.max(1, link.width ?? 0)),
        },
        drawn('title', {}, `${labelOf(link.source)} → ${labelOf(link.target)} : ${number(link.tonnes)} t`),
      ),
    ),
    ...laid.nodes.flatMap(nodeMarks),
  );
}

function nodeMarks(node: SankeyNode<Node, LaidLink>): SVGElement[] {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0, label, tonnes, kind } = node;
  const left = x0 < WIDTH / 2;
  return [
    drawn('rect', {
      class: kind.startsWith('UNDECLARED') ? 'node undeclared' : 'node',
      x: String(x0),
      y: String(y0),
      width: String(x1 - x0),
      height: String(Math.max(1, y1 - y0)),
    }),
    drawn(
      'text',
      {
        x: String(left ? x1 + 6 : x0 - 6),
        y: String((y0 + y1) / 2),
        dy: '0.35em',
        'text-anchor': left ? 'start' : 'end',
      },
      `${label} · ${number(tonnes)} t`,
    ),
  ];
}

function labelOf(end: unknown): string {
  return typeof end === 'object' && end !== null && 'label' in end ? String(end.label) : String(end);
}

function table(nodes: readonly Node[], links: readonly Link[], year: number): HTMLElement {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const head = ['De', 'Vers', 'Tonnes', 'Fondement'].map((title) => element('th', { scope: 'col' }, title));
  const rows = links.map(({ source, target, tonnes, basis }) =>
    element(
      'tr',
      {},
      element('td', {}, labels.get(source) ?? source),
      element('td', {}, labels.get(target) ?? target),
      element('td', { class: 'figure' }, number(tonnes)),
      element('td', {}, BASES[basis]?.split(' :')[0] ?? basis),
    ),
  );
  return element(
    'details',
    {},
    element('summary', {}, 'Les chiffres du diagramme'),
    element(
      'table',
      {},
      element('caption', {}, `Flux de ${year}, en tonnes`),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  );
}

function muted(text: string): HTMLElement {
  return element('p', { class: 'muted' }, text);
}
