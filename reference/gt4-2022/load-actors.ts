import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { foldName } from '../../platform/folded-name';
import { entityId } from '../../platform/identifiers';
import {
  ActorEntity,
  ActorNetworkEntity,
  ActorSourceEntity,
  ActorStatusEntity,
} from '../../subgraphs/actors/entities/actor.entity';
import { ChainActivityEntity } from '../../subgraphs/actors/entities/chain-activity.entity';
import {
  ProjectActivityEntity,
  ProjectActorEntity,
  ProjectEntity,
  ProjectSourceEntity,
  ProjectTerritoryEntity,
} from '../../subgraphs/actors/entities/project.entity';
import { SourceEntity } from '../../subgraphs/actors/entities/source.entity';
import { refreshSearchDocuments } from '../../subgraphs/actors/writes/search-documents';
import { territoryKeys } from '../territory-keys';
import type { Report } from './read';

type Row = Record<string, unknown>;

/**
 * Brings the report's actors, projects and activities into the actors schema, inside the caller's transaction.
 * Repeating it changes nothing; what an earlier edition of the data held and this one does not is taken out.
 */
export async function loadActors(manager: EntityManager, report: Report): Promise<void> {
  const { source } = report;
  const keyOf = await territoryKeys(manager, [
    ...report.actors.flatMap((actor) => [
      actor.territory,
      ...actor.statuses.map((status) => (status.type === 'PAT_RECOGNITION' ? status.territory : undefined)),
    ]),
    ...report.projects.flatMap((project) => project.territories),
  ]);

  await manager.upsert(
    SourceEntity,
    {
      slug: source.slug,
      title: source.title,
      publisher: source.publisher,
      date: source.date ?? null,
      url: source.url ?? null,
      licence: source.licence ?? null,
    },
    ['slug'],
  );
  await clear(manager, source.slug);
  await write(
    manager,
    ChainActivityEntity,
    report.activities.map((activity, position) => ({ ...activity, position })),
    ['code'],
  );
  await writeActors(manager, report, keyOf);
  await writeProjects(manager, report, keyOf);
  await removeGone(manager, report);
  await refreshSearchDocuments(manager);
}

/** What hangs on the report's records is written anew; the records themselves keep their ids. */
async function clear(manager: EntityManager, source: string): Promise<void> {
  for (const [owner, tables] of [
    ['actor', ['actor_status', 'actor_network']],
    ['project', ['project_activity', 'project_territory', 'project_actor']],
  ] as const) {
    for (const table of tables) {
      await manager.query(
        `DELETE FROM ${table} WHERE ${owner}_id IN (SELECT ${owner}_id FROM ${owner}_source WHERE source = $1)`,
        [source],
      );
    }
    await manager.query(`DELETE FROM ${owner}_source WHERE source = $1`, [source]);
  }
}

async function writeActors(
  manager: EntityManager,
  report: Report,
  keyOf: (id: string | undefined) => number | null,
): Promise<void> {
  const { actors, source } = report;
  await write(
    manager,
    ActorEntity,
    actors.map((actor) => ({
      id: entityId('actor', actor.slug),
      slug: actor.slug,
      name: actor.name,
      acronym: actor.acronym ?? null,
      kinds: actor.kinds,
      chainLinks: actor.chainLinks,
      siren: actor.siren ?? null,
      siret: actor.siret ?? null,
      rna: actor.rna ?? null,
      territory: keyOf(actor.territory),
      latitude: null,
      longitude: null,
      website: actor.website ?? null,
      sortName: foldName(actor.name),
      searchName: foldName(`${actor.name} ${actor.acronym ?? ''}`),
    })),
    ['id'],
  );
  await write(
    manager,
    ActorStatusEntity,
    actors.flatMap((actor) =>
      actor.statuses.map((status, position) => ({
        actorId: entityId('actor', actor.slug),
        position,
        type: status.type,
        siaeKind: status.type === 'SIAE_AGREEMENT' ? status.kind : null,
        territory: status.type === 'PAT_RECOGNITION' ? keyOf(status.territory) : null,
        level: status.type === 'PAT_RECOGNITION' ? (status.level ?? null) : null,
        since: status.since ?? null,
        until: 'until' in status ? (status.until ?? null) : null,
      })),
    ),
    ['actorId', 'position'],
  );
  await write(
    manager,
    ActorNetworkEntity,
    actors.flatMap((actor) =>
      actor.networks.map((network) => ({
        actorId: entityId('actor', actor.slug),
        networkId: entityId('actor', network),
      })),
    ),
    ['actorId', 'networkId'],
  );
  await write(
    manager,
    ActorSourceEntity,
    actors.map((actor) => ({
      actorId: entityId('actor', actor.slug),
      source: source.slug,
      locator: actor.locator,
    })),
    ['actorId', 'source', 'locator'],
  );
}

async function writeProjects(
  manager: EntityManager,
  report: Report,
  keyOf: (id: string | undefined) => number | null,
): Promise<void> {
  const { projects, source } = report;
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
        (role === 'CARRIER' ? project.carriers : project.partners).map((slug, position) => ({
          projectId,
          role,
          actorId: entityId('actor', slug),
          position,
        })),
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
    'DELETE FROM actor WHERE NOT EXISTS (SELECT FROM actor_source WHERE actor_id = actor.id)',
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
