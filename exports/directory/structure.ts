import { actorAddress, type Site } from '../site';
import { slugOf, type ActorRecord } from './actor-record';
import { carrierNetworks } from './carrier-networks';
import { webAddress } from './web-address';

/**
 * A `Structure` of data.inclusion, version 1. Mail and phone are not among its keys: Maillon holds none. The last two
 * are ours, for what the schema has no word for; they stand only where they apply.
 */
export interface Structure {
  readonly id: string;
  readonly source: 'maillon';
  readonly nom: string;
  readonly date_maj: string;
  readonly siret: string | null;
  readonly description: string | null;
  readonly adresse: string | null;
  readonly complement_adresse: string | null;
  readonly code_postal: string | null;
  readonly commune: string | null;
  readonly code_insee: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly site_web: string | null;
  readonly lien_source: string | null;
  readonly horaires_accueil: string | null;
  readonly accessibilite_lieu: string | null;
  readonly reseaux_porteurs: readonly string[];
  readonly _ferme_le?: string;
  readonly _fusionne_dans?: string;
}

/** Lengths are counted in characters, as JSON Schema does, not in UTF-16 units. */
const NAME = { min: 3, max: 150 };
const DESCRIPTION = { min: 5, max: 10_000 };

/** Writes an actor as data.inclusion asks. What is lost on the way is told in docs/directory.md. */
export function toStructure(actor: ActorRecord, site: Site): Structure {
  // Coordinates of a commune would pass for those of a door: whoever wants them has the commune.
  const own = actor.located_by === 'ACTOR';
  const address = site.publicUrl === undefined ? null : webAddress(actorAddress(site, actor.slug));
  return {
    id: structureId(actor.slug),
    source: 'maillon',
    nom: structureName(actor.name),
    date_maj: actor.modified_at.slice(0, 10),
    siret: matching(/^[0-9]{14}$/, actor.siret),
    description: structureDescription(actor.description),
    adresse: actor.address,
    complement_adresse: actor.address_complement,
    code_postal: matching(/^[0-9]{5}$/, actor.postal_code),
    commune: actor.commune_name,
    code_insee: matching(/^[0-9AB]{5}$/, actor.commune_code),
    latitude: own ? actor.latitude : null,
    longitude: own ? actor.longitude : null,
    site_web: webAddress(actor.website),
    lien_source: address,
    horaires_accueil: actor.opening_hours,
    accessibilite_lieu: webAddress(actor.accessibility_url),
    reseaux_porteurs: carrierNetworks(
      [actor.slug, ...actor.networks.map(slugOf)],
      actor.statuses.map(({ siaeKind }) => siaeKind ?? ''),
    ),
    ...(actor.closed_on !== null && { _ferme_le: actor.closed_on }),
    ...(actor.merged_into !== null && { _fusionne_dans: structureId(slugOf(actor.merged_into)) }),
  };
}

function structureId(slug: string): string {
  return `maillon--${slug}`;
}

/** On one line, 3 to 150 characters, no full stop at the end. */
export function structureName(name: string): string {
  const cleaned = withoutFullStop(name.replace(/\s+/gu, ' ').trim());
  const whole = [...cleaned].length < NAME.min ? `Structure ${cleaned}`.trim() : cleaned;
  const letters = [...whole];
  return letters.length <= NAME.max
    ? whole
    : `${letters
        .slice(0, NAME.max - 1)
        .join('')
        .trimEnd()}…`;
}

function withoutFullStop(text: string): string {
  return text.replace(/[.\s]+$/u, '');
}

function structureDescription(description: string | null): string | null {
  const letters = [...(description?.trim() ?? '')];
  if (letters.length < DESCRIPTION.min) return null;
  if (letters.length <= DESCRIPTION.max) return letters.join('');
  return `${letters.slice(0, DESCRIPTION.max - 1).join('')}…`;
}

function matching(form: RegExp, text: string | null): string | null {
  return text !== null && form.test(text) ? text : null;
}
