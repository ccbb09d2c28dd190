import { sizeName } from '../generate/sizes';
import { timed } from '../run/clock';
import type { Measure } from '../run/measure';
import type { Requests } from '../run/requests';
import type { ScratchDatabase } from '../run/scratch';
import { sample } from '../run/statistics';
import { requireSameFigures, type DashboardAnswer } from './compare-figures';
import { DASHBOARD, dashboardOf, DEPARTEMENTS, YEAR } from './dashboard';
import { rawSums } from './raw-sums';
import { BareClients, openProbe, type SentStatement } from './same-sql';

/** A loaded database and the server that answers from it. */
export interface Loaded {
  readonly size: number;
  readonly database: ScratchDatabase;
  readonly requests: Requests;
}

const WARM_UP = 3;
const ROUNDS = 15;
const TEN_MILLION = 10_000_000;
/** Summing ten million flows takes half a minute a département: then the sums that answers are compared with are the measure. */
const rawRounds = (size: number): number => (size >= TEN_MILLION ? 0 : 2);

/** Requests, the same SQL alone, the same requests on a small database and raw sums, one after the other. */
export async function dashboardMeasures(big: Loaded, small: Loaded | undefined): Promise<Measure[]> {
  const statements = await statementsOf(big.database);
  const bare = await BareClients.connect(big.database);
  const times = { request: [] as number[], sql: [] as number[], small: [] as number[], raw: [] as number[] };
  try {
    for (const territory of DEPARTEMENTS) {
      const answer = JSON.parse(await ask(big, territory)) as DashboardAnswer;
      const raw = await timed(() => rawSums(bare.of('flows'), territory, YEAR));
      requireSameFigures(territory, answer, raw.result);
      if (rawRounds(big.size) === 0) times.raw.push(raw.ms);
    }
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const territory of DEPARTEMENTS) {
        const request = await timed(() => ask(big, territory));
        const sql = await timed(() => bare.send(statements.get(territory) as SentStatement[]));
        const other = small && (await timed(() => ask(small, territory)));
        if (round < 0) continue;
        times.request.push(request.ms);
        times.sql.push(sql.ms);
        if (other) times.small.push(other.ms);
      }
    }
    for (let round = 0; round < rawRounds(big.size); round += 1) {
      for (const territory of DEPARTEMENTS) {
        times.raw.push((await timed(() => rawSums(bare.of('flows'), territory, YEAR))).ms);
      }
    }
  } finally {
    await bare.close();
  }
  return toMeasures(big.size, small?.size, times);
}

function ask({ requests }: Loaded, territory: string): Promise<string> {
  return requests.graphql(DASHBOARD, dashboardOf(territory));
}

async function statementsOf(database: ScratchDatabase): Promise<Map<string, SentStatement[]>> {
  const probe = await openProbe(database);
  try {
    const found = new Map<string, SentStatement[]>();
    for (const territory of DEPARTEMENTS) {
      found.set(territory, await probe.sentBy(DASHBOARD, dashboardOf(territory)));
    }
    return found;
  } finally {
    await probe.close();
  }
}

function toMeasures(
  size: number,
  smallSize: number | undefined,
  times: Record<'request' | 'sql' | 'small' | 'raw', number[]>,
): Measure[] {
  const name = `dashboard of a département at ${sizeName(size)} flows, one request`;
  const ours = sample(times.request);
  const common = { unit: 'ms', ours };
  return [
    {
      ...common,
      name,
      against: { name: 'the same SQL sent by a bare pg client', value: sample(times.sql) },
      target: { atMost: 3 },
    },
    ...(smallSize === undefined
      ? []
      : [
          {
            ...common,
            name,
            against: { name: `itself at ${sizeName(smallSize)} flows`, value: sample(times.small) },
            target: { atMost: 1.3 },
          },
        ]),
    {
      ...common,
      name,
      against: { name: 'summing raw flows in SQL (times faster)', value: sample(times.raw) },
      ratio: 'against/ours',
      target: size >= TEN_MILLION ? { atLeast: 100 } : undefined,
    },
  ];
}
