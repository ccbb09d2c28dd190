import { createWriteStream } from 'node:fs';
import { Command } from 'commander';
import { syntheticActors } from './generate/actors';
import { readCountry } from './generate/country';
import { syntheticFlows } from './generate/flows';
import { readSize } from './generate/sizes';
import { writeFlows } from './generate/write-csv';

export const SEED = 1;

/** Writes synthetic flows of the whole country as a file for `maillon import flows`. */
export async function generateFile(size: number, seed: number, file: string | undefined): Promise<void> {
  const country = readCountry();
  const actors = syntheticActors(country, SEED);
  const target = file === undefined ? process.stdout : createWriteStream(file);
  await writeFlows(syntheticFlows(country, actors, { seed, size }), target);
}

if (require.main === module) {
  new Command('generate')
    .description('Synthetic flows for benchmarks, as an import file. No row tells a real fact.')
    .option('--size <number>', 'how many: 20k, 100k, 1m, 10m', '100k')
    .option('--seed <number>', 'the same seed gives the same file', String(SEED))
    .option('--out <file>', 'where to write; standard output by default')
    .action(({ size, seed, out }: { size: string; seed: string; out?: string }) =>
      generateFile(readSize(size), Number(seed), out),
    )
    .parseAsync()
    .catch((error: unknown) => {
      console.error(`generate: ${(error as Error).message}`);
      process.exitCode = 1;
    });
}
