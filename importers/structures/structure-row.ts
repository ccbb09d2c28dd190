import { foldName } from '../../platform/folded-name';
import { entityId, isRna, isSiret } from '../../platform/identifiers';
import { ActorKind } from '../../platform/vocabulary/actor-kind';
import type { RegisterEntry } from '../../subgraphs/actors/writes/stage-entries';
import { CellReader, type CellFault } from './cell-reader';
import { withoutContacts } from './contacts';
import { isInFrance } from './french-place';
import { AGREEMENTS, KINDS, KNOWN_NETWORKS, NETWORKS } from './networks';
import { structureSlug } from './structure-slug';

type Flaw = 'WRONG_FORM' | 'WRONG_KEY';

/** What is left aside of a file that is taken all the same: counted, and told. */
export const LEFT_ASIDE = {
  mail: 'courriels laissés de côté',
  phone: 'numéros de téléphone laissés de côté',
  contactsInTexts: 'textes dont un courriel ou un numéro de téléphone a été retiré',
  badAddress: 'adresses de site illisibles laissées de côté',
  placeAbroad: 'coordonnées hors de France laissées de côté',
  unknownNetwork: 'réseaux porteurs hors du schéma laissés de côté',
  unknownCommune: 'codes commune inconnus laissés de côté',
} as const;
export type LeftAside = keyof typeof LEFT_ASIDE;

/** A row whose commune is still a code; `postalCode` and `communeName` help where the code fails. */
export interface StructureRow extends Omit<RegisterEntry, 'territory' | 'territoryKey'> {
  communeCode: string | undefined;
  postalCode: string | undefined;
  communeName: string | undefined;
}

/** Longest value of each text, as far as anything may rest on it. */
const LONGEST = {
  id: 200,
  nom: 300,
  description: 10_000,
  adresse: 500,
  horaires_accueil: 2000,
  site_web: 2083,
};

/**
 * Makes of one record of data.inclusion what its register says of an actor, or tells all that is wrong with it. A
 * doubtful identifier is no fault: it is kept and marked. Mails and telephone numbers go no further than this.
 * @param note counts what is left aside
 */
export function structureRow(
  place: number,
  record: Readonly<Record<string, unknown>>,
  note: (what: LeftAside) => void,
): { row: StructureRow } | { faults: CellFault[] } {
  const cells = new CellReader(record);
  const id = cells.text('id', LONGEST.id, true);
  const name = cells.text('nom', LONGEST.nom, true);
  cells.text('source', LONGEST.id, true);
  const statedOn = cells.day('date_maj');
  const siret = flawed(cells.text('siret', 40), isSiret, /^\d{14}$/);
  // An RNA number has no key to be wrong.
  const rna = flawed(cells.text('rna', 40)?.toUpperCase(), isRna);
  const communeName = cells.text('commune', 200);
  const postalCode = cells.text('code_postal', 20);
  const communeCode = cells.text('code_insee', 20);
  const networks = cells.list('reseaux_porteurs');
  const location = placeOf(cells, note);
  if (cells.text('courriel', 500) !== undefined) note('mail');
  if (cells.text('telephone', 500) !== undefined) note('phone');
  const clean = (column: keyof typeof LONGEST | 'complement_adresse'): string | undefined => {
    const given = cells.text(column, column === 'complement_adresse' ? LONGEST.adresse : LONGEST[column]);
    const kept = given === undefined ? undefined : withoutContacts(given);
    if (kept !== given) note('contactsInTexts');
    return kept;
  };
  const [street, complement] = [clean('adresse'), clean('complement_adresse')];
  const statements = defined({
    name,
    siret: siret.value,
    siren: siret.flaw === null ? siret.value?.slice(0, 9) : undefined,
    rna: rna.value,
    ...ofNetworks(networks, note),
    location,
    address: (street ?? complement ?? postalCode) ? defined({ street, complement, postalCode }) : undefined,
    website: webAddress(cells.text('site_web', LONGEST.site_web), note),
    description: clean('description'),
    opening_hours: clean('horaires_accueil'),
    accessibility_url: webAddress(cells.text('accessibilite_lieu', LONGEST.site_web), note),
  });
  if (cells.faults.length > 0 || id === undefined || name === undefined || statedOn === undefined)
    return { faults: cells.faults };
  return {
    row: {
      line: place,
      externalId: id,
      statedOn,
      name,
      foldedName: foldName(name),
      slugBase: structureSlug(name, communeName),
      siret: siret.value ?? null,
      siretFlaw: siret.flaw,
      siren: siret.flaw === null ? (siret.value?.slice(0, 9) ?? null) : null,
      rna: rna.value ?? null,
      rnaFlaw: rna.flaw,
      statements,
      communeCode,
      postalCode,
      communeName,
    },
  };
}

