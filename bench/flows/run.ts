import { sizeName } from '../generate/sizes';
import { serveMaillon, type RunningServer } from '../run/maillon';
import type { Measure } from '../run/measure';
import { Requests } from '../run/requests';
import { openScratch, type Scratch, type ScratchDatabase } from '../run/scratch';
import { BenchData, importFlows, loadFlows, settle } from './data';
import { clientMeasures } from './measure-clients';
import { dashboardMeasures, type Loaded } from './measure-dashboard';
import { exportMeasures } from './measure-export';
import { importMeasures, importRound, type ImportRound } from './measure-import';
import { unrolledMeasure } from './measure-unrolled';

const SMALL = 100_000;
const MILLION = 1_000_000;
/** Clients are disturbed by imports of at most this many flows, one after the other: each is seen to its end. */
const BESIDE = 100_000;

/** Parts of a run, for who works on one of them. */
export const PARTS = ['import', 'dashboard', 'unrolled', 'export', 'clients'] as const;
export type Part = (typeof PARTS)[number];

export interface FlowsRun {
  readonly measures: readonly Measure[];
  readonly postgres: string;
}

/** All measures of flows at one size, side by side, on a database of their own. */
export async function measureFlows(
  size: number,
  parts: readonly Part[],
  tell: (message: string) => void,
): Promise<FlowsRun> {
  const scratch = await openScratch();
  // Interrupted, it leaves neither a server nor a folder.
  const end = (): void => void scratch.close().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    tell(`PostgreSQL ${scratch.serverVersion} in ${scratch.folder}`);
    const data = new BenchData(scratch);
    await data.prepare();
    const measures: Measure[] = [];
    const database = await load(scratch, data, size, parts, measures, tell);
    await measureReads({ scratch, data, database, size, parts, measures, tell });
    return { measures, postgres: scratch.serverVersion };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
    await scratch.close();
  }
}

/** Imports as often as it takes to know, and keeps the database of the largest import. */
async function load(
  scratch: Scratch,
  data: BenchData,
  size: number,
  parts: readonly Part[],
  measures: Measure[],
  tell: (message: string) => void,
): Promise<ScratchDatabase> {
  const name = `bench_${sizeName(size)}`;
  const measured = Math.min(size, MILLION);
  const count = !parts.includes('import') ? 1 : measured >= MILLION ? 3 : 5;
  const rounds: ImportRound[] = [];
  let database: ScratchDatabase | undefined;
  const file = await data.file(measured);
  for (let round = 1; round <= count && (parts.includes('import') || size === measured); round += 1) {
    if (database) await scratch.drop(name);
    database = await data.database(name);
    rounds.push(await importRound(database, file));
    tell(`import ${round}/${count}: ${JSON.stringify(rounds.at(-1))}`);
  }
  if (parts.includes('import')) measures.push(...importMeasures(measured, rounds));
  if (size !== measured || !database) {
    if (database) await scratch.drop(name);
    database = await data.database(name);
    tell(`writing and importing ${sizeName(size)} flows`);
    const { seconds } = await loadFlows(database, await data.file(size));
    tell(`loaded in ${Math.round(seconds)} s`);
  }
  await settle(database);
  return database;
}

async function measureReads(run: {
  scratch: Scratch;
  data: BenchData;
  database: ScratchDatabase;
  size: number;
  parts: readonly Part[];
  measures: Measure[];
  tell: (message: string) => void;
}): Promise<void> {
  const { data, database, size, parts, measures, tell } = run;
  const servers: RunningServer[] = [];
  const opened: Requests[] = [];
  const open = async (of: ScratchDatabase, flows: number): Promise<Loaded & { server: RunningServer }> => {
    const server = await serveMaillon(of.env);
    servers.push(server);
    const requests = new Requests(server.url, 1);
    opened.push(requests);
    return { size: flows, database: of, requests, server };
  };
  try {
    const big = await open(database, size);
    if (parts.includes('export')) {
      tell('export');
      measures.push(...(await exportMeasures(big, big.server, size > MILLION ? 2 : 5)));
    }
    if (parts.includes('dashboard')) {
      tell('dashboard');
      let small: Loaded | undefined;
      if (size > SMALL) {
        const other = await data.database('bench_small');
        await importFlows(other, await data.file(SMALL));
        await settle(other);
        small = await open(other, SMALL);
      }
      measures.push(...(await dashboardMeasures(big, small)));
    }
    if (parts.includes('unrolled')) {
      tell('a filter no rollup holds');
      measures.push(await unrolledMeasure(big));
    }
    if (parts.includes('clients')) {
      tell('50 clients, alone and during imports');
      const file = await data.file(Math.min(size, BESIDE), 2);
      measures.push(...(await clientMeasures(big, big.server.url, file)));
    }
  } finally {
    for (const requests of opened) requests.close();
    await Promise.all(servers.map((server) => server.stop()));
  }
}
