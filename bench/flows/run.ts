import { sizeName } from '../generate/sizes';
import { serveMaillon, type RunningServer } from '../run/maillon';
import type { Measure } from '../run/measure';
import { Requests } from '../run/requests';
import { openScratch, type Scratch, type ScratchDatabase } from '../run/scratch';
import { BenchData, importFlows, loadFlows } from './data';
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

/**
 * All measures of flows at one size, side by side, on a database of their own.
 * @param folder where to work and to leave what was loaded, for another run; by default a temporary one
 */
export async function measureFlows(
  size: number,
  parts: readonly Part[],
  tell: (message: string) => void,
  folder?: string,
): Promise<FlowsRun> {
  const scratch = await openScratch(folder);
  // Interrupted, it leaves neither a server nor a folder.
  const end = (): void => void scratch.close().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    tell(`PostgreSQL ${scratch.serverVersion} in ${scratch.folder}`);
    const data = new BenchData(scratch);
    await data.prepare();
    const measures: Measure[] = [];
    if (parts.includes('import')) {
      measures.push(...(await measureImports({ scratch, data }, Math.min(size, MILLION), tell)));
      await scratch.drop(IMPORTED);
    }
    if (parts.some((part) => part !== 'import')) {
      const database = await load(data, size, tell);
      await measureReads({ scratch, data, database, size, parts, measures, tell });
    }
    return { measures, postgres: scratch.serverVersion };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
    await scratch.close();
  }
}

const IMPORTED = 'bench_import';

/** Imports a file as often as it takes to know; the last import stays in the database IMPORTED. */
async function measureImports(
  { scratch, data }: { scratch: Scratch; data: BenchData },
  size: number,
  tell: (message: string) => void,
): Promise<Measure[]> {
  const file = await data.file(size);
  const rounds: ImportRound[] = [];
  for (let round = 1, count = size >= MILLION ? 3 : 5; round <= count; round += 1) {
    await scratch.drop(IMPORTED);
    rounds.push(await importRound(await data.database(IMPORTED), file));
    tell(`import ${round}/${count}: ${JSON.stringify(rounds.at(-1))}`);
  }
  return importMeasures(size, rounds);
}

/** The database that is read from. */
async function load(
  data: BenchData,
  size: number,
  tell: (message: string) => void,
): Promise<ScratchDatabase> {
  return data.filled(`bench_${sizeName(size)}`, async (database) => {
    tell(`writing and importing ${sizeName(size)} flows`);
    const file = await data.file(size);
    const { seconds } = await (size > MILLION ? loadFlows(database, file) : importFlows(database, file));
    tell(`loaded in ${Math.round(seconds)} s`);
  });
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
        small = await open(await load(data, SMALL, tell), SMALL);
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
