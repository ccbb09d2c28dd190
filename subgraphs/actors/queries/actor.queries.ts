import type { Database } from '../../../platform/database';
import type { ActorStatusValue } from '../schema/actor-status.type';
import type { ActorKind } from '../../../platform/vocabulary/actor-kind';
import type { ActorState } from '../../../platform/vocabulary/actor-state';
import type { ChainLink } from '../../../platform/vocabulary/chain-link';

/** An actor as the resolvers use it: the fields of the GraphQL type, and what its other fields start from. */
export interface ActorRow {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  kinds: ActorKind[];
  chainLinks: ChainLink[];
  siren: string | null;
  siret: string | null;
  rna: string | null;
  website: string | null;
  state: ActorState;
  closedOn: string | null;
  territoryId: string | null;
  latitude: number | null;
  longitude: number | null;
  description: string | null;
  address: string | null;
  addressComplement: string | null;
  postalCode: string | null;
  openingHours: string | null;
  accessibilityUrl: string | null;
  modifiedAt: Date;
}

/** Columns of ActorRow from `actor a LEFT JOIN territory t ON t.key = a.territory`. */
export const ACTOR_COLUMNS = `
  a.id, a.slug, a.name, a.acronym, a.kinds, a.chain_links AS "chainLinks", a.siren, a.siret, a.rna, a.website,
  CASE WHEN a.closed_on IS NULL THEN 'ACTIVE' ELSE 'CLOSED' END AS state, a.closed_on AS "closedOn",
  t.id AS "territoryId",
  coalesce(a.latitude, CASE WHEN t.level = 'COMMUNE' THEN t.latitude END) AS latitude,
  coalesce(a.longitude, CASE WHEN t.level = 'COMMUNE' THEN t.longitude END) AS longitude,
  a.description, a.address, a.address_complement AS "addressComplement", a.postal_code AS "postalCode",
  a.opening_hours AS "openingHours", a.accessibility_url AS "accessibilityUrl", a.modified_at AS "modifiedAt"`;

const FROM_ACTOR = 'FROM actor a LEFT JOIN territory t ON t.key = a.territory';

const HOLDS = {
  slug: 'a.slug = $1 OR a.id = (SELECT actor_id FROM actor_redirect WHERE old_slug = $1)',
  siret: 'a.siret = $1',
  rna: 'a.rna = $1',
};

/** Actors by their ids, in no order; unknown ids give no row. */
export function actorsByIds(database: Database, ids: readonly string[]): Promise<ActorRow[]> {
  return database.rows('actors.byIds', `SELECT ${ACTOR_COLUMNS} ${FROM_ACTOR} WHERE a.id = ANY ($1)`, [ids]);
}

/**
 * The actor that holds an identifier. Registers hold doubles: the first id in order is the answer, always the same. A
 * slug of an actor merged into another leads to that one: no reader may be left with a dead address.
 */
export async function actorByIdentifier(
  database: Database,
  identifier: 'slug' | 'siret' | 'rna',
  value: string,
): Promise<ActorRow | null> {
  const rows = await database.rows<ActorRow>(
    `actors.by.${identifier}`,
    `SELECT ${ACTOR_COLUMNS} ${FROM_ACTOR} WHERE ${HOLDS[identifier]} ORDER BY a.id LIMIT 1`,
    [value],
  );
  return rows[0] ?? null;
}

/** Statuses of actors, in the order their sources give. */
export function statusesOfActors(
  database: Database,
  ids: readonly string[],
): Promise<(ActorStatusValue & { actorId: string })[]> {
  return database.rows(
    'actors.statuses',
    `SELECT s.actor_id AS "actorId", s.type, s.siae_kind AS kind, s.level, s.since, s.until, t.id AS "territoryId"
       FROM actor_status s LEFT JOIN territory t ON t.key = s.territory
      WHERE s.actor_id = ANY ($1)
      ORDER BY s.actor_id, s.position`,
    [ids],
  );
}

/** Networks that actors belong to, by name. */
export function networksOfActors(
  database: Database,
  ids: readonly string[],
): Promise<(ActorRow & { memberId: string })[]> {
  return database.rows(
    'actors.networks',
    `SELECT n.actor_id AS "memberId", ${ACTOR_COLUMNS}
       FROM actor_network n JOIN actor a ON a.id = n.network_id LEFT JOIN territory t ON t.key = a.territory
      WHERE n.actor_id = ANY ($1)
      ORDER BY a.sort_name, a.id`,
    [ids],
  );
}
