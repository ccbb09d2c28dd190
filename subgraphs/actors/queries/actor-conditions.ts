import type { SqlConditions } from '../../../platform/sql-conditions';
import { territoryKeySql } from '../../../platform/territory-key';
import { ActorState } from '../../../platform/vocabulary/actor-state';
import type { ActorFilter } from '../schema/actor.input';
import { wordsQuery } from './actor-words';
import { inCircle } from './distance';

/** A filter whose search has been folded, see search-text.ts. */
export interface ActorCriteria {
  filter: Omit<ActorFilter, 'search'>;
  /** Folded text to search, null for none. */
  term: string | null;
}

/** The parts of a filter that facets count by: each leaves its own out. */
export const FACETS = ['kinds', 'siaeKinds', 'chainLinks', 'networks', 'territory', 'states'] as const;
export type Facet = (typeof FACETS)[number];

/** Conditions on `actor a`, one for each part of a filter that facets count by; null where nothing is asked. */
export function facetConditions(
  sql: SqlConditions,
  { kinds, siaeKinds, chainLinks, network, networks, territory, states }: ActorCriteria['filter'],
): Record<Facet, string | null> {
  const member = (ids: string): string =>
    `a.id IN (SELECT n.actor_id FROM actor_network n WHERE n.network_id = ${ids})`;
  return {
    kinds: kinds ? `a.kinds && ${sql.value(kinds)}::text[]` : null,
    siaeKinds: siaeKinds
      ? `EXISTS (SELECT FROM actor_status s WHERE s.actor_id = a.id AND s.siae_kind = ANY (${sql.value(siaeKinds)}))`
      : null,
    chainLinks: chainLinks ? `a.chain_links && ${sql.value(chainLinks)}::text[]` : null,
    networks: all([
      network ? member(sql.value(network)) : null,
      networks ? member(`ANY (${sql.value(networks)}::text[])`) : null,
    ]),
    territory: territory
      ? `a.territory IN (SELECT descendant FROM territory_closure WHERE ancestor = ${territoryKeySql(sql.value(territory))})`
      : null,
    states: states ? statesSql(states) : null,
  };
}

/** Spelled out as tests of one column: an expression over it would be taken for rare, and sorted for nothing. */
function statesSql(states: readonly ActorState[]): string | null {
  const [active, closed] = [states.includes(ActorState.ACTIVE), states.includes(ActorState.CLOSED)];
  if (active && closed) return null;
  if (active) return 'a.closed_on IS NULL';
  return closed ? 'a.closed_on IS NOT NULL' : 'FALSE';
}

/** The other conditions on `actor a`; null when nothing is asked. */
export function otherConditions(sql: SqlConditions, { filter, term }: ActorCriteria): string | null {
  const { activities, operatesIn, near } = filter;
  return all([
    activities
      ? `a.id IN (SELECT pa.actor_id FROM project_activity p JOIN project_actor pa ON pa.project_id = p.project_id
                   WHERE p.activity = ANY (${sql.value(activities)}::text[]))`
      : null,
    operatesIn ? actsIn(territoryKeySql(sql.value(operatesIn))) : null,
    near ? `a.id IN (SELECT s.actor_id FROM actor_search s WHERE ${inCircle(sql, near)})` : null,
    term ? `a.id IN (SELECT s.actor_id FROM actor_search s WHERE s.words @@ ${wordsQuery(sql, term)})` : null,
  ]);
}

/** Those of the conditions that ask something, all of which hold. */
export function all(conditions: readonly (string | null)[]): string | null {
  return conditions.filter((condition) => condition !== null).join(' AND ') || null;
}

/**
 * Acts in a territory: in a part of it, or in an area that contains it. A seat says where somebody is, not how far they
 * go: it counts at or below the territory only.
 * @param key SQL for the key of the territory
 */
function actsIn(key: string): string {
  return `a.id IN (
    WITH asked AS MATERIALIZED (SELECT ${key} AS key),
    below AS (SELECT c.descendant AS key FROM territory_closure c JOIN asked ON c.ancestor = asked.key),
    around AS MATERIALIZED (
      SELECT key FROM below
      UNION SELECT c.ancestor FROM territory_closure c JOIN asked ON c.descendant = asked.key)
    SELECT s.id FROM actor s JOIN below ON s.territory = below.key
    UNION ALL SELECT r.actor_id FROM actor_area r JOIN around ON r.territory = around.key
    UNION ALL SELECT st.actor_id FROM actor_status st JOIN around ON st.territory = around.key
    UNION ALL SELECT pa.actor_id FROM project_territory pt JOIN around ON pt.territory = around.key
                JOIN project_actor pa ON pa.project_id = pt.project_id)`;
}
