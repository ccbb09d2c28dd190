import type { Database } from '../../../platform/database';
import type { CursorKey } from '../../../platform/pagination/cursor';
import { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import type { ProjectFilter } from '../schema/project.input';
import type { ChainActivity } from '../schema/chain-activity.type';
import type { Project } from '../schema/project.type';
import { ACTOR_COLUMNS, type ActorRow } from './actor.queries';

const PROJECT_COLUMNS = `
  p.id, p.slug, p.title, p.summary, p.status, p.chain_links AS "chainLinks", p.circuit, p.audience, p.objectives,
  p.support, p.difficulties, p.lessons, p.links`;

/** A list of projects, checked: of all, or of those that take place in a territory or below. */
export interface ProjectListing {
  scope: 'ALL' | 'TERRITORY';
  filter: Omit<ProjectFilter, 'search'>;
  term: string | null;
  first: number;
  after: CursorKey | null;
}

export type ListedProject = Project & { owner: string; position: CursorKey };

const inTerritory = (id: string): string => `EXISTS (
  SELECT FROM project_territory pt JOIN territory_closure c ON c.descendant = pt.territory
   WHERE pt.project_id = p.id AND c.ancestor = ${territoryKeySql(id)})`;

const SCOPES = { ALL: 'TRUE', TERRITORY: inTerritory('o.id') };

/** Projects by their ids, in no order; unknown ids give no row. */
export function projectsByIds(database: Database, ids: readonly string[]): Promise<Project[]> {
  return database.rows('projects.byIds', `SELECT ${PROJECT_COLUMNS} FROM project p WHERE p.id = ANY ($1)`, [
    ids,
  ]);
}

/** The project of a slug. */
export async function projectBySlug(database: Database, slug: string): Promise<Project | null> {
  const rows = await database.rows<Project>(
    'projects.bySlug',
    `SELECT ${PROJECT_COLUMNS} FROM project p WHERE p.slug = $1`,
    [slug],
  );
  return rows[0] ?? null;
}

/** One page for each owner, in one statement: `first` + 1 rows each. */
export function listProjects(
  database: Database,
  owners: readonly string[],
  listing: ProjectListing,
): Promise<ListedProject[]> {
  const sql = new SqlConditions();
  const ownersAt = sql.value(owners);
  const conditions = projectConditions(sql, listing);
  const after = listing.after
    ? `(p.sort_title, p.id) > (${listing.after.map((value) => sql.value(value)).join(', ')})`
    : 'TRUE';
  return database.rows(
    'projects.list',
    `SELECT o.id AS owner, page.*
       FROM unnest(${ownersAt}::text[]) AS o (id)
      CROSS JOIN LATERAL (
        SELECT ${PROJECT_COLUMNS}, p.sort_title, json_build_array(p.sort_title, p.id) AS position
          FROM project p
         WHERE ${SCOPES[listing.scope]} AND ${conditions} AND ${after}
         ORDER BY p.sort_title, p.id
         LIMIT ${sql.value(listing.first + 1)}
      ) AS page
      ORDER BY o.id, page.sort_title, page.id`,
    sql.values,
  );
}

/** How many projects each owner's list holds. */
export function countProjects(
  database: Database,
  owners: readonly string[],
  listing: Pick<ProjectListing, 'scope' | 'filter' | 'term'>,
): Promise<{ owner: string; count: number }[]> {
  const sql = new SqlConditions();
  const ownersAt = sql.value(owners);
  return database.rows(
    'projects.count',
    `SELECT o.id AS owner, counted.count
       FROM unnest(${ownersAt}::text[]) AS o (id)
      CROSS JOIN LATERAL (
        SELECT count(*) AS count FROM project p
         WHERE ${SCOPES[listing.scope]} AND ${projectConditions(sql, listing)}) AS counted`,
    sql.values,
  );
}

/** The conditions of a filter on `project p`. */
export function projectConditions(
  sql: SqlConditions,
  { filter, term }: Pick<ProjectListing, 'filter' | 'term'>,
): string {
  const conditions: (string | null)[] = [
    filter.status ? `p.status = ${sql.value(filter.status)}` : null,
    filter.chainLinks ? `p.chain_links && ${sql.value(filter.chainLinks)}::text[]` : null,
    filter.territory ? inTerritory(sql.value(filter.territory)) : null,
    filter.carrier
      ? `EXISTS (SELECT FROM project_actor pa WHERE pa.project_id = p.id AND pa.role = 'CARRIER'
                   AND pa.actor_id = ${sql.value(filter.carrier)})`
      : null,
    term ? matches(sql.value(term)) : null,
  ];
  return conditions.filter((condition) => condition !== null).join(' AND ') || 'TRUE';
}

/** Longer texts than names: a likeness has to be closer to mean anything. */
function matches(term: string): string {
  return `(position(${term} IN p.search_text) > 0 OR word_similarity(${term}, p.search_text) >= 0.6)`;
}

/** Projects that actors carry or take part in, by title. */
export function projectsOfActors(
  database: Database,
  ids: readonly string[],
): Promise<(Project & { actorId: string })[]> {
  return database.rows(
    'projects.ofActors',
    `SELECT DISTINCT pa.actor_id AS "actorId", p.sort_title, ${PROJECT_COLUMNS}
       FROM project_actor pa JOIN project p ON p.id = pa.project_id
      WHERE pa.actor_id = ANY ($1)
      ORDER BY pa.actor_id, p.sort_title, p.id`,
    [ids],
  );
}

/** Carriers or partners of projects, in the order their sources give. */
export function actorsOfProjects(
  database: Database,
  role: 'CARRIER' | 'PARTNER',
  ids: readonly string[],
): Promise<(ActorRow & { projectId: string })[]> {
  return database.rows(
    'projects.actors',
    `SELECT pa.project_id AS "projectId", ${ACTOR_COLUMNS}
       FROM project_actor pa JOIN actor a ON a.id = pa.actor_id LEFT JOIN territory t ON t.key = a.territory
      WHERE pa.role = $1 AND pa.project_id = ANY ($2)
      ORDER BY pa.project_id, pa.position`,
    [role, ids],
  );
}

/** Activities of projects, in the order of figure 1. */
export function activitiesOfProjects(
  database: Database,
  ids: readonly string[],
): Promise<(ChainActivity & { projectId: string })[]> {
  return database.rows(
    'projects.activities',
    `SELECT pa.project_id AS "projectId", c.code, c.name, c.chain_link AS "chainLink", c.circuit
       FROM project_activity pa JOIN chain_activity c ON c.code = pa.activity
      WHERE pa.project_id = ANY ($1)
      ORDER BY pa.project_id, c.position`,
    [ids],
  );
}

/** Ids of the territories of projects, in the order their sources give. */
export function territoriesOfProjects(
  database: Database,
  ids: readonly string[],
): Promise<{ projectId: string; territoryId: string }[]> {
  return database.rows(
    'projects.territories',
    `SELECT pt.project_id AS "projectId", t.id AS "territoryId"
       FROM project_territory pt JOIN territory t ON t.key = pt.territory
      WHERE pt.project_id = ANY ($1)
      ORDER BY pt.project_id, pt.position`,
    [ids],
  );
}

/** Figure 1 of the report, row by row. */
export function chainActivities(database: Database): Promise<ChainActivity[]> {
  return database.rows(
    'chainActivities',
    `SELECT code, name, chain_link AS "chainLink", circuit FROM chain_activity ORDER BY position`,
    [],
  );
}
