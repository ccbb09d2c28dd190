import type { Database } from '../../../platform/database';
import { TraceDirection } from '../../../platform/vocabulary/trace-direction';
import { TraceLimit } from '../../../platform/vocabulary/trace-limit';
import { FLOW_COLUMNS, FLOW_JOINS, type FlowRow } from './flow-rows';
import { drawingSql, lotStageSql, NAMED_BATCHES } from './flow-steps';

/** How far to follow the batches of a flow. */
export interface TraceAsked {
  direction: TraceDirection;
  /** Steps at most. */
  depth: number;
  /** Flows at most, the first one included. */
  first: number;
}

/** Links kept at most for each flow of `first`: a batch of a thousand producers and a thousand takers has a million. */
export const LINKS_A_FLOW = 5;

/** A flow of a trace, with what is of the whole trace on the row of the first one. */
export interface TraceRow extends FlowRow {
  /** The flow that the trace begins at. */
  owner: string;
  depth: number;
  via: string | null;
  cut: TraceLimit.DEPTH | TraceLimit.ROWS | null;
  /** Giver, taker, batch; one more than may be kept when there are more. */
  links: [from: string, to: string, batch: string][] | null;
}

/**
 * The lots to go through next, from the flows found last (`walk.flows`), those left out that were gone through.
 * Upstream they are cut, in the order in which their flows are kept: but for the lot of the first flow, each brings at
 * least one new flow, and the four stages of a batch stand together.
 */
const LOTS: Record<TraceDirection, string> = {
  UPSTREAM: `
    SELECT DISTINCT named.batch, source.stage
    FROM (SELECT DISTINCT n.batch, n.own, g.stage
          FROM flow g CROSS JOIN LATERAL ${NAMED_BATCHES} AS n WHERE g.id = ANY(walk.flows)) AS named
    CROSS JOIN LATERAL ${lotStageSql('walk.nature')} AS source
    WHERE NOT EXISTS (SELECT FROM unnest(walk.batches, walk.stages) AS gone (batch, stage)
                      WHERE gone.batch = named.batch AND gone.stage = source.stage)
    ORDER BY named.batch, source.stage LIMIT quota.size + 5`,
  DOWNSTREAM: `
    SELECT DISTINCT g.batch, g.stage
    FROM flow g
    WHERE g.id = ANY(walk.flows) AND g.batch IS NOT NULL
      AND NOT EXISTS (SELECT FROM unnest(walk.batches, walk.stages) AS gone (batch, stage)
                      WHERE gone.batch = g.batch AND gone.stage = g.stage)`,
};

/** No more of a lot than could all be known already, and one. */
const few = (id: string) => `ORDER BY ${id} LIMIT $3 + 1`;

/** The flows across a lot. */
const ACROSS: Record<TraceDirection, string> = {
  UPSTREAM: `(
    SELECT g.id FROM flow g
    WHERE g.batch = lot.batch AND g.nature = walk.nature AND g.stage = lot.stage ${few('g.id')})`,
  DOWNSTREAM: drawingSql('walk.nature', few),
};

/**
 * `walk`: a row a step, breadth first. It carries the flows found by this step (`flows`, and the batches they were
 * found by), all flows `seen`, and the lots gone through (`batches`, `stages`): each flow is found once and each lot gone
 * through once, however many ways lead to it, so that neither a cycle nor a lattice takes longer than a chain.
 * `quota`: how many new flows to look for, one more than fit; past the last step, one, to tell that there are more.
 */
