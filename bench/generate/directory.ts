import { ActorKind } from '../../platform/vocabulary/actor-kind';
import { ChainLink } from '../../platform/vocabulary/chain-link';
import { SiaeKind } from '../../platform/vocabulary/siae-kind';
import { Places, type Commune, type Country } from './country';
import { Random } from './random';
import { Weighted } from './weighted';

/** An organisation that does not exist, with a name such as real ones have. */
export interface SyntheticOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly kinds: readonly ActorKind[];
  readonly chainLinks: readonly ChainLink[];
  readonly siaeKind: SiaeKind | undefined;
  readonly seat: Commune;
  /** Kilometres from the town to the north and to the east; undefined when its source gives no coordinates. */
  readonly offset: readonly [north: number, east: number] | undefined;
  readonly closed: boolean;
}

interface Sort {
  labels: readonly string[];
  kinds: readonly ActorKind[];
  chainLinks: readonly ChainLink[];
  siaeKind?: SiaeKind;
  share: number;
}

const { FARM, SIAE, ASSOCIATION, COOPERATIVE, COMPANY, LOCAL_AUTHORITY } = ActorKind;
const { PRODUCTION, TRANSFORMATION, TRANSPORT, DISTRIBUTION } = ChainLink;

/** Kinds as they stand beside each other in the field; shares add up to 100. */
const SORTS: readonly Sort[] = [
  { labels: ['Ferme', 'GAEC', 'EARL', 'Exploitation'], kinds: [FARM], chainLinks: [PRODUCTION], share: 36 },
  {
    labels: ['Jardin d’insertion', 'Chantier d’insertion', 'Atelier d’insertion'],
    kinds: [ASSOCIATION, SIAE],
    chainLinks: [PRODUCTION],
    siaeKind: SiaeKind.ACI,
    share: 5,
  },
  {
    labels: ['Entreprise d’insertion'],
    kinds: [COMPANY, SIAE],
    chainLinks: [TRANSFORMATION],
    siaeKind: SiaeKind.EI,
    share: 3,
  },
  { labels: ['Magasin', 'Halle', 'Comptoir'], kinds: [COMPANY], chainLinks: [DISTRIBUTION], share: 12 },
  {
    labels: ['Plateforme', 'Entrepôt'],
    kinds: [ASSOCIATION],
    chainLinks: [TRANSPORT, DISTRIBUTION],
    share: 4,
  },
  { labels: ['Conserverie', 'Légumerie'], kinds: [COOPERATIVE], chainLinks: [TRANSFORMATION], share: 3 },
  {
    labels: ['Association', 'Épicerie solidaire', 'Épicerie sociale', 'Entraide', 'Antenne'],
    kinds: [ASSOCIATION],
    chainLinks: [DISTRIBUTION],
    share: 33,
  },
  { labels: ['CCAS', 'Centre social'], kinds: [LOCAL_AUTHORITY], chainLinks: [DISTRIBUTION], share: 4 },
];

const BEGINNINGS =
  'Bel Beau Clair Haut Grand Petit Vieux Franc Mont Val Bois Roche Pré Champ Font Clos'.split(' ');
const MIDDLES =
  'alouette abeille bruyère châtaigne colline fontaine genêt grange hirondelle jachère lavande mésange moisson noisette olivier orchidée pommier prairie ruisseau semence sillon source tilleul tournesol vallée verger vigne'.split(
    ' ',
  );
const ENDINGS =
  'ardent bleu commun doré fertile fleuri joli partagé rieur solidaire tranquille vert vivant'.split(' ');

/** Organisations in communes that exist, each called synthetic. The same seed gives the same ones. */
export function syntheticOrganisations(
  country: Country,
  seed: number,
  count: number,
): SyntheticOrganisation[] {
  const random = new Random(seed);
  const sorts = new Weighted(SORTS.map((sort) => [sort, sort.share]));
  const places = new Places(country);
  const one = <Item>(items: readonly Item[]): Item => items[random.below(items.length)] as Item;
  return Array.from({ length: count }, (_, index) => {
    const { labels, kinds, chainLinks, siaeKind } = sorts.draw(random);
    const number = String(index + 1).padStart(6, '0');
    return {
      slug: `organisation-synthetique-${number}`,
      name: `${one(labels)} ${one(BEGINNINGS)} ${one(MIDDLES)} ${one(ENDINGS)} (synthétique ${number})`,
      kinds,
      chainLinks,
      siaeKind,
      seat: kinds.includes(FARM) ? places.field(random) : places.town(random),
      offset: random.chance(0.6) ? [random.next() * 6 - 3, random.next() * 6 - 3] : undefined,
      closed: random.chance(0.03),
    };
  });
}
