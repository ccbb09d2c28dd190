import { sourceColumns, type ExportTable } from '../../../platform/export-table';
import { searchTerm } from '../../../platform/search-text';
import { SqlConditions } from '../../../platform/sql-conditions';
import { ActorKind } from '../../../platform/vocabulary/actor-kind';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import { actorConditions } from '../queries/actor-list.queries';
import { activeByDefault, checkActorFilter } from '../resolvers/actor.list';
import type { ActorFilter } from '../schema/actor.input';

/** Statuses as objects without the keys that do not apply. */
const STATUSES = `(SELECT json_agg(json_strip_nulls(json_build_object('type', st.type, 'siaeKind', st.siae_kind,
    'territory', stt.id, 'level', st.level, 'since', st.since, 'until', st.until)) ORDER BY st.position)
  FROM actor_status st LEFT JOIN territory stt ON stt.key = st.territory WHERE st.actor_id = a.id)`;

/** Every organisation, one a row. */
export const actorsExport: ExportTable = {
  title: 'Actors',
  description: 'Organisations of the food system, funders included, one a row (acteurs).',
  filterType: 'ActorFilter',
  // The place of an actor is also asked by conditions, hence the territory in the base.
  base: 'actor a LEFT JOIN territory t ON t.key = a.territory',
  order: 'a.id',
  joins: () => '',
  references: {},
  columns: [
    {
      name: 'id',
      type: 'string',
      required: true,
      sql: 'a.id',
      description: 'Stable id, `actor:…` (identifiant).',
    },
    {
      name: 'slug',
      type: 'string',
      required: true,
      sql: 'a.slug',
      description: 'Stable readable name for addresses.',
    },
    {
      name: 'name',
      type: 'string',
      required: true,
      sql: 'a.name',
      description: 'Name in full (nom, raison sociale).',
    },
    { name: 'acronym', type: 'string', sql: 'a.acronym', description: 'Acronym, when it has one (sigle).' },
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
    { name: 'siren', type: 'string', sql: 'a.siren', description: 'SIREN, 9 digits, when known.' },
    {
      name: 'siret',
      type: 'string',
      sql: 'a.siret',
      description: 'SIRET of the establishment, 14 digits, when known.',
    },
    {
      name: 'rna',
      type: 'string',
      sql: 'a.rna',
      description:
        'RNA number of an association, W and 9 characters, when known (répertoire national des associations).',
    },
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
      sql: `coalesce(a.latitude, CASE WHEN t.level = 'COMMUNE' THEN t.latitude END)`,
      description: 'Latitude, WGS 84: its own, else that of its commune (latitude).',
    },
    {
      name: 'longitude',
      type: 'float',
      unit: 'degree',
      sql: `coalesce(a.longitude, CASE WHEN t.level = 'COMMUNE' THEN t.longitude END)`,
      description: 'Longitude, WGS 84: its own, else that of its commune (longitude).',
    },
    {
      name: 'website',
      type: 'string',
      sql: 'a.website',
      description: 'Address of its site, when known (site web).',
    },
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
  ],
  sourcesSql: `SELECT s.slug, s.title, s.publisher, s.date, s.url, s.licence FROM source s
    WHERE EXISTS (SELECT FROM actor_source l WHERE l.source = s.slug)`,
  select(asked) {
    const { search, ...others } = asked as ActorFilter;
    const filter = activeByDefault(others);
    checkActorFilter(filter);
    const conditions = new SqlConditions();
    conditions.always(actorConditions(conditions, { filter, term: searchTerm(search) ?? null }));
    return {
      conditions,
      territories: { territory: filter.territory ?? null, operatesIn: filter.operatesIn ?? null },
    };
  },
};