const walkSql = (direction: TraceDirection) => `
  walk (root, nature, depth, flows, via, seen, batches, stages, cut) AS (
    SELECT f.id, f.nature, 0, ARRAY[f.id], ARRAY[NULL COLLATE "C"], ARRAY[f.id],
      '{}'::text[] COLLATE "C", '{}'::text[], NULL::text
    FROM flow f WHERE f.id = ANY($1)
    UNION ALL
    SELECT walk.root, walk.nature, walk.depth + 1, step.flows[:quota.size - 1], step.via[:quota.size - 1],
      walk.seen || step.flows[:quota.size - 1], walk.batches || step.batches, walk.stages || step.stages,
      CASE WHEN cardinality(step.flows) < quota.size THEN NULL WHEN walk.depth = $2 THEN 'DEPTH' ELSE 'ROWS' END
    FROM walk
    CROSS JOIN LATERAL (
      SELECT CASE WHEN walk.depth = $2 THEN 1 ELSE $3 + 1 - cardinality(walk.seen) END AS size) AS quota
    CROSS JOIN LATERAL (
      WITH lot AS MATERIALIZED (${LOTS[direction]}),
      found AS (
        SELECT across.id, min(lot.batch) AS via FROM lot CROSS JOIN LATERAL ${ACROSS[direction]} AS across
        WHERE NOT EXISTS (SELECT FROM unnest(walk.seen) AS known (id) WHERE known.id = across.id)
        GROUP BY across.id ORDER BY via, across.id LIMIT quota.size)
      SELECT
        (SELECT array_agg(id ORDER BY via, id) FROM found) AS flows,
        (SELECT array_agg(via ORDER BY via, id) FROM found) AS via,
        (SELECT array_agg(batch ORDER BY batch, stage) FROM lot) AS batches,
        (SELECT array_agg(stage ORDER BY batch, stage) FROM lot) AS stages
    ) AS step
    WHERE walk.depth <= $2 AND walk.cut IS NULL AND step.flows IS NOT NULL
  )`;

/**
 * `named`: what each flow of a trace draws from, of the batches that flows of the trace carry; `source`: from which
 * stage, looked up once for all flows of a stage. Joined by single keys: of several columns, about which nothing is
 * known, the planner would expect next to no row and compare all with all. For the same reason the batches of a trace
 * are a condition and no join.
 */
const LINKS = `
  node AS MATERIALIZED (
    SELECT walk.root, walk.nature, walk.depth, found.id, found.via, f.batch, f.stage,
      row_number() OVER (PARTITION BY walk.root ORDER BY walk.depth, found.n) AS place
    FROM walk CROSS JOIN LATERAL unnest(walk.flows, walk.via) WITH ORDINALITY AS found (id, via, n)
    JOIN flow f ON f.id = found.id),
  named AS MATERIALIZED (
    SELECT g.root, g.nature, g.place, g.id, g.stage, n.batch, n.own,
      ARRAY[g.nature, g.stage, n.batch, n.own::text] AS asked
    FROM node g CROSS JOIN LATERAL ${NAMED_BATCHES} AS n
    WHERE (ARRAY[g.root, n.batch] IN (SELECT ARRAY[root, batch] FROM node)) IS TRUE),
  source AS MATERIALIZED (
    SELECT named.asked, lot.stage
    FROM (SELECT DISTINCT asked, nature, stage, batch, own FROM named) AS named
    CROSS JOIN LATERAL ${lotStageSql('named.nature')} AS lot),
  link AS (
    SELECT taker.root, giver.id AS giver, taker.id AS taker, taker.batch,
      row_number() OVER (PARTITION BY taker.root
        ORDER BY least(giver.place, taker.place), greatest(giver.place, taker.place), giver.place) AS place
    FROM named AS taker JOIN source USING (asked)
    JOIN node AS giver
      ON ARRAY[giver.root, giver.batch, giver.stage] = ARRAY[taker.root, taker.batch, source.stage]),
  links AS MATERIALIZED (
    SELECT root, json_agg(json_build_array(giver, taker, batch) ORDER BY place) AS list
    FROM link WHERE place <= $3 * ${LINKS_A_FLOW} + 1 GROUP BY root)`;

/**
 * What flows were made from, or what was made from them: of each flow, the nearest flows along batches with the links
 * between them, in a single statement. Nearest first, within a step by batch and id. Unknown flows are absent.
 */
export function flowTraces(
  database: Database,
  ids: readonly string[],
  { direction, depth, first }: TraceAsked,
): Promise<TraceRow[]> {
  return database.rows(
    `flows.trace${direction}`,
    `WITH RECURSIVE ${walkSql(direction)}, ${LINKS}
     SELECT node.root AS owner, node.depth, node.via,
       ended.cut, links.list AS links, ${FLOW_COLUMNS}
     FROM node JOIN flow f ON f.id = node.id ${FLOW_JOINS}
     LEFT JOIN walk AS ended ON ended.root = node.id AND node.depth = 0 AND ended.cut IS NOT NULL
     LEFT JOIN links ON links.root = node.id AND node.depth = 0
     ORDER BY node.root, node.place`,
    [ids, depth, first],
  );
}
