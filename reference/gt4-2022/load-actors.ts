import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { foldName } from '../../platform/folded-name';
import { entityId } from '../../platform/identifiers';
import { ChainActivityEntity } from '../../subgraphs/actors/entities/chain-activity.entity';
import {
  ProjectActivityEntity,
  ProjectActorEntity,
  ProjectEntity,
  ProjectSourceEntity,
  ProjectTerritoryEntity,
} from '../../subgraphs/actors/entities/project.entity';
import { SourceEntity } from '../../subgraphs/actors/entities/source.entity';
import { applyStatements } from '../../subgraphs/actors/writes/apply-statements';
import { closeActors } from '../../subgraphs/actors/writes/close-actors';
import { findDuplicates } from '../../subgraphs/actors/writes/find-duplicates';
import { foldedNames } from '../../subgraphs/actors/writes/folded-names';
import { writeContradictions } from '../../subgraphs/actors/writes/identifier-doubts';
import { lockDirectory } from '../../subgraphs/actors/writes/lock-directory';
import { redirectsOf } from '../../subgraphs/actors/writes/redirects';
import { refreshSearchDocuments } from '../../subgraphs/actors/writes/search-documents';
import {
  createTouchedActors,
  dateChangedActors,
  touchActors,
} from '../../subgraphs/actors/writes/touched-actors';
import { createStatementStage, writeStatements } from '../../subgraphs/actors/writes/write-statements';
import { territoryKeys } from '../territory-keys';
import type { ActorRecord } from './format';
import type { Report } from './read';

type Row = Record<string, unknown>;

/**
 * Brings the report's actors, projects and activities into the actors schema, inside the caller's transaction.
 * Repeating it changes nothing; what an earlier edition of the data held and this one does not is taken out. The report
 * is one source among others: what a better one says of an actor stays, and a merged actor stays merged.
 */
export async function loadActors(manager: EntityManager, report: Report): Promise<void> {
  const { source } = report;
  await lockDirectory(manager);
  await manager.upsert(
    SourceEntity,
    {
      slug: source.slug,
      title: source.title,
      publisher: source.publisher,
      date: source.date ?? null,
      url: source.url ?? null,
      licence: source.licence ?? null,
      kind: 'REPORT',
    },
    ['slug'],
  );
  const idOf = await idsInForce(manager, report);
  await clear(manager, source.slug);
  await write(
    manager,
    ChainActivityEntity,
    report.activities.map((activity, position) => ({ ...activity, position })),
    ['code'],
  );
  await writeActors(manager, report, idOf);
  await writeProjects(manager, report, idOf);
  await removeGone(manager, report);
  await refreshSearchDocuments(manager);
}

/** The id of each actor of the report: a merged one has that of the actor kept. */
async function idsInForce(manager: EntityManager, report: Report): Promise<(slug: string) => string> {
  const redirects = await redirectsOf(
    manager,
    report.actors.map(({ slug }) => entityId('actor', slug)),
  );
  return (slug) => redirects.get(entityId('actor', slug)) ?? entityId('actor', slug);
}

/** What hangs on the report's projects is written anew; the records themselves keep their ids. */
async function clear(manager: EntityManager, source: string): Promise<void> {
  for (const table of ['project_activity', 'project_territory', 'project_actor']) {
    await manager.query(
      `DELETE FROM ${table} WHERE project_id IN (SELECT project_id FROM project_source WHERE source = $1)`,
      [source],
    );
  }
  await manager.query('DELETE FROM project_source WHERE source = $1', [source]);
}

async function writeActors(
  manager: EntityManager,
  report: Report,
  idOf: (slug: string) => string,
): Promise<void> {
  const { actors, source } = report;
  await createTouchedActors(manager);
  await touchActors(
    manager,
    'SELECT unnest($1::text[]) UNION SELECT actor_id FROM actor_source WHERE source = $2',
    [actors.map(({ slug }) => idOf(slug)), source.slug],
  );
  await makeMissing(manager, actors, idOf);
  await createStatementStage(manager);
  const rows = actors.flatMap((actor) =>
    Object.entries(statementsOf(actor)).map(([attribute, value]) => ({
      actor_id: idOf(actor.slug),
      external_id: actor.slug,
      attribute,
      value,
      stated_on: source.date ?? '1900-01-01',
    })),
  );
  await manager.query(
    'INSERT INTO staged_statement SELECT * FROM json_populate_recordset(NULL::staged_statement, $1::json)',
    [JSON.stringify(rows)],
  );
  await writeStatements(manager, source.slug, 'TRUE');
  await manager.query('DELETE FROM actor_source WHERE source = $1', [source.slug]);
  // Two records that were merged may cite one page.
  await manager.query(
    `INSERT INTO actor_source (actor_id, source, locator)
     SELECT actor_id, $1, locator FROM unnest($2::text[], $3::text[]) AS cited (actor_id, locator) ON CONFLICT DO NOTHING`,
    [source.slug, actors.map(({ slug }) => idOf(slug)), actors.map(({ locator }) => locator)],
  );
  await applyStatements(manager);
  await writeContradictions(manager);
  await closeActors(manager);
  await dateChangedActors(manager);
  await findDuplicates(manager);
}

