import { ActorKind } from '../../platform/vocabulary/actor-kind';
import { ChainLink } from '../../platform/vocabulary/chain-link';
import { Places, type Commune, type Country, type Departement } from './country';
import { Random } from './random';
import { Weighted } from './weighted';

/** What an actor does in the chain. */
export type Role = 'grower' | 'giver' | 'collector' | 'workshop' | 'distributor';

export interface SyntheticActor {
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly kinds: readonly ActorKind[];
  readonly chainLinks: readonly ChainLink[];
  readonly seat: Commune;
}

export const ACTOR_COUNT = 50_000;

interface Trait {
  role: Role;
  label: string;
  kinds: readonly ActorKind[];
  chainLinks: readonly ChainLink[];
  share: number;
}

const { FARM, SIAE, ASSOCIATION, COOPERATIVE, COMPANY, LOCAL_AUTHORITY } = ActorKind;
const { PRODUCTION, TRANSFORMATION, TRANSPORT, DISTRIBUTION } = ChainLink;

/** Kinds as they stand beside each other in the field; shares add up to 100. */
const TRAITS: readonly Trait[] = [
  { role: 'grower', label: 'ferme', kinds: [FARM], chainLinks: [PRODUCTION], share: 38 },
  {
    role: 'grower',
    label: 'jardin d’insertion',
    kinds: [ASSOCIATION, SIAE],
    chainLinks: [PRODUCTION],
    share: 4,
  },
  { role: 'giver', label: 'magasin', kinds: [COMPANY], chainLinks: [DISTRIBUTION], share: 12 },
  {
    role: 'collector',
    label: 'plateforme',
    kinds: [ASSOCIATION],
    chainLinks: [TRANSPORT, DISTRIBUTION],
    share: 4,
  },
  { role: 'workshop', label: 'atelier', kinds: [COMPANY], chainLinks: [TRANSFORMATION], share: 3 },
  {
    role: 'workshop',
    label: 'conserverie coopérative',
    kinds: [COOPERATIVE, SIAE],
    chainLinks: [TRANSFORMATION],
    share: 2,
  },
  {
    role: 'distributor',
    label: 'association d’aide',
    kinds: [ASSOCIATION],
    chainLinks: [DISTRIBUTION],
    share: 33,
  },
  {
    role: 'distributor',
    label: 'épicerie sociale communale',
    kinds: [LOCAL_AUTHORITY],
    chainLinks: [DISTRIBUTION],
    share: 4,
  },
];

/** Actors that do not exist, seated in communes that do. The same seed gives the same ones. */
export function syntheticActors(country: Country, seed: number, count = ACTOR_COUNT): SyntheticActor[] {
  const random = new Random(seed);
  const traits = new Weighted(TRAITS.map((trait) => [trait, trait.share]));
  const places = new Places(country);
  return Array.from({ length: count }, (_, index) => {
    const { role, label, kinds, chainLinks } = traits.draw(random);
    const number = String(index + 1).padStart(6, '0');
    return {
      slug: `acteur-synthetique-${number}`,
      name: `Acteur synthétique ${number} (${label})`,
      role,
      kinds,
      chainLinks,
      seat: role === 'grower' ? places.field(random) : places.town(random),
    };
  });
}

/** Finds actors of a role near a place. */
export class Directory {
  private readonly byRole = new Map<string, SyntheticActor[]>();

  constructor(actors: readonly SyntheticActor[]) {
    for (const actor of actors) {
      const { departement } = actor.seat;
      for (const area of [departement.code, `region ${departement.region}`, 'France']) {
        const key = `${actor.role} ${area}`;
        const list = this.byRole.get(key);
        if (list) list.push(actor);
        else this.byRole.set(key, [actor]);
      }
    }
  }

  /** One of the role, three times in four in the département, else in the région, seldom anywhere. */
  near(role: Role, { code, region }: Departement, random: Random): SyntheticActor {
    const distance = random.next();
    // What the first area lacks, the next wider one has.
    const areas = [code, `region ${region}`, 'France'].slice(distance < 0.75 ? 0 : distance < 0.92 ? 1 : 2);
    for (const area of areas) {
      const list = this.byRole.get(`${role} ${area}`);
      if (list) return random.skewed(list);
    }
    throw new Error(`no synthetic actor is a ${role}`);
  }
}