/** An identifier as it is written, and what is wrong with it by itself. */
function flawed(
  written: string | undefined,
  holds: (text: string) => boolean,
  form?: RegExp,
): { value: string | undefined; flaw: Flaw | null } {
  const value = written?.replace(/[\s.\u00a0\u202f]/g, '') || undefined;
  if (value === undefined || holds(value)) return { value, flaw: null };
  return { value, flaw: form?.test(value) ? 'WRONG_KEY' : 'WRONG_FORM' };
}

/** What the networks that carry a structure say of its kinds, agreements and memberships. */
function ofNetworks(codes: readonly string[], note: (what: LeftAside) => void): Record<string, unknown> {
  for (const code of codes) if (!KNOWN_NETWORKS.has(code)) note('unknownNetwork');
  const agreements = codes.flatMap((code) => AGREEMENTS.get(code) ?? []);
  const kinds = new Set([
    ...(agreements.length > 0 ? [ActorKind.SIAE] : []),
    ...codes.flatMap((code) => KINDS.get(code) ?? []),
  ]);
  const networks = codes.flatMap((code) => {
    const slug = NETWORKS.get(code);
    return slug === undefined ? [] : [entityId('actor', slug)];
  });
  return {
    ...(kinds.size > 0 && { kinds: [...kinds] }),
    ...(agreements.length > 0 && {
      statuses: agreements.map((kind) => ({ type: 'SIAE_AGREEMENT', kind })),
    }),
    ...(networks.length > 0 && { networks }),
  };
}

function placeOf(
  cells: CellReader,
  note: (what: LeftAside) => void,
): { latitude: number; longitude: number } | undefined {
  const [latitude, longitude] = [cells.number('latitude'), cells.number('longitude')];
  if (latitude === undefined && longitude === undefined) return undefined;
  if (latitude === undefined || longitude === undefined) {
    const told = cells.faults.some(({ column }) => column === 'latitude' || column === 'longitude');
    return told
      ? undefined
      : cells.fault(latitude === undefined ? 'latitude' : 'longitude', '', 'HALF_A_PLACE');
  }
  const written = `${latitude} ${longitude}`;
  if (!isInFrance(latitude, longitude) && isInFrance(longitude, latitude))
    return cells.fault('latitude', written, 'COORDINATES_SWAPPED');
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    return cells.fault('latitude', written, 'COORDINATES_OUT_OF_RANGE');
  if (isInFrance(latitude, longitude)) return { latitude, longitude };
  note('placeAbroad');
  return undefined;
}

/** An http address; "www.exemple.fr" is taken as one, and anything else is no address of a page. */
function webAddress(text: string | undefined, note: (what: LeftAside) => void): string | undefined {
  if (text === undefined) return undefined;
  const whole = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `http://${text}`;
  const readable =
    URL.canParse(whole) &&
    /^https?:$/.test(new URL(whole).protocol) &&
    /\.|^localhost$/.test(new URL(whole).hostname);
  if (readable && !whole.includes('@') && !/\s/.test(whole)) return whole;
  note('badAddress');
  return undefined;
}

function defined(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
