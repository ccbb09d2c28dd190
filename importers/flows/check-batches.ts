import type { QueryRunner } from 'typeorm';
import type { ImportContext, SourceScope } from '../subject';
import { nodesOnCycles, NumberList } from './cycles';

const FETCHED = 20_000;
const SHOWN = 5;

/** Batches of a file that would come to feed themselves, in the file alone or together with stored flows. */
export async function checkBatches({ runner, raw }: ImportContext, scope: SourceScope): Promise<void> {
  if (!raw.given.has('batch') || !raw.given.has('input_batches')) return;
  const edges = await stageEdges(runner, raw.sql);
  if (edges === 0) return;
  await addStoredEdges(runner, raw.sql, scope);
  await runner.query(`
    CREATE TEMP TABLE import_batch ON COMMIT DROP AS
    SELECT batch, row_number() OVER ()::int - 1 AS number
    FROM (SELECT input AS batch FROM import_edge UNION SELECT output FROM import_edge) AS named`);
  await runner.query('CREATE UNIQUE INDEX ON import_batch (number)');
  await runner.query('ANALYZE import_batch');
  await tellCycles(runner, raw.sql, await cyclesOf(runner));
}

/** What goes into what, as the file says. */
async function stageEdges(runner: QueryRunner, raw: string): Promise<number> {
  await runner.query(`
    CREATE TEMP TABLE import_edge ON COMMIT DROP AS
    SELECT DISTINCT btrim(part) AS input, r.batch AS output
    FROM ${raw} AS r, unnest(string_to_array(r.input_batches, '|')) AS part
    WHERE r.batch IS NOT NULL AND btrim(part) <> ''`);
  await runner.query('ANALYZE import_edge');
  const [row] = (await runner.query('SELECT count(*) AS edges FROM import_edge')) as { edges: string }[];
  return Number(row?.edges);
}

/** A cycle through stored flows leaves the file at one of its outputs: what follows from those is enough. */
async function addStoredEdges(runner: QueryRunner, raw: string, scope: SourceScope): Promise<void> {
  await gatherSuperseded(runner, raw, scope);
  await runner.query(
    `INSERT INTO import_edge
     WITH RECURSIVE reached (input, output) AS (
       SELECT NULL::text COLLATE "C", output FROM import_edge
       UNION
       SELECT flow_input.batch, flow.batch
       FROM reached
       JOIN flow_input ON flow_input.batch = reached.output
       JOIN flow ON flow.id = flow_input.flow_id
       WHERE flow.batch IS NOT NULL AND NOT EXISTS (SELECT FROM import_superseded AS old WHERE old.id = flow.id)
     )
     SELECT input, output FROM reached WHERE input IS NOT NULL`,
  );
}

/**
 * Flows that this import replaces no longer say what they said. They are gathered first, with an index: asked inside
 * the recursion, the file would be read once for each flow reached.
 */
async function gatherSuperseded(
  runner: QueryRunner,
  raw: string,
  { source, replace }: SourceScope,
): Promise<void> {
  const stated = replace ? '' : `AND external_id IN (SELECT r.external_id FROM ${raw} AS r)`;
  await runner.query(
    `CREATE TEMP TABLE import_superseded ON COMMIT DROP AS SELECT id FROM flow WHERE source = $1 ${stated}`,
    [source],
  );
  await runner.query('CREATE UNIQUE INDEX ON import_superseded (id)');
  await runner.query('ANALYZE import_superseded');
}

async function cyclesOf(runner: QueryRunner): Promise<Map<number, number>> {
  const [counted] = (await runner.query('SELECT count(*) AS nodes FROM import_batch')) as { nodes: string }[];
  const [from, to] = [new NumberList(), new NumberList()];
  await runner.query(`
    DECLARE import_edges NO SCROLL CURSOR FOR
    SELECT i.number AS input, o.number AS output FROM import_edge AS edge
    JOIN import_batch AS i ON i.batch = edge.input JOIN import_batch AS o ON o.batch = edge.output`);
  for (;;) {
    const rows = (await runner.query(`FETCH ${FETCHED} FROM import_edges`)) as {
      input: number;
      output: number;
    }[];
    if (rows.length === 0) break;
    for (const { input, output } of rows) {
      from.push(input);
      to.push(output);
    }
  }
  await runner.query('CLOSE import_edges');
  return nodesOnCycles(Number(counted?.nodes), from, to);
}

async function tellCycles(
  runner: QueryRunner,
  raw: string,
  cycles: ReadonlyMap<number, number>,
): Promise<void> {
  if (cycles.size === 0) return;
  await runner.query(
    `CREATE TEMP TABLE import_cycle ON COMMIT DROP AS
     SELECT batch, cycle FROM unnest($1::int[], $2::int[]) AS found (number, cycle) JOIN import_batch USING (number)`,
    [[...cycles.keys()], [...cycles.values()]],
  );
  await runner.query(`
    INSERT INTO import_fault (line, col, value, code, detail)
    SELECT DISTINCT r.line, 'input_batches', left(r.input_batches, 80), 'BATCH_FEEDS_ITSELF', named.batches
    FROM ${raw} AS r
    JOIN import_cycle AS output ON output.batch = r.batch
    CROSS JOIN LATERAL unnest(string_to_array(r.input_batches, '|')) AS part
    JOIN import_cycle AS input ON input.batch = btrim(part) AND input.cycle = output.cycle
    JOIN (
      SELECT cycle, string_agg(batch, ', ' ORDER BY batch) FILTER (WHERE rank <= ${SHOWN})
        || CASE WHEN count(*) > ${SHOWN} THEN '…' ELSE '' END AS batches
      FROM (SELECT cycle, batch, row_number() OVER (PARTITION BY cycle ORDER BY batch) AS rank FROM import_cycle) AS ranked
      GROUP BY cycle
    ) AS named ON named.cycle = output.cycle`);
}
