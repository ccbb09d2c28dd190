#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../platform/package-root';
import { SUBGRAPH_NAMES } from '../platform/subgraph/subgraph';
import type * as checkCommand from './check';
import type * as importCommand from './import-reference';
import type * as migrateCommand from './migrate';
import { run } from './run';
import type * as serveCommand from './serve';

const { version } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

/**
 * Loads a command when it is asked for: --help and --version answer at once.
 * Not import(): it would not see the names that a CommonJS module exports.
 */
function load<Module>(file: string): Module {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the reason is above
  return require(file) as Module;
}

const maillon = new Command('maillon')
  .description('Food-system data of French territories: who acts, how many tonnes move, who pays.')
  .version(version)
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Without DATABASE_URL, an embedded PostgreSQL keeps its data in MAILLON_DATA_DIR (.maillon by default); commands
work beside a running server, or start and stop the database themselves. All variables: README.md, "Configuration".
Exit codes: 0 done; 1 failed, or \`check\` found something; 2 the command line is wrong.`,
  )
  .exitOverride();

maillon
  .command('serve')
  .description('start the API: the database, the subgraphs and the gateway, in one process by default')
  .argument('[part]', 'what to start: all, gateway, actors, flows or financing', 'all')
  .action((part: string) =>
    run(async (config, log) => {
      const { serve, servedPart } = load<typeof serveCommand>('./serve');
      return serve(servedPart(part), config, log);
    }),
  );

maillon
  .command('migrate')
  .description('bring the database schemas up to date, or back')
  .addOption(new Option('--down', 'undo the latest migration instead'))
  .addOption(new Option('--all', 'with --down: undo every migration, until the schema is empty'))
  .argument('[subgraph]', `one of ${SUBGRAPH_NAMES.join(', ')}; all of them by default`)
  .action((subgraph: string | undefined, options: { down?: true; all?: true }) =>
    run(async (config, log) => {
      const { migrate } = load<typeof migrateCommand>('./migrate');
      return migrate(subgraph, options, config, log);
    }, 'plain'),
  );

maillon
  .command('import')
  .description('load data')
  .command('reference')
  .description('load the bundled data: official geography and the GT4 report')
  .action(() =>
    run(async (config, log) => {
      const { importReference } = load<typeof importCommand>('./import-reference');
      return importReference(config, log);
    }, 'plain'),
  );

maillon
  .command('check')
  .description('check the database: migrations run, data loaded, nothing that refers to what is not there')
  .action(() =>
    run(async (config, log) => {
      const { check } = load<typeof checkCommand>('./check');
      return check(config, log);
    }, 'plain'),
  );

maillon.parseAsync().catch((error: unknown) => {
  // Commander has already said what is wrong; help and version are no failures.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
