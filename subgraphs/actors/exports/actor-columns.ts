import { moment, sourceColumns, type ExportColumn } from '../../../platform/export-table';
import { ActorKind } from '../../../platform/vocabulary/actor-kind';
import { ChainLink } from '../../../platform/vocabulary/chain-link';

/** Statuses as objects without the keys that do not apply. */
const STATUSES = `(SELECT json_agg(json_strip_nulls(json_build_object('type', st.type, 'siaeKind', st.siae_kind,
    'territory', stt.id, 'level', st.level, 'since', st.since, 'until', st.until)) ORDER BY st.position)
  FROM actor_status st LEFT JOIN territory stt ON stt.key = st.territory WHERE st.actor_id = a.id)`;

/** A commune, else nothing: a seat known as a département has neither code nor place of its own. */
const ofCommune = (column: string) => `CASE WHEN t.level = 'COMMUNE' THEN t.${column} END`;

/** An optional text of the row itself. */
const text = (name: string, description: string): ExportColumn => ({
  name,
  type: 'string',
  sql: `a.${name}`,
  description,
});

/** Columns of an actor; new ones stand at the end, so that files of different releases begin alike. */
export const ACTOR_EXPORT_COLUMNS: readonly ExportColumn[] = [
  { ...text('id', 'Stable id, `actor:…` (identifiant).'), required: true },
  { ...text('slug', 'Stable readable name for addresses.'), required: true },
  { ...text('name', 'Name in full (nom, raison sociale).'), required: true },
  text('acronym', 'Acronym, when it has one (sigle).'),
  {
    name: 'kinds',
    type: 'list',
    required: true,
    sql: 'a.kinds',
    values: Object.values(ActorKind),
    description: 'What it is; kinds are not exclusive (nature de l’acteur).',
  },
  {
    name: 'chain_links',
    type: 'list',
    required: true,
    sql: 'a.chain_links',
    values: Object.values(ChainLink),
    description: 'Links of the chain it acts on, as its sources state (maillons).',
  },
  text('siren', 'SIREN, 9 digits, when known.'),
  text('siret', 'SIRET of the establishment, 14 digits, when known.'),
  text(
    'rna',
    'RNA number of an association, W and 9 characters, when known (répertoire national des associations).',
  ),
  {
    name: 'territory',
    type: 'string',
    sql: 't.id',
    description: 'Id of the territory of its seat, such as `commune:41018`; empty when unknown (siège).',
  },
  { name: 'territory_name', type: 'string', sql: 't.name', description: 'Name of that territory.' },
  {
    name: 'latitude',
    type: 'float',
    unit: 'degree',
    sql: `coalesce(a.latitude, ${ofCommune('latitude')})`,
    description: 'Latitude, WGS 84: its own, else that of its commune (latitude).',
  },
  {
    name: 'longitude',
    type: 'float',
    unit: 'degree',
    sql: `coalesce(a.longitude, ${ofCommune('longitude')})`,
    description: 'Longitude, WGS 84: its own, else that of its commune (longitude).',
  },
  text('website', 'Address of its site, when known (site web).'),
  {
    name: 'networks',
    type: 'list',
    required: true,
    sql: 'ARRAY(SELECT n.network_id FROM actor_network n WHERE n.actor_id = a.id ORDER BY n.network_id)',
    description: 'Ids of the actors that are networks it belongs to (réseaux).',
  },
  {
    name: 'statuses',
    type: 'objects',
    required: true,
    sql: `coalesce(${STATUSES}, '[]')`,
    description:
      'Recognitions held: `type` (PAT_RECOGNITION, PTCE_LABEL, SIAE_AGREEMENT, FOOD_AID_AUTHORISATION) and, where they apply and are known, `siaeKind`, `territory`, `level`, `since`, `until` (reconnaissances, labels, agréments, habilitations).',
  },
  ...sourceColumns('actor_source', 'l.actor_id = a.id'),
  text('description', 'What it does, as its source tells (description).'),
  text('address', 'Number and street of its seat, when known (adresse).'),
  text('address_complement', 'Building, floor, place name (complément d’adresse).'),
  text('postal_code', 'Postal code, 5 digits as text (code postal).'),
  {
    name: 'commune_code',
    type: 'string',
    sql: ofCommune('code'),
    description: 'INSEE code of the commune of its seat; empty when no commune is known (code commune).',
  },
  {
    name: 'commune_name',
    type: 'string',
    sql: ofCommune('name'),
    description: 'Name of that commune (commune).',
  },
  {
    name: 'located_by',
    type: 'string',
    sql: `CASE WHEN a.latitude IS NOT NULL THEN 'ACTOR' WHEN ${ofCommune('latitude')} IS NOT NULL THEN 'COMMUNE' END`,
    values: ['ACTOR', 'COMMUNE'],
    description:
      'Whose coordinates these are: its own, or those of its commune, which put it somewhere in it (précision de la position).',
  },
  text('opening_hours', 'When it receives people, in the format of OpenStreetMap (horaires d’accueil).'),
  text('accessibility_url', 'Page on the accessibility of its premises (accessibilité du lieu).'),
  {
    name: 'state',
    type: 'string',
    required: true,
    sql: `CASE WHEN m.kept IS NOT NULL THEN 'MERGED' WHEN a.closed_on IS NOT NULL THEN 'CLOSED' ELSE 'ACTIVE' END`,
    values: ['ACTIVE', 'CLOSED', 'MERGED'],
    description:
      'ACTIVE; CLOSED: it left every register that held it; MERGED: found to be the actor of `merged_into`, under whose id it lives on (état).',
  },
  {
    name: 'closed_on',
    type: 'date',
    sql: 'a.closed_on',
    description: 'Day it was closed, for a closed actor (date de fermeture).',
  },
  {
    name: 'merged_into',
    type: 'string',
    sql: 'm.kept',
    description: 'Id of the actor that this id now leads to; only where changes are asked for (fusion).',
  },
  {
    name: 'modified_at',
    type: 'datetime',
    required: true,
    sql: moment('a.modified_at'),
    description: 'Last change of anything in this row, UTC: what `modifiedAfter` asks (date de mise à jour).',
  },
];
