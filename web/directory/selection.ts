import type { Scope } from './attributes';

/** The groups a visitor can narrow by. */
export type FacetName = 'kinds' | 'siaeKinds' | 'chainLinks' | 'networks' | 'territory';

/** Something chosen, with the words it was chosen by. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What the visitor has chosen so far; never changed, always replaced. */
export interface Selection {
  readonly search: string;
  readonly chosen: Readonly<Record<FacetName, readonly Choice[]>>;
}

/** The filter of the API. */
export type ActorFilter = Record<string, unknown>;

export const NOTHING_CHOSEN: Selection = {
  search: '',
  chosen: { kinds: [], siaeKinds: [], chainLinks: [], networks: [], territory: [] },
};

export function withSearch(selection: Selection, search: string): Selection {
  return { ...selection, search: search.trim() };
}

/** Adds the choice, or takes it back. A place replaces the one before: nobody is seated in two. */
export function toggled(selection: Selection, facet: FacetName, choice: Choice): Selection {
  const before = selection.chosen[facet];
  const others = before.filter(({ value }) => value !== choice.value);
  const added = facet === 'territory' ? [choice] : [...before, choice];
  const after = others.length < before.length ? others : added;
  return { ...selection, chosen: { ...selection.chosen, [facet]: after } };
}

export function isChosen(selection: Selection, facet: FacetName, value: string): boolean {
  return selection.chosen[facet].some((choice) => choice.value === value);
}

export function choices(selection: Selection): { facet: FacetName; choice: Choice }[] {
  return (Object.keys(selection.chosen) as FacetName[]).flatMap((facet) =>
    selection.chosen[facet].map((choice) => ({ facet, choice })),
  );
}

export function isNarrowed(selection: Selection): boolean {
  return selection.search !== '' || choices(selection).length > 0;
}

/** What the visitor chose within what the page allows; an empty list asks nothing and is left out. */
export function filterOf(scope: Scope, { search, chosen }: Selection): ActorFilter {
  const filter: ActorFilter = {};
  const territory = chosen.territory[0]?.value ?? scope.territory;
  if (territory !== undefined) filter['territory'] = territory;
  if (search !== '') filter['search'] = search;
  for (const facet of ['kinds', 'siaeKinds', 'chainLinks', 'networks'] as const) {
    const values = chosen[facet].length > 0 ? chosen[facet].map(({ value }) => value) : scope[facet];
    if (values.length > 0) filter[facet] = values;
  }
  return filter;
}
