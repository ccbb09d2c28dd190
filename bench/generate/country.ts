import { readCog } from '../../reference/cog/cog-files';
import type { Random } from './random';
import { Weighted } from './weighted';

export interface Commune {
  readonly id: string;
  readonly code: string;
  readonly departement: Departement;
  /** Id of its EPCI, undefined for the few that belong to none. */
  readonly epci: string | undefined;
  readonly population: number;
}

export interface Departement {
  readonly code: string;
  /** Id of the territory; undefined overseas, where a collectivity has communes and no département. */
  readonly id: string | undefined;
  readonly region: string;
}

/** The real geography that synthetic data is laid over: every commune, by population. */
export interface Country {
  readonly communes: readonly Commune[];
  readonly departements: readonly Departement[];
}

export function readCountry(): Country {
  const cog = readCog();
  const official = new Set(cog.departements.map(({ code }) => code));
  const epciOf = new Map(
    cog.epci.flatMap((epci) => epci.membres.map(({ code }) => [code, `epci:${epci.code}`] as const)),
  );
  const departements = new Map<string, Departement>();
  const communes: Commune[] = [];
  for (const { type, code, departement, region, population = 0 } of cog.communes) {
    if (type !== 'commune-actuelle') continue;
    const known = departements.get(departement) ?? {
      code: departement,
      id: official.has(departement) ? `departement:${departement}` : undefined,
      region,
    };
    departements.set(departement, known);
    communes.push({ id: `commune:${code}`, code, departement: known, epci: epciOf.get(code), population });
  }
  return { communes, departements: [...departements.values()] };
}

/** Draws communes: people live in towns, farms stand around them. */
export class Places {
  private readonly towns: Weighted<Commune>;
  private readonly fields: Weighted<Commune>;

  constructor({ communes }: Country) {
    this.towns = new Weighted(communes.map((commune) => [commune, commune.population]));
    this.fields = new Weighted(communes.map((commune) => [commune, Math.sqrt(commune.population)]));
  }

  town(random: Random): Commune {
    return this.towns.draw(random);
  }

  field(random: Random): Commune {
    return this.fields.draw(random);
  }
}
