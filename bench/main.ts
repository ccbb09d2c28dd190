import { join } from 'node:path';
import { Command, Option } from 'commander';
import { PACKAGE_ROOT } from '../platform/package-root';
import { DIRECTORY_PARTS, measureDirectory, type DirectoryPart } from './directory/run';
import { measureFlows, PARTS, type Part } from './flows/run';
import { readSize, sizeName } from './generate/sizes';
import { thisMachine } from './run/machine';
import { isReached, jsonLine, type Measure } from './run/measure';
import { resultsSection, writeResults } from './run/results';

const RESULTS = join(PACKAGE_ROOT, 'bench', 'RESULTS.md');

const bench = new Command('bench').description('Measures Maillon side by side with what it is built on.');

bench
  .command('flows')
  .description('flows at national scale: import, dashboard, totals, export, many clients (synthetic data)')
  .option('--size <number>', 'flows: 100k, 1m or 10m', '1m')
  .option('--json', 'one line a measure on standard output instead of bench/RESULTS.md')
  .option('--folder <path>', 'work there and leave what was loaded: the next run in it reads the same again')
  .addOption(new Option('--only <part...>', 'some parts only; nothing is then written').choices(PARTS))
  .action(async (options: { size: string; json?: true; folder?: string; only?: Part[] }) => {
    const size = readSize(options.size);
    const run = await measureFlows(size, options.only ?? PARTS, tell, options.folder);
    report(`Flows, ${sizeName(size)}`, run, options);
  });

bench
  .command('directory')
  .description(
    'the directory at national scale: search, facets, pages, nearest, suggestions, coverage, relevance',
  )
  .option('--size <number>', 'synthetic actors, such as 20k or 100k', '100k')
  .option('--json', 'one line a measure on standard output instead of bench/RESULTS.md')
  .option('--folder <path>', 'work there and leave what was loaded: the next run in it reads the same again')
  .addOption(
    new Option('--only <part...>', 'some parts only; nothing is then written').choices(DIRECTORY_PARTS),
  )
  .action(async (options: { size: string; json?: true; folder?: string; only?: DirectoryPart[] }) => {
    const size = readSize(options.size);
    const run = await measureDirectory(size, options.only ?? DIRECTORY_PARTS, tell, options.folder);
    report(`Directory, ${sizeName(size)} actors`, run, options);
  });

function tell(message: string): void {
  console.error(`bench: ${message}`);
}

function report(
  title: string,
  { measures, postgres }: { measures: readonly Measure[]; postgres: string },
  options: { json?: true; only?: readonly string[] },
): void {
  const section = resultsSection(thisMachine(), postgres, measures);
  if (options.json) for (const measure of measures) console.log(jsonLine(measure));
  else if (options.only) console.log(section);
  else {
    writeResults(RESULTS, title, section);
    tell(`written to ${RESULTS}`);
  }
  if (measures.some((measure) => isReached(measure) === false)) process.exitCode = 1;
}

bench.parseAsync().catch((error: unknown) => {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
});
