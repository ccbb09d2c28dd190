import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { COLUMNS } from '../generate/flow';
import { timed } from '../run/clock';
import { SOURCE } from './data';

/**
 * Columns of the import file as a careful owner would type them, under the names that the indexes of `flow` use. The source
 * and the id are those that an import gives the same rows: an index takes as long to write as its keys are wide.
 */
const TABLE = `
  CREATE TABLE bench.flow (
    external_id text COLLATE "C" NOT NULL,
    stage text NOT NULL,
    nature text NOT NULL,
    product text COLLATE "C" NOT NULL,
    quantity numeric NOT NULL,
    unit text NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    provider text COLLATE "C",
    receiver text COLLATE "C",
    origin text COLLATE "C",
    destination text COLLATE "C",
    supply_mode text,
    circuit text,
    organic boolean,
    batch text COLLATE "C",
    input_batches text,
    project text COLLATE "C",
    confidence text NOT NULL,
    locator text,
    source text COLLATE "C" NOT NULL DEFAULT '${SOURCE}',
    id text COLLATE "C" GENERATED ALWAYS AS (
      'flow:${SOURCE}-' || lower(external_id) || '-' || left(md5(external_id), 16)
    ) STORED,
    attributed text COLLATE "C" GENERATED ALWAYS AS (
      CASE WHEN stage = 'PRODUCED' THEN COALESCE(origin, destination) ELSE COALESCE(destination, origin) END
    ) STORED
  )`;

/**
 * Copies an import file into a table of its own, with every index that `flow` has: what PostgreSQL alone can do.
 * @param client connected as the owner
 * @returns seconds that the COPY took
 */
export async function bareCopy(client: Client, file: string): Promise<number> {
  await client.query('DROP SCHEMA IF EXISTS bench CASCADE');
  await client.query('CREATE SCHEMA bench');
  await client.query(TABLE);
  const { rows } = await client.query<{ definition: string }>(
    `SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = 'flows' AND tablename = 'flow'`,
  );
  for (const { definition } of rows)
    await client.query(definition.replace(' ON flows.flow ', ' ON bench.flow '));
  await client.query('CHECKPOINT');
  const copy = copyFrom(`COPY bench.flow (${COLUMNS.join(', ')}) FROM STDIN (FORMAT csv, HEADER)`);
  const { ms } = await timed(() => pipeline(createReadStream(file), client.query(copy)));
  await client.query('DROP SCHEMA bench CASCADE');
  return ms / 1_000;
}