/** Inserts the actors that the directory has not yet; all else of them follows from the statements. */
async function makeMissing(
  manager: EntityManager,
  actors: readonly ActorRecord[],
  idOf: (slug: string) => string,
): Promise<void> {
  const own = actors.filter(({ slug }) => idOf(slug) === entityId('actor', slug));
  const folded = own.map(({ name, acronym }) => foldedNames(name, acronym));
  await manager.query(
    `WITH made AS (
       INSERT INTO actor (id, slug, name, kinds, chain_links, sort_name, search_name)
       SELECT id, slug, name, '{}', '{}', sort_name, search_name
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS a (id, slug, name, sort_name, search_name)
       ON CONFLICT (id) DO NOTHING RETURNING id
     )
     INSERT INTO touched_actor (id) SELECT id FROM made`,
    [
      own.map(({ slug }) => entityId('actor', slug)),
      own.map(({ slug }) => slug),
      own.map(({ name }) => name),
      folded.map(({ sortName }) => sortName),
      folded.map(({ searchName }) => searchName),
    ],
  );
}

/** What the report says of an actor, attribute by attribute. */
function statementsOf(actor: ActorRecord): Record<string, unknown> {
  const { name, acronym, siren, siret, rna, website, territory } = actor;
  return {
    name,
    ...(acronym !== undefined && { acronym }),
    ...(siren !== undefined && { siren }),
    ...(siret !== undefined && { siret }),
    ...(rna !== undefined && { rna }),
    ...(website !== undefined && { website }),
    ...(territory !== undefined && { territory }),
    kinds: actor.kinds,
    ...(actor.chainLinks.length > 0 && { chain_links: actor.chainLinks }),
    ...(actor.statuses.length > 0 && { statuses: actor.statuses }),
    ...(actor.networks.length > 0 && {
      networks: actor.networks.map((network) => entityId('actor', network)),
    }),
  };
}

async function writeProjects(
  manager: EntityManager,
  report: Report,
  idOf: (slug: string) => string,
): Promise<void> {
  const { projects, source } = report;
  const keyOf = await territoryKeys(
    manager,
    projects.flatMap((project) => project.territories),
  );
  const each = <Item extends Row>(
    rows: (project: (typeof projects)[number], projectId: string) => Item[],
  ): Item[] => projects.flatMap((project) => rows(project, entityId('project', project.slug)));
  await write(
    manager,
    ProjectEntity,
    each((project, id) => [
      {
        id,
        slug: project.slug,
        title: project.title,
        summary: project.summary,
        status: project.status,
        chainLinks: project.chainLinks,
        circuit: project.circuit ?? null,
        audience: project.audience,
        objectives: project.objectives,
        support: project.support,
        difficulties: project.difficulties,
        lessons: project.lessons,
        links: project.links,
        sortTitle: foldName(project.title),
        searchText: foldName(`${project.title} ${project.summary}`),
      },
    ]),
    ['id'],
  );
  await write(
    manager,
    ProjectActivityEntity,
    each((project, projectId) => project.activities.map((activity) => ({ projectId, activity }))),
    ['projectId', 'activity'],
  );
  await write(
    manager,
    ProjectTerritoryEntity,
    each((project, projectId) =>
      project.territories.map((id, position) => ({ projectId, territory: keyOf(id), position })),
    ),
    ['projectId', 'territory'],
  );
  await write(
    manager,
    ProjectActorEntity,
    each((project, projectId) =>
      (['CARRIER', 'PARTNER'] as const).flatMap((role) =>
        [...new Set((role === 'CARRIER' ? project.carriers : project.partners).map(idOf))].map(
          (actorId, position) => ({ projectId, role, actorId, position }),
        ),
      ),
    ),
    ['projectId', 'role', 'actorId'],
  );
  await write(
    manager,
    ProjectSourceEntity,
    each((project, projectId) => [{ projectId, source: source.slug, locator: project.locator }]),
    ['projectId', 'source', 'locator'],
  );
}

/** Records that no source vouches for any more. */
async function removeGone(manager: EntityManager, report: Report): Promise<void> {
  await manager.query(
    'DELETE FROM project WHERE NOT EXISTS (SELECT FROM project_source WHERE project_id = project.id)',
  );
  await manager.query(
    `DELETE FROM actor WHERE NOT EXISTS (SELECT FROM actor_source WHERE actor_id = actor.id)
       AND NOT EXISTS (SELECT FROM register_entry WHERE actor_id = actor.id)`,
  );
  await manager.query('DELETE FROM chain_activity WHERE code <> ALL ($1)', [
    report.activities.map(({ code }) => code),
  ]);
}

async function write<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rows: readonly Row[],
  key: (keyof Entity & string)[],
): Promise<void> {
  // Rows carry more types than TypeORM's partial entity can say (arrays of enums); the tables check them.
  if (rows.length > 0) await manager.upsert(entity, rows as never, key);
}
