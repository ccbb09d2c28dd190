import type { ActorRecord, StatusRecord } from '../../exports/directory/actor-record';
import type { EnterpriseDetails } from '../../exports/directory/enterprise';
import type { ActorAnswer, StatusAnswer } from './actor-answer';

const TYPES: Record<StatusAnswer['__typename'], StatusRecord['type']> = {
  PatRecognition: 'PAT_RECOGNITION',
  PtceLabel: 'PTCE_LABEL',
  SiaeAgreement: 'SIAE_AGREEMENT',
  FoodAidAuthorisation: 'FOOD_AID_AUTHORISATION',
};

/** The answer of the API as the row that an export would hold. */
export function recordOf(actor: ActorAnswer): ActorRecord {
  const { id, slug, name, acronym, kinds, siren, siret, rna, website, description, address, state } = actor;
  const commune = actor.territory?.level === 'COMMUNE' ? actor.territory : null;
  return {
    ...{ id, slug, name, acronym, kinds, siren, siret, rna, website, description, address, state },
    address_complement: actor.addressComplement,
    postal_code: actor.postalCode,
    commune_code: commune?.code ?? null,
    commune_name: commune?.name ?? null,
    latitude: actor.location?.latitude ?? null,
    longitude: actor.location?.longitude ?? null,
    located_by: locatedBy(actor),
    networks: actor.networks.map((network) => network.id),
    statuses: actor.statuses.map(({ __typename, kind }) => ({
      type: TYPES[__typename],
      ...(kind !== undefined && { siaeKind: kind }),
    })),
    opening_hours: actor.openingHours,
    accessibility_url: actor.accessibilityUrl,
    closed_on: actor.closedOn,
    merged_into: null,
    modified_at: actor.modifiedAt,
  };
}

/** What only the linked form tells. */
export function detailsOf({ territory, sources }: ActorAnswer): EnterpriseDetails {
  const places = territory ? [territory, ...territory.ancestors] : [];
  const cited = new Map(sources.map(({ title, url }) => [title, { title, url }]));
  return {
    region: places.find(({ level }) => level === 'REGION')?.name ?? null,
    sources: [...cited.values()],
  };
}

/** The API gives the place of the commune where an actor has none of its own: the same point says so. */
export function locatedBy({ location, territory }: ActorAnswer): ActorRecord['located_by'] {
  if (!location) return null;
  const commune = territory?.level === 'COMMUNE' ? territory.location : null;
  const same = commune?.latitude === location.latitude && commune.longitude === location.longitude;
  return same ? 'COMMUNE' : 'ACTOR';
}
