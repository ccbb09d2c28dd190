import { territoryId } from '../../platform/territory-id';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import { readCog, type Cog } from './cog-files';
import { containment } from './containment';
import { officialDrafts, patDrafts, type Draft, type PatRecord } from './drafts';
import { geonamesVersion, readPlaces, type GeoNamesPlace } from './geonames';
import { locateCommunes } from './location';
import { oldCommuneCodes } from './old-codes';
import { territorySources, type Citation, type TerritorySource } from './sources';

export { writeTerritories } from './write-territories';

export interface TerritoryRecord {
  /** Number inside this geography; a database that knows the id already keeps the key it gave. */
  key: number;
  id: string;
  level: TerritoryLevel;
  code: string;
  name: string;
  population: number | null;
  communeCount: number;
  location: { latitude: number; longitude: number } | null;
  citations: Citation[];
}

/** All territories, who contains whom, and the old codes that still resolve. */
export interface Geography {
  territories: TerritoryRecord[];
  /** Pairs [ancestor, descendant] of keys, each territory with itself included. */
  closure: [number, number][];
  /** Ids that are no territory of today, with the key of the one that stands for each. */
  aliases: { id: string; target: number }[];
  /** What the citations name. */
  sources: TerritorySource[];
}

/** Widest first. Of two territories with the same communes, the first contains the second. */
const WIDTH = [
  TerritoryLevel.FRANCE,
  TerritoryLevel.REGION,
  TerritoryLevel.DEPARTEMENT,
  TerritoryLevel.PAT,
  TerritoryLevel.EPCI,
  TerritoryLevel.COMMUNE,
];

/**
 * Reads the official geography of France from the npm packages that carry it, and adds the PATs.
 * The same packages and PATs give the same answer, keys included.
 * @param pats areas made of whole EPCI and communes
 * @param patSource the document that names the PATs, cited by each
 */
export function readGeography(pats: readonly PatRecord[], patSource?: TerritorySource): Geography {
  return buildGeography(readCog(), { version: geonamesVersion(), places: readPlaces() }, pats, patSource);
}

/** The same from what was read: pure. */
export function buildGeography(
  cog: Cog,
  geonames: { version: string; places: ReadonlyMap<string, GeoNamesPlace> },
  pats: readonly PatRecord[],
  patSource?: TerritorySource,
): Geography {
  const successors = oldCommuneCodes(cog.communes);
  const drafts = [...officialDrafts(cog), ...patDrafts(pats, cog, successors, patSource?.slug)].sort(byWidth);
  const keyOf = new Map(drafts.map((draft, index) => [territoryId(draft.level, draft.code), index + 1]));
  const communeKeys = new Map(
    drafts.flatMap(({ level, code }, index) => (level === TerritoryLevel.COMMUNE ? [[code, index + 1]] : [])),
  );
  const keyOfCommune = (code: string): number => {
    const key = communeKeys.get(code);
    if (key === undefined)
      throw new Error(`the official code names a commune that it does not hold: ${code}`);
    return key;
  };
  return {
    territories: records(cog, geonames.places, drafts),
    closure: containment(
      drafts.map((draft, index) => ({
        key: index + 1,
        rank: WIDTH.indexOf(draft.level),
        communes: new Set(draft.communes.map(keyOfCommune)),
        under: draft.under === undefined ? undefined : keyOf.get(draft.under),
      })),
    ),
    aliases: [...successors].map(([old, today]) => ({
      id: territoryId(TerritoryLevel.COMMUNE, old),
      target: keyOfCommune(today),
    })),
    sources: territorySources({ cog: cog.version, geonames: geonames.version }, patSource),
  };
}

function byWidth(a: Draft, b: Draft): number {
  return WIDTH.indexOf(a.level) - WIDTH.indexOf(b.level) || (a.code < b.code ? -1 : 1);
}

function records(
  cog: Cog,
  places: ReadonlyMap<string, GeoNamesPlace>,
  drafts: readonly Draft[],
): TerritoryRecord[] {
  const communes = cog.communes.filter(({ type }) => type === 'commune-actuelle');
  const populations = new Map(communes.map(({ code, population }) => [code, population]));
  const locations = locateCommunes(communes, places);
  return drafts.map((draft, index) => {
    const isCommune = draft.level === TerritoryLevel.COMMUNE;
    const population = sumKnown(draft.communes.map((code) => populations.get(code)));
    const located = locations.get(isCommune ? draft.code : (draft.seat ?? ''));
    return {
      key: index + 1,
      id: territoryId(draft.level, draft.code),
      level: draft.level,
      code: draft.code,
      name: draft.name,
      population,
      communeCount: draft.communes.length,
      location: located ? { latitude: located.latitude, longitude: located.longitude } : null,
      citations: [
        ...draft.citations,
        ...(population === null ? [] : [populationCitation(draft)]),
        ...(located ? [{ source: 'geonames', locator: located.locator }] : []),
      ],
    };
  });
}

/** Null when none is known. The communes INSEE does not count have no permanent inhabitant: the sum is whole. */
function sumKnown(values: readonly (number | undefined)[]): number | null {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function populationCitation(draft: Draft): Citation {
  const locator =
    draft.level === TerritoryLevel.COMMUNE
      ? `communes.json, code ${draft.code}, population`
      : 'communes.json, somme des populations des communes';
  return { source: 'insee-populations', locator };
}
