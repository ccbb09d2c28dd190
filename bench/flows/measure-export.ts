import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { to as copyTo } from 'pg-copy-streams';
import { asText, rowsStatement } from '../../exports/statement';
import { SqlConditions } from '../../platform/sql-conditions';
import { flowsExport } from '../../subgraphs/flows/exports/flows.export';
import { timed } from '../run/clock';
import type { RunningServer } from '../run/maillon';
import type { Measure } from '../run/measure';
import { PeakMemory } from '../run/memory';
import { sample } from '../run/statistics';
import { sizeName } from '../generate/sizes';
import type { Loaded } from './measure-dashboard';

const MEGABYTES = 200;

/** The whole table as CSV through the server's door, and by COPY alone. */
export async function exportMeasures(
  { size, database }: Loaded,
  server: RunningServer,
  rounds: number,
): Promise<Measure[]> {
  const owner = await database.owner('flows');
  const rates = { ours: [] as number[], copy: [] as number[], same: [] as number[] };
  const memories: number[] = [];
  try {
    // Without a nature an export holds what was realised, as every answer does.
    const { rows } = await owner.query<{ count: string }>(
      `SELECT count(*) AS count FROM flow WHERE nature = 'ACTUAL'`,
    );
    const realised = Number(rows[0]?.count);
    for (let round = 0; round < rounds; round += 1) {
      const bare = await timed(() => lines(owner.query(copyTo('COPY flow TO STDOUT (FORMAT csv, HEADER)'))));
      const same = await timed(() => lines(owner.query(copyTo(sameCopy(realised)))));
      const memory = new PeakMemory(server.pid);
      const ours = await timed(() => download(`${server.url}/exports/flows.csv`));
      const peak = memory.stop();
      if (ours.result - 1 !== realised) {
        throw new Error(`the export has ${ours.result - 1} rows and the table ${realised} realised flows`);
      }
      rates.ours.push((ours.result - 1) / (ours.ms / 1_000));
      rates.copy.push((bare.result - 1) / (bare.ms / 1_000));
      rates.same.push((same.result - 1) / (same.ms / 1_000));
      if (peak !== undefined) memories.push(peak);
    }
  } finally {
    await owner.end();
  }
  const name = `export of ${sizeName(size)} flows to CSV over HTTP`;
  const common = { name, unit: 'rows/s', ours: sample(rates.ours), target: { atLeast: 1 / 2 } };
  return [
    {
      ...common,
      against: {
        name: 'COPY … TO STDOUT of the table, unsorted, keys in place of names',
        value: sample(rates.copy),
      },
    },
    {
      ...common,
      against: { name: 'COPY … TO STDOUT of the same rows, columns and order', value: sample(rates.same) },
    },
    ...(memories.length === 0
      ? []
      : [
          {
            name: `${name}: memory of the server at its peak`,
            unit: 'MB',
            ours: sample(memories),
            against: undefined,
            target: { atMost: MEGABYTES },
          },
        ]),
  ];
}

/** COPY of what the export sends: names of products, sources and territories, input batches, in the order of ids. */
function sameCopy(rows: number): string {
  const realised = { conditions: new SqlConditions().always(`f.nature = 'ACTUAL'`), territories: {} };
  return `COPY (${rowsStatement(flowsExport, realised, rows, asText).text}) TO STDOUT (FORMAT csv, HEADER)`;
}

async function download(url: string): Promise<number> {
  const [response] = (await once(get(url), 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
  const count = await lines(response);
  if (!response.complete) throw new Error(`${url} was cut`);
  return count;
}

const LF = 0x0a;

/** No value of the data has a line break inside. */
async function lines(stream: AsyncIterable<Buffer>): Promise<number> {
  let count = 0;
  for await (const chunk of stream) {
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) count += 1;
  }
  return count;
}
