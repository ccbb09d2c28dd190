import type { Database } from '../../../platform/database';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { FLOW_COLUMNS, FLOW_JOINS, type FlowRow } from './flow-rows';

/*
 * One step along batches. A lot is the flows of one nature that carry a batch at a stage; a flow draws from lots, and
 * a step joins it to the flows of those lots:
 * - its own batch, at the nearest earlier stage where anybody carries it;
 * - each input batch, at the nearest stage up to its own or, failing that, at the nearest later one.
 * A flow that names its own batch among its inputs says nothing more by it. So no flow draws from its own lot, and a
 * flow reaches another through one lot at most.
 */

/** The stages in the order of the chain, as a table of (stage, place). */
const CHAIN = `(VALUES ${Object.values(FlowStage)
  .map((stage, index) => `('${stage}', ${index + 1})`)
  .join(', ')})`;

const NEAREST = 'ORDER BY known.place > at.place, abs(known.place - at.place) LIMIT 1';

/** One probe of an index a stage: as an EXISTS, it would become a join that reads all flows of the batch. */
function carried(batch: string, nature: string, stage: string): string {
  return `(SELECT TRUE FROM flow h WHERE h.batch = ${batch} AND h.nature = ${nature} AND h.stage = ${stage} LIMIT 1)`;
}

/** SQL for the batches that `flow g` names: (batch, own). */
export const NAMED_BATCHES = `(
  SELECT g.batch, TRUE AS own WHERE g.batch IS NOT NULL
  UNION ALL
  SELECT i.batch, FALSE FROM flow_input i WHERE i.flow_id = g.id AND i.batch IS DISTINCT FROM g.batch)`;

/** SQL for the stage of the lot that a flow of `named (batch, own, stage)` draws from, in no row when nobody carries it. */
export function lotStageSql(nature: string): string {
  return `(
    SELECT known.stage FROM ${CHAIN} AS at (stage, place), ${CHAIN} AS known (stage, place)
    WHERE at.stage = named.stage AND (NOT named.own OR known.place < at.place)
      AND ${carried('named.batch', nature, 'known.stage')}
    ${NEAREST})`;
}

/** SQL for who may draw from `lot (batch, stage)`: the stage where its batch goes on, and the stages of its users. */
function drawnAtSql(nature: string): string {
  return `(
    WITH known AS MATERIALIZED (
      SELECT c.* FROM ${CHAIN} AS c (stage, place) WHERE ${carried('lot.batch', nature, 'c.stage')})
    SELECT
      (SELECT known.stage FROM known, ${CHAIN} AS at (stage, place)
       WHERE at.stage = lot.stage AND known.place > at.place ORDER BY known.place LIMIT 1) AS next,
      ARRAY(SELECT at.stage FROM ${CHAIN} AS at (stage, place)
            WHERE lot.stage = (SELECT known.stage FROM known ${NEAREST})) AS users)`;
}

/**
 * SQL for the ids of the flows that draw from `lot (batch, stage)`: two ways, none giving a flow twice.
 * @param cut what follows the conditions of each way, given its column of ids
 */
export function drawingSql(nature: string, cut: (id: string) => string = () => ''): string {
  return `(
    SELECT drawing.id FROM ${drawnAtSql(nature)} AS drawn CROSS JOIN LATERAL (
      (SELECT g.id FROM flow g
       WHERE g.batch = lot.batch AND g.nature = ${nature} AND g.stage = drawn.next ${cut('g.id')})
      UNION ALL
      (SELECT g.id FROM flow_input i JOIN flow g ON g.id = i.flow_id
       WHERE i.batch = lot.batch AND g.nature = ${nature} AND g.stage = ANY(drawn.users)
         AND g.batch IS DISTINCT FROM i.batch ${cut('i.flow_id')})
    ) AS drawing)`;
}

/** Names of the batches that many flows were made from, in their order. */
export function inputBatchesOf(
  database: Database,
  ids: readonly string[],
): Promise<{ owner: string; batch: string }[]> {
  return database.rows(
    'flows.inputBatches',
    'SELECT flow_id AS owner, batch FROM flow_input WHERE flow_id = ANY($1) ORDER BY flow_id, batch',
    [ids],
  );
}

