import type { Measure } from '../run/measure';
import type { ScratchDatabase } from '../run/scratch';
import { sample } from '../run/statistics';
import { sizeName } from '../generate/sizes';
import { bareCopy } from './bare-copy';
import { importFlows } from './data';

/** Import and bare COPY of one file, one after the other. */
export interface ImportRound {
  readonly copySeconds: number;
  readonly importSeconds: number;
  readonly memory: number | undefined;
}

export async function importRound(database: ScratchDatabase, file: string): Promise<ImportRound> {
  const owner = await database.owner();
  const copySeconds = await bareCopy(owner, file).finally(() => owner.end());
  const { seconds, memory } = await importFlows(database, file);
  return { copySeconds, importSeconds: seconds, memory };
}

const MEGABYTES = 300;

export function importMeasures(size: number, rounds: readonly ImportRound[]): Measure[] {
  const rate = (seconds: (round: ImportRound) => number) =>
    sample(rounds.map((round) => size / seconds(round)));
  const memories = rounds.flatMap(({ memory }) => memory ?? []);
  const name = `import of ${sizeName(size)} flows`;
  return [
    {
      name: `${name}, validated and rolled up`,
      unit: 'rows/s',
      ours: rate(({ importSeconds }) => importSeconds),
      against: {
        name: 'bare COPY of the same file into a table with the same indexes',
        value: rate(({ copySeconds }) => copySeconds),
      },
      target: { atLeast: 1 / 3 },
    },
    ...(memories.length === 0
      ? []
      : [
          {
            name: `${name}: memory of the process at its peak`,
            unit: 'MB',
            ours: sample(memories),
            against: undefined,
            target: { atMost: MEGABYTES },
          },
        ]),
  ];
}
