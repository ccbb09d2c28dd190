import { actorAddress, type Site } from '../site';
import { slugOf, type ActorRecord } from './actor-record';
import { webAddress } from './web-address';

/** What an enterprise of Data Food Consortium says beyond the record of an actor. */
export interface EnterpriseDetails {
  /** Région of its seat. */
  readonly region: string | null;
  readonly sources: readonly { readonly title: string; readonly url: string | null }[];
}

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const FRANCE = 'http://publications.europa.eu/resource/authority/country/FRA';

/**
 * The terms used, as https://www.datafoodconsortium.org defines them (version 1.16 of its business ontology), written
 * out so that a reader has nothing to fetch. What that ontology has no word for is told in those of others.
 */
const CONTEXT = {
  'dfc-b':
    'https://github.com/datafoodconsortium/ontology/releases/latest/download/DFC_BusinessOntology.owl#',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  schema: 'https://schema.org/',
  'dfc-b:hasAddress': { '@type': '@id' },
  'dfc-b:hasCountry': { '@type': '@id' },
  'dcterms:modified': { '@type': `${XSD}dateTime` },
  'schema:dissolutionDate': { '@type': `${XSD}date` },
  'schema:memberOf': { '@type': '@id' },
};

/** Writes an actor as a `dfc-b:Enterprise` in JSON-LD. */
export function toEnterprise(actor: ActorRecord, details: EnterpriseDetails, site: Site): object {
  const page = actorAddress(site, actor.slug);
  return withoutAbsent({
    '@context': CONTEXT,
    '@id': page,
    '@type': ['foaf:Organization', 'dfc-b:Enterprise'],
    'dfc-b:name': actor.name,
    'dfc-b:description': actor.description,
    'dfc-b:websitePage': webAddress(actor.website),
    'dfc-b:hasAddress': address(actor, details, page),
    'schema:alternateName': actor.acronym,
    'schema:identifier': identifiers(actor),
    'schema:memberOf': actor.networks.map((id) => actorAddress(site, slugOf(id))),
    'schema:dissolutionDate': actor.closed_on,
    'dcterms:modified': actor.modified_at,
    'dcterms:source': details.sources.map(({ title, url }) =>
      withoutAbsent({ '@id': webAddress(url), 'dcterms:title': title }),
    ),
  });
}

/** Nothing where nothing is known: not every actor is in France. */
function address(actor: ActorRecord, { region }: EnterpriseDetails, page: string): object | null {
  const streets = [actor.address_complement, actor.address].filter((line) => line !== null);
  const own = actor.located_by === 'ACTOR';
  const known = [...streets, actor.postal_code, actor.commune_name, region];
  if (known.every((part) => part === null) && !own) return null;
  return withoutAbsent({
    '@id': `${page}#address`,
    '@type': 'dfc-b:Address',
    'dfc-b:hasStreet': streets.length > 0 ? streets.join(', ') : null,
    'dfc-b:hasPostalCode': actor.postal_code,
    'dfc-b:hasCity': actor.commune_name,
    'dfc-b:region': region,
    'dfc-b:hasCountry': (actor.commune_code ?? region) === null ? null : FRANCE,
    // Coordinates of a commune would pass for those of a door.
    'dfc-b:latitude': own ? actor.latitude : null,
    'dfc-b:longitude': own ? actor.longitude : null,
  });
}

function identifiers({ siren, siret, rna }: ActorRecord): object[] {
  return Object.entries({ SIREN: siren, SIRET: siret, RNA: rna })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ({
      '@type': 'schema:PropertyValue',
      'schema:propertyID': name,
      'schema:value': value,
    }));
}

/** Without the keys that have nothing to say. */
function withoutAbsent(node: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(node).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