/** What to read of the steps of a flow: one row more than `first`, so that the caller sees whether a page follows. */
export interface StepsAsked {
  first: number;
  /** Id of the flow to go on from. */
  after: string | undefined;
}

/** Which neighbours of a flow. */
export type StepSide = 'INPUTS' | 'OUTPUTS';

/** Of many flows: the lots they draw from, as (owner, batch, nature, stage). */
const LOTS_OF_INPUTS = `
  SELECT DISTINCT named.id AS owner, named.batch, named.nature, source.stage
  FROM (SELECT g.id, g.nature, g.stage, n.batch, n.own
        FROM flow g CROSS JOIN LATERAL ${NAMED_BATCHES} AS n WHERE g.id = ANY($1)) AS named
  CROSS JOIN LATERAL ${lotStageSql('named.nature')} AS source`;

/** One page of the inputs or outputs of each flow, in a single statement; the rows of one flow stand by id. */
export function flowStepsOf(
  database: Database,
  side: StepSide,
  ids: readonly string[],
  { first, after }: StepsAsked,
): Promise<(FlowRow & { owner: string })[]> {
  const page = (id: string) => `AND ${id} > $3 ORDER BY ${id} LIMIT $2`;
  // A lot is read once, however many flows ask: those of one lot have the same outputs, and share inputs.
  const steps = {
    INPUTS: `
      drawn AS MATERIALIZED (${LOTS_OF_INPUTS}),
      page AS MATERIALIZED (
        SELECT lot.*, carrier.id FROM (SELECT DISTINCT batch, nature, stage FROM drawn) AS lot
        CROSS JOIN LATERAL (
          SELECT g.id FROM flow g
          WHERE g.batch = lot.batch AND g.nature = lot.nature AND g.stage = lot.stage ${page('g.id')}) AS carrier),
      step AS (SELECT drawn.owner, page.id FROM drawn JOIN page USING (batch, nature, stage))`,
    OUTPUTS: `
      asked AS (SELECT id AS owner, batch, nature, stage FROM flow WHERE id = ANY($1) AND batch IS NOT NULL),
      page AS MATERIALIZED (
        SELECT lot.*, drawing.id FROM (SELECT DISTINCT batch, nature, stage FROM asked) AS lot
        CROSS JOIN LATERAL ${drawingSql('lot.nature', page)} AS drawing),
      step AS (SELECT asked.owner, page.id FROM asked JOIN page USING (batch, nature, stage))`,
  };
  return database.rows(
    `flows.stepsOf${side}`,
    `WITH ${steps[side]}
     SELECT step.owner, ${FLOW_COLUMNS}
     FROM (SELECT step.*, row_number() OVER (PARTITION BY owner ORDER BY id) AS place FROM step) AS step
     JOIN flow f ON f.id = step.id ${FLOW_JOINS}
     WHERE step.place <= $2 ORDER BY step.owner, step.place`,
    [ids, first + 1, after ?? ''],
  );
}

/** How many inputs or outputs each flow has; flows of none are absent. */
export function countFlowStepsOf(
  database: Database,
  side: StepSide,
  ids: readonly string[],
): Promise<{ owner: string; count: number }[]> {
  const counts = {
    INPUTS: `
      WITH drawn AS MATERIALIZED (${LOTS_OF_INPUTS}),
      counted AS MATERIALIZED (
        SELECT lot.*, (
          SELECT count(*) FROM flow g
          WHERE g.batch = lot.batch AND g.nature = lot.nature AND g.stage = lot.stage) AS flows
        FROM (SELECT DISTINCT batch, nature, stage FROM drawn) AS lot)
      SELECT drawn.owner, sum(counted.flows)::bigint AS count
      FROM drawn JOIN counted USING (batch, nature, stage) GROUP BY drawn.owner`,
    OUTPUTS: `
      WITH asked AS (SELECT id AS owner, batch, nature, stage FROM flow WHERE id = ANY($1) AND batch IS NOT NULL),
      counted AS MATERIALIZED (
        SELECT lot.*, (SELECT count(*) FROM ${drawingSql('lot.nature')} AS drawing) AS flows
        FROM (SELECT DISTINCT batch, nature, stage FROM asked) AS lot)
      SELECT asked.owner, counted.flows AS count FROM asked JOIN counted USING (batch, nature, stage)`,
  };
  return database.rows(`flows.stepCountsOf${side}`, counts[side], [ids]);
}
