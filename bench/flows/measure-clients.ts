import { runMaillon } from '../run/maillon';
import type { Measure } from '../run/measure';
import { Requests } from '../run/requests';
import { percentile, type Sample } from '../run/statistics';
import { sizeName } from '../generate/sizes';
import { DASHBOARD, dashboardOf, DEPARTEMENTS } from './dashboard';
import { importFlows } from './data';
import type { Loaded } from './measure-dashboard';

const CLIENTS = 50;
const SECONDS = 30;
const WARM_UP = 3;

interface Crowd {
  readonly times: number[];
  readonly errors: string[];
}

/**
 * Fifty clients that each ask for a dashboard, wait for the answer and ask for the next: first alone, then while files
 * are imported one after the other into the same database.
 * @param file whose flows are imported; it must not be in yet
 */
export async function clientMeasures(
  { size, database }: Loaded,
  url: string,
  file: string,
  seconds = SECONDS,
): Promise<Measure[]> {
  // Both begin warm.
  const warm = performance.now() + WARM_UP * 1_000;
  await crowd(url, () => warm, CLIENTS);
  const end = performance.now() + seconds * 1_000;
  const alone = await crowd(url, () => end, CLIENTS);

  let importing = true;
  const sources: string[] = [];
  const begun = performance.now();
  const imports = (async () => {
    for (let turn = 1; performance.now() - begun < seconds * 1_000; turn += 1) {
      const source = `pendant-les-clients-${turn}`;
      sources.push(source);
      await importFlows(database, file, source);
    }
  })().finally(() => (importing = false));
  // The clients stay as long as imports run, thirty seconds at least: the end of an import is part of it.
  const during = await crowd(url, () => (importing ? Infinity : 0), CLIENTS);
  await imports;
  // A folder that is kept is left as it was found.
  for (const source of sources) await runMaillon(['retract', source], database.env);

  const name = `${CLIENTS} concurrent dashboard clients at ${sizeName(size)} flows during an import`;
  const errors = during.errors.length + alone.errors.length;
  if (errors > 0) console.error(`${errors} errors, such as: ${during.errors[0] ?? alone.errors[0]}`);
  return [
    {
      name: `${name}: errors`,
      unit: 'errors',
      ours: single(errors),
      against: undefined,
      target: { atMost: 0 },
    },
    {
      name: `${name}: p95`,
      unit: 'ms',
      ours: single(percentile(during.times, 0.95)),
      against: { name: 'no import running', value: single(percentile(alone.times, 0.95)) },
      target: { atMost: 3 },
    },
  ];
}

/** @param end when to ask no more, in milliseconds of the clock; asked before each request */
async function crowd(url: string, end: () => number, clients: number): Promise<Crowd> {
  const requests = new Requests(url, clients);
  const [times, errors]: [number[], string[]] = [[], []];
  const client = async (number: number): Promise<void> => {
    for (let turn = number; performance.now() < end(); turn += 1) {
      const begun = performance.now();
      try {
        await requests.graphql(DASHBOARD, dashboardOf(DEPARTEMENTS[turn % DEPARTEMENTS.length] as string));
      } catch (error) {
        errors.push((error as Error).message);
      }
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  requests.close();
  return { times, errors };
}

function single(value: number): Sample {
  return { median: value, low: value, high: value, count: 1 };
}
