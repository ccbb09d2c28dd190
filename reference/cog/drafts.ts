import type { z } from 'zod';
import { OperatorError } from '../../platform/errors';
import { FRANCE_CODE, FRANCE_ID, territoryId } from '../../platform/territory-id';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import type { patsFile } from '../gt4-2022/format';
import type { Cog, CogCommune } from './cog-files';
import type { Citation } from './sources';

export type PatRecord = z.infer<typeof patsFile>['pats'][number];

/** A territory as its register describes it: by the codes of its communes. */
export interface Draft {
  level: TerritoryLevel;
  code: string;
  name: string;
  communes: readonly string[];
  /** Commune of the prefecture, when it is one of its communes. */
  seat?: string | undefined;
  /** Id of the territory it belongs to by its code, for one that has no commune. */
  under?: string;
  citations: Citation[];
}

/** France, its régions, départements, EPCI and communes. */
export function officialDrafts(cog: Cog): Draft[] {
  const current = cog.communes.filter(({ type }) => type === 'commune-actuelle');
  const ofRegion = groupCodes(current, 'region');
  const ofDepartement = groupCodes(current, 'departement');
  return [
    {
      level: TerritoryLevel.FRANCE,
      code: FRANCE_CODE,
      name: 'France',
      communes: current.map(({ code }) => code),
      citations: [{ source: 'cog', locator: 'communes.json' }],
    },
    ...cog.regions.map((region) => ({
      level: TerritoryLevel.REGION,
      code: region.code,
      name: region.nom,
      ...seated(region.chefLieu, ofRegion.get(region.code)),
      under: FRANCE_ID,
      citations: cite('regions.json', region.code),
    })),
    ...cog.departements.map((departement) => ({
      level: TerritoryLevel.DEPARTEMENT,
      code: departement.code,
      name: departement.nom,
      ...seated(departement.chefLieu, ofDepartement.get(departement.code)),
      under: territoryId(TerritoryLevel.REGION, departement.region),
      citations: cite('departements.json', departement.code),
    })),
    ...cog.epci.map((epci) => ({
      level: TerritoryLevel.EPCI,
      code: epci.code,
      // The register writes a quotation mark as two apostrophes.
      name: epci.nom.replaceAll("''", '"'),
      communes: epci.membres.map(({ code }) => code),
      under: FRANCE_ID,
      citations: cite('epci.json', epci.code),
    })),
    ...current.map((commune) => ({
      level: TerritoryLevel.COMMUNE,
      code: commune.code,
      name: commune.nom,
      communes: [commune.code],
      citations: cite('communes.json', commune.code),
    })),
  ];
}

/**
 * Areas of territorial food projects.
 * @param successors old commune codes with today's: a PAT may have been written down under an older code
 * @param source slug of the document that names the PATs
 * @throws OperatorError naming a PAT without communes, or one that names an unknown EPCI or commune
 */
export function patDrafts(
  pats: readonly PatRecord[],
  cog: Cog,
  successors: ReadonlyMap<string, string>,
  source: string | undefined,
): Draft[] {
  const epciByCode = new Map(cog.epci.map((epci) => [epci.code, epci]));
  const current = new Set(
    cog.communes.filter(({ type }) => type === 'commune-actuelle').map(({ code }) => code),
  );
  return pats.map((pat) => {
    const communes = new Set<string>();
    for (const code of pat.epci) {
      const epci = epciByCode.get(code);
      if (!epci) throw badPat(pat, `no EPCI of the official code has the number ${code}`);
      for (const member of epci.membres) communes.add(member.code);
    }
    for (const code of pat.communes) {
      const today = current.has(code) ? code : successors.get(code);
      if (today === undefined) throw badPat(pat, `no commune has or had the code ${code}`);
      communes.add(today);
    }
    if (communes.size === 0) throw badPat(pat, 'it names neither an EPCI nor a commune');
    return {
      level: TerritoryLevel.PAT,
      code: pat.code,
      name: pat.name,
      communes: [...communes],
      citations: [
        ...(source === undefined ? [] : [{ source, locator: pat.locator }]),
        { source: 'cog', locator: pat.epci.length > 0 ? 'epci.json, communes.json' : 'communes.json' },
      ],
    };
  });
}

function badPat(pat: PatRecord, reason: string): OperatorError {
  return new OperatorError(
    `The PAT "${pat.code}" (${pat.name}) cannot be placed: ${reason}.`,
    'Correct its entry in reference/gt4-2022/pats.yaml, then start again.',
  );
}

function cite(file: string, code: string): Citation[] {
  return [{ source: 'cog', locator: `${file}, code ${code}` }];
}

/** Its communes and its seat; a seat outside (the TAAF are run from La Réunion) places nothing. */
function seated(
  chefLieu: string,
  communes: readonly string[] = [],
): { communes: readonly string[]; seat?: string } {
  return communes.includes(chefLieu) ? { communes, seat: chefLieu } : { communes };
}

function groupCodes(communes: readonly CogCommune[], field: 'region' | 'departement'): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const commune of communes) {
    const group = groups.get(commune[field]);
    if (group) group.push(commune.code);
    else groups.set(commune[field], [commune.code]);
  }
  return groups;
}
