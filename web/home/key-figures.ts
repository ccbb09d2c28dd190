import operation from '../examples/key-figures.graphql';
import { counted, element, number, required } from './element';
import { ask } from './graphql';

interface Origin {
  title: string;
  publisher: string;
  date: string | null;
  url: string | null;
}
interface Quantity {
  value: string;
  unit: string;
}
interface KeyFigures {
  stages: { stage: string; tonnes: number; flows: number; unconverted: Quantity[]; sources: Origin[] }[];
  actors: { totalCount: number; nodes: { sources: Origin[] }[] };
  projects: { totalCount: number; nodes: { sources: Origin[] }[] };
  awardTotals: { awards: number; sources: Origin[] }[];
}

const UNITS: Record<string, [one: string, many: string]> = {
  LITRE: ['litre', 'litres'],
  BASKET: ['panier', 'paniers'],
  MEAL: ['repas', 'repas'],
  PIECE: ['pièce', 'pièces'],
};

/** Fills the key figures by one request; says so when the API does not answer. */
export async function showKeyFigures(): Promise<void> {
  const place = required('key-figures');
  try {
    place.replaceChildren(...cards(await ask<KeyFigures>(operation)));
  } catch {
    place.replaceChildren(
      element(
        'p',
        { class: 'muted' },
        'Les chiffres ne sont pas disponibles pour le moment : la base se prépare. ',
      ),
      element('a', { href: '/health/ready', class: 'muted' }, "Voir l'état du service"),
    );
  } finally {
    place.removeAttribute('aria-busy');
  }
}

const STAGES: Record<string, [one: string, many: string]> = {
  PRODUCED: ['tonne produite', 'tonnes produites'],
  COLLECTED: ['tonne collectée', 'tonnes collectées'],
  TRANSFORMED: ['tonne transformée', 'tonnes transformées'],
  DISTRIBUTED: ['tonne distribuée', 'tonnes distribuées'],
};

function cards({ stages, actors, projects, awardTotals }: KeyFigures): HTMLElement[] {
  const awards = awardTotals[0];
  return [
    card(
      number(stages.reduce((sum, { flows }) => sum + flows, 0)),
      'flux de denrées réalisés',
      `${stages.map(mass).join(', ')}${besides(stages.flatMap(({ unconverted }) => unconverted))}`,
      distinct(stages.flatMap(({ sources }) => sources)),
    ),
    card(
      number(actors.totalCount),
      'acteurs',
      "associations, collectivités, fermes, entreprises d'insertion…",
      origins(actors),
    ),
    card(
      number(projects.totalCount),
      'projets',
      'avec objectifs, difficultés et enseignements',
      origins(projects),
    ),
    card(
      number(awards?.awards ?? 0),
      'financements',
      'de qui vers qui, pour quel projet',
      awards?.sources ?? [],
    ),
  ];
}

/** Each stage by itself: the same tonne may go through several, and the sum would count it as often. */
function mass({ stage, tonnes }: KeyFigures['stages'][number]): string {
  const [one, many] = STAGES[stage] ?? [stage.toLowerCase(), stage.toLowerCase()];
  return counted(tonnes, one, many);
}

/** Quantities without an honest conversion stand beside the tonnes, never inside. */
function besides(quantities: Quantity[]): string {
  const told = quantities.map(({ value, unit }) => {
    const [one, many] = UNITS[unit] ?? [unit.toLowerCase(), unit.toLowerCase()];
    return counted(Number(value), one, many);
  });
  return told.length === 0 ? '' : `, et hors tonnes ${told.join(' et ')}`;
}

function origins({ nodes }: { nodes: { sources: Origin[] }[] }): Origin[] {
  return distinct(nodes.flatMap(({ sources }) => sources));
}

function distinct(sources: Origin[]): Origin[] {
  return [...new Map(sources.map((source) => [source.title, source])).values()];
}

function card(value: string, label: string, note: string, sources: Origin[]): HTMLElement {
  return element(
    'article',
    { class: 'figure' },
    element('p', { class: 'value' }, value),
    element('p', { class: 'label' }, label),
    element('p', { class: 'note' }, note),
    element(
      'p',
      { class: 'source' },
      'Source : ',
      ...sources.flatMap((source, index) => cited(source, index)),
    ),
  );
}

function cited({ title, publisher, date, url }: Origin, index: number): (Node | string)[] {
  const text = `${title}${date ? `, ${date.slice(0, 4)}` : ''}`;
  const shown = url
    ? element('a', { href: url, rel: 'noreferrer', title: publisher }, text)
    : element('span', { title: publisher }, text);
  return index === 0 ? [shown] : [' ; ', shown];
}
