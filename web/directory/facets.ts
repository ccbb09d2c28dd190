import type { Scope } from './attributes';
import { isChosen, type FacetName, type Selection } from './selection';
import type { Speech, TextName } from './words';

interface Named {
  readonly id: string;
  readonly name: string;
}
interface ValueCount {
  readonly value: string;
  readonly count: number;
}
interface SeatCount {
  /** Null for actors without a seat at this level. */
  readonly territory: Named | null;
  readonly count: number;
}

/** Counts as the API gives them. */
export interface FacetCounts {
  readonly kinds: readonly ValueCount[];
  readonly siaeKinds: readonly ValueCount[];
  readonly chainLinks: readonly ValueCount[];
  readonly networks: readonly { readonly network: Named; readonly count: number }[];
  readonly regions: readonly SeatCount[];
  readonly departements: readonly SeatCount[];
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
  const { kinds, siaeKinds, chainLinks, networks, regions, departements } = counts;
  const links = chainLinks.map(valueOption((value) => speech.chainLink(value)));
  const natures = kinds.map(valueOption((value) => speech.kind(value)));
  const structures = siaeKinds.map(valueOption((value) => speech.siaeKind(value)));
  const groups: FacetGroup[] = [
    group('facetChainLinks', 'chainLinks', within(scope.chainLinks, links)),
    group('facetKinds', 'kinds', within(scope.kinds, natures)),
    group('facetSiaeKinds', 'siaeKinds', within(scope.siaeKinds, structures)),
    group('facetNetworks', 'networks', within(scope.networks, networks.map(networkOption))),
    // Counted over the whole country: of no use to a page about one place.
    ...(everywhere
      ? [
          group('facetRegions', 'territory', placeOptions(regions)),
          group('facetDepartements', 'territory', placeOptions(departements)),
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

const valueOption =
  (labelOf: (value: string) => string) =>
  ({ value, count }: ValueCount): FacetOption => ({ value, label: labelOf(value), count });

const networkOption = ({ network, count }: FacetCounts['networks'][number]): FacetOption => ({
  value: network.id,
  label: network.name,
  count,
});

const placeOptions = (counts: readonly SeatCount[]): FacetOption[] =>
  counts.flatMap(({ territory, count }) =>
    territory ? [{ value: territory.id, label: territory.name, count }] : [],
  );
