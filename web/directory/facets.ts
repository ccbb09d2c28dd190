import type { Scope } from './attributes';
import { isChosen, type FacetName, type Selection } from './selection';
import type { Speech, TextName } from './words';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Counts as the API gives them. */
export interface FacetCounts {
  readonly kinds: readonly { kind: string; count: number }[];
  readonly siaeKinds: readonly { kind: string; count: number }[];
  readonly chainLinks: readonly { chainLink: string; count: number }[];
  readonly networks: readonly { network: Named; count: number }[];
  readonly regions: readonly { territory: Named; count: number }[];
  readonly departements: readonly { territory: Named; count: number }[];
}

export interface FacetOption {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** One group of boxes to tick. */
export interface FacetGroup {
  readonly title: TextName;
  readonly facet: FacetName;
  readonly options: readonly FacetOption[];
}

/** The groups worth showing: what the page fixes, and what leaves no choice, is left out. */
export function facetGroups(
  counts: FacetCounts,
  scope: Scope,
  selection: Selection,
  speech: Speech,
): FacetGroup[] {
  const everywhere = scope.territory === undefined || scope.territory === 'france';
  const groups: FacetGroup[] = [
    group('facetChainLinks', 'chainLinks', within(scope.chainLinks, linkOptions(counts, speech))),
    group('facetKinds', 'kinds', within(scope.kinds, kindOptions(counts, speech))),
    group('facetSiaeKinds', 'siaeKinds', within(scope.siaeKinds, siaeKindOptions(counts, speech))),
    group('facetNetworks', 'networks', within(scope.networks, counts.networks.map(networkOption))),
    ...(everywhere
      ? [
          group('facetRegions', 'territory', counts.regions.map(placeOption)),
          group('facetDepartements', 'territory', counts.departements.map(placeOption)),
        ]
      : []),
  ];
  return groups
    .map((one) => ({ ...one, options: one.options.filter(worthShowing(one.facet, selection)) }))
    .filter(({ options, facet }) => options.length > 1 || options.some(chosenIn(facet, selection)));
}

function group(title: TextName, facet: FacetName, options: readonly FacetOption[]): FacetGroup {
  return { title, facet, options };
}

/** An attribute that allows a single value leaves nothing to choose. */
function within(allowed: readonly string[], options: readonly FacetOption[]): readonly FacetOption[] {
  if (allowed.length === 1) return [];
  return allowed.length === 0 ? options : options.filter(({ value }) => allowed.includes(value));
}

const chosenIn =
  (facet: FacetName, selection: Selection) =>
  ({ value }: FacetOption): boolean =>
    isChosen(selection, facet, value);

const worthShowing = (facet: FacetName, selection: Selection) => (option: FacetOption) =>
  option.count > 0 || chosenIn(facet, selection)(option);

const kindOptions = ({ kinds }: FacetCounts, speech: Speech): FacetOption[] =>
  kinds.map(({ kind, count }) => ({ value: kind, label: speech.kind(kind), count }));

const siaeKindOptions = ({ siaeKinds }: FacetCounts, speech: Speech): FacetOption[] =>
  siaeKinds.map(({ kind, count }) => ({ value: kind, label: speech.siaeKind(kind), count }));

const linkOptions = ({ chainLinks }: FacetCounts, speech: Speech): FacetOption[] =>
  chainLinks.map(({ chainLink, count }) => ({ value: chainLink, label: speech.chainLink(chainLink), count }));

const networkOption = ({ network, count }: FacetCounts['networks'][number]): FacetOption => ({
  value: network.id,
  label: network.name,
  count,
});

const placeOption = ({ territory, count }: FacetCounts['regions'][number]): FacetOption => ({
  value: territory.id,
  label: territory.name,
  count,
});
