import { sourceColumns, type ExportTable } from '../../../platform/export-table';
import { searchTerm } from '../../../platform/search-text';
import { SqlConditions } from '../../../platform/sql-conditions';
import { ChainLink } from '../../../platform/vocabulary/chain-link';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { ProjectStatus } from '../../../platform/vocabulary/project-status';
import { projectConditions } from '../queries/project.queries';
import { checkProjectFilter } from '../resolvers/project.list';
import type { ProjectFilter } from '../schema/project.input';
import { EDITION_SQL } from './edition';

const actorsOf = (role: 'CARRIER' | 'PARTNER') =>
  `ARRAY(SELECT pa.actor_id FROM project_actor pa WHERE pa.project_id = p.id AND pa.role = '${role}' ORDER BY pa.position)`;

const text = (name: string, description: string) =>
  ({ name, type: 'list', required: true, sql: `p.${name}`, description }) as const;

/** Every initiative, one a row. */
export const projectsExport: ExportTable = {
  title: 'Projects',
  description:
    'Initiatives carried by actors, one a row: what the GT4 report calls fiches retour d’expérience (projets).',
  filterType: 'ProjectFilter',
  editionSql: EDITION_SQL,
  base: 'project p',
  order: 'p.id',
  joins: () => '',
  references: {},
  columns: [
    {
      name: 'id',
      type: 'string',
      required: true,
      sql: 'p.id',
      description: 'Stable id, `project:…` (identifiant).',
    },
    {
      name: 'slug',
      type: 'string',
      required: true,
      sql: 'p.slug',
      description: 'Stable readable name for addresses.',
    },
    {
      name: 'title',
      type: 'string',
      required: true,
      sql: 'p.title',
      description: 'Title in French (intitulé).',
    },
    {
      name: 'summary',
      type: 'string',
      required: true,
      sql: 'p.summary',
      description: 'What it does, in a few French sentences (résumé).',
    },
    {
      name: 'status',
      type: 'string',
      required: true,
      sql: 'p.status',
      values: Object.values(ProjectStatus),
      description: 'State at the date of its source (état).',
    },
    {
      name: 'chain_links',
      type: 'list',
      required: true,
      sql: 'p.chain_links',
      values: Object.values(ChainLink),
      description: 'Links of the chain it covers (maillons).',
    },
    {
      name: 'circuit',
      type: 'string',
      sql: 'p.circuit',
      values: Object.values(Circuit),
      description: 'Circuit it belongs to, when its source tells (circuit).',
    },
    {
      name: 'activities',
      type: 'list',
      required: true,
      sql: `ARRAY(SELECT c.code FROM project_activity pc JOIN chain_activity c ON c.code = pc.activity
                   WHERE pc.project_id = p.id ORDER BY c.position)`,
      description: 'Codes of its activities in figure 1 of the GT4 report (activités).',
    },
    {
      name: 'territories',
      type: 'list',
      required: true,
      sql: `ARRAY(SELECT t.id FROM project_territory pt JOIN territory t ON t.key = pt.territory
                   WHERE pt.project_id = p.id ORDER BY pt.position)`,
      description: 'Ids of the territories where it takes place (territoires).',
    },
    {
      name: 'carriers',
      type: 'list',
      required: true,
      sql: actorsOf('CARRIER'),
      description: 'Ids of the actors that carry it (porteurs).',
    },
    {
      name: 'partners',
      type: 'list',
      required: true,
      sql: actorsOf('PARTNER'),
      description: 'Ids of the actors that take part in it (partenaires).',
    },
    text('audience', 'People it serves (publics).'),
    text('objectives', 'What it aims at (objectifs).'),
    text('support', 'Support given to people or to the project (accompagnement).'),
    text('difficulties', 'Difficulties met (difficultés).'),
    text('lessons', 'Strengths and lessons (points positifs et enseignements).'),
    text('links', 'Addresses where more can be read (liens utiles).'),
    ...sourceColumns('project_source', 'l.project_id = p.id'),
  ],
  sourcesSql: `SELECT s.slug, s.title, s.publisher, s.date, s.url, s.licence FROM source s
    WHERE EXISTS (SELECT FROM project_source l WHERE l.source = s.slug)`,
  select(asked) {
    const { search, ...filter } = asked as ProjectFilter;
    checkProjectFilter(filter);
    const conditions = new SqlConditions();
    conditions.always(projectConditions(conditions, { filter, term: searchTerm(search) ?? null }));
    return { conditions, territories: { territory: filter.territory ?? null } };
  },
};
