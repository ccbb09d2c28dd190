import { diagramSection } from './diagram';
import { counted, element, number, required } from './element';
import { ask } from './graphql';
import searchOperation from './search.graphql';
import operation from './territory.graphql';

interface Found {
  id: string;
  name: string;
  level: string;
}
interface Territory {
  name: string;
  level: string;
  population: number | null;
  ancestors: { name: string; level: string }[];
  actors: { totalCount: number; nodes: { name: string }[] };
  projects: { totalCount: number; nodes: { title: string }[] };
  financing: { awards: number };
}
interface Overview {
  territory: Territory | null;
  flowTotals: { stage: string; tonnes: number; sources: { title: string }[] }[];
  years: { year: number }[];
}

const LEVELS: Record<string, string> = {
  FRANCE: 'pays',
  REGION: 'région',
  DEPARTEMENT: 'département',
  EPCI: 'EPCI',
  COMMUNE: 'commune',
  PAT: 'PAT',
};
const STAGES: Record<string, string> = {
  PRODUCED: 'Produit',
  COLLECTED: 'Collecté',
  TRANSFORMED: 'Transformé',
  DISTRIBUTED: 'Distribué',
};

/** The search of a territory and its overview; begins with one that has data. */
export function startTerritorySearch(): void {
  const form = required('territory-form') as HTMLFormElement;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = new FormData(form).get('name');
    if (typeof name === 'string') void search(name);
  });
  void search('Bouches-du-Rhône');
}

async function search(name: string): Promise<void> {
  const choices = required('territory-choices');
  const panel = required('territory-panel');
  try {
    const { territories } = await ask<{ territories: { nodes: Found[] } }>(searchOperation, { nom: name });
    const [first] = territories.nodes;
    if (!first) {
      choices.replaceChildren(
        element('p', { class: 'muted' }, `Aucun territoire ne ressemble à « ${name} ».`),
      );
      panel.replaceChildren();
      return;
    }
    choices.replaceChildren(...territories.nodes.map(choice));
    await show(first.id);
  } catch {
    choices.replaceChildren(
      element('p', { class: 'muted' }, 'Le service ne répond pas encore ; réessayez dans un instant.'),
    );
  }
}

function choice(found: Found): HTMLElement {
  const button = element(
    'button',
    { type: 'button', 'data-id': found.id, 'aria-pressed': 'false' },
    found.name,
    ' ',
    element('small', {}, LEVELS[found.level] ?? ''),
  );
  button.addEventListener('click', () => void show(found.id));
  return button;
}

async function show(id: string): Promise<void> {
  const { territory, flowTotals, years } = await ask<Overview>(operation, { id });
  for (const button of required('territory-choices').querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset['id'] === id));
  }
  if (!territory) return;
  const diagram = diagramSection(id, years.map(({ year }) => year).reverse());
  required('territory-panel').replaceChildren(...overview(territory, flowTotals, id, diagram));
}

function overview(
  territory: Territory,
  totals: Overview['flowTotals'],
  id: string,
  diagram: HTMLElement[],
): HTMLElement[] {
  const { ancestors, population, actors, projects, financing } = territory;
  const facts: [string, string][] = [
    ['Habitants', population === null ? 'inconnu' : number(population)],
    ['Acteurs', number(actors.totalCount)],
    ['Projets', number(projects.totalCount)],
    ['Financements', number(financing.awards)],
    ...totals.map(({ stage, tonnes }): [string, string] => [
      `${STAGES[stage] ?? stage} (réalisé)`,
      `${number(tonnes)} t`,
    ]),
  ];
  const titles = [...new Set(totals.flatMap(({ sources }) => sources.map(({ title }) => title)))];
  return [
    element('h3', {}, territory.name),
    element(
      'p',
      { class: 'within' },
      [LEVELS[territory.level], ...ancestors.map(({ name }) => name).reverse()].join(' · '),
    ),
    element(
      'dl',
      {},
      ...facts.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))),
    ),
    ...diagram,
    element(
      'div',
      { class: 'columns' },
      list(
        'Acteurs',
        actors.nodes.map(({ name }) => name),
        actors.totalCount,
        'Aucun acteur connu ici : à compléter avec vous.',
      ),
      list(
        'Projets',
        projects.nodes.map(({ title }) => title),
        projects.totalCount,
        'Aucun projet connu ici.',
      ),
    ),
    element(
      'p',
      { class: 'foot' },
      titles.length > 0
        ? `Sources des quantités : ${titles.join(' ; ')}. `
        : 'Aucune quantité connue ici à ce jour. ',
      element(
        'a',
        { href: `/explorer#territoire=${encodeURIComponent(id)}` },
        "Tout voir dans l'explorateur",
      ),
    ),
  ];
}

function list(title: string, items: string[], total: number, none: string): HTMLElement {
  const more = total - items.length;
  return element(
    'section',
    {},
    element('h4', {}, title),
    items.length === 0
      ? element('p', { class: 'muted' }, none)
      : element(
          'ul',
          {},
          ...items.map((item) => element('li', {}, item)),
          ...(more > 0 ? [element('li', {}, `et ${counted(more, 'autre', 'autres')}`)] : []),
        ),
  );
}
