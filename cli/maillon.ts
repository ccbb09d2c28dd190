#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../platform/package-root';
import { SUBGRAPH_NAMES } from '../platform/subgraph/subgraph';
import type * as checkCommand from './check';
import type * as exportCommand from './export';
import type * as importFileCommand from './import-file';
import type * as importGeographyCommand from './import-geography';
import type * as importCommand from './import-reference';
import type * as importStructuresCommand from './import-structures';
import type * as migrateCommand from './migrate';
import { run } from './run';
import type * as serveCommand from './serve';
import type * as sourcesCommand from './sources';

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

const importing = maillon.command('import').description('load data');

importing
  .command('reference')
  .description('load the bundled data: official geography and the GT4 report')
  .action(() =>
    run(async (config, log) => {
      const { importReference } = load<typeof importCommand>('./import-reference');
      return importReference(config, log);
    }, 'plain'),
  );

const IMPORTED = [
  ['flows', 'food flows: quantities of products that move'],
  ['impact', 'impact figures of projects: beneficiaries, households, meals a day'],
  ['awards', 'awards: money or kind from funders to recipients'],
] as const;

for (const [subject, what] of IMPORTED) {
  importing
    .command(subject)
    .description(`import a CSV file of ${what}; all of it or nothing (docs/importing.md)`)
    .argument('[file]', 'the file or its https address, gzip or not; - reads standard input')
    .option('--source <slug>', 'name of the source, kept for good: a corrected file updates by it')
    .option('--title <text>', 'title of the document or data set; needed the first time')
    .option('--publisher <text>', 'who publishes it; needed the first time')
    .option('--date <YYYY-MM-DD>', 'date of publication')
    .option('--licence <text>', 'licence of reuse')
    .option('--url <address>', 'where it can be read')
    .option('--dry-run', 'check the file, write nothing')
    .option('--replace', 'also retract what the source brought before and the file no longer has')
    .option('--errors <file>', 'where faults are written (default: <file>.erreurs.csv)')
    .option('--codes <kind>', 'what five bare digits are: commune or postal (default: as the file tells)')
    .option('--schema', 'print the Table Schema of the format')
    .option('--template', 'print an empty file with its header')
    .option('--example', 'print an example')
    .action((file: string | undefined, options: importFileCommand.ImportOptions) =>
      run(async (config, log) => {
        const { importSubject } = load<typeof importFileCommand>('./import-file');
        return importSubject(subject, file, options, config, log);
      }, 'plain'),
    );
}

importing
  .command('structures')
  .description(
    'import a register of structures (data.inclusion v1: JSON, JSON lines, CSV); all of it or nothing',
  )
  .argument('[file]', 'the file, gzip or not; - reads standard input')
  .option('--source <slug>', 'name of the register, kept for good: a later file updates by it')
  .option('--title <text>', 'title of the register; needed the first time')
  .option('--publisher <text>', 'who publishes it; needed the first time')
  .option('--date <YYYY-MM-DD>', 'date of publication')
  .option('--licence <text>', 'licence of reuse')
  .option('--url <address>', 'where it can be read')
  .option('--dry-run', 'check the file and tell what it would do, write nothing')
  .option('--replace', 'structures that the register held and the file no longer has have left it')
  .option('--errors <file>', 'where faults are written (default: <file>.erreurs.csv)')
  .option('--schema', 'print the Table Schema of the format')
  .option('--template', 'print an empty CSV file with its header')
  .option('--example', 'print an example')
  .action((file: string | undefined, options: importFileCommand.ImportOptions) =>
    run(async (config, log) => {
      const { importRegister } = load<typeof importStructuresCommand>('./import-structures');
      return importRegister(file, options, config, log);
    }, 'plain'),
  );

const GEOGRAPHY = [
  ['pats', 'the list of PATs: JSON [{code, nom}] or CSV'],
  ['pat-communes', 'communes of PATs: CSV code_pat,code_insee'],
  ['communes-centre', 'centres of communes: JSON of the geo API, communes?fields=code,nom,centre'],
  ['contours', 'outlines of régions, départements, EPCI or communes: GeoJSON'],
] as const;

for (const [subject, what] of GEOGRAPHY) {
  const command = importing
    .command(subject)
    .description(`import ${what}; all of it or nothing (docs/importing.md)`)
    .argument('[file]', 'the file or its https address, gzip or not; - reads standard input')
    .option('--source <slug>', 'name of the source, kept for good: a corrected file updates by it')
    .option('--title <text>', 'title of the document or data set; needed the first time')
    .option('--publisher <text>', 'who publishes it; needed the first time')
    .option('--date <YYYY-MM-DD>', 'date of publication')
    .option('--licence <text>', 'licence of reuse')
    .option('--url <address>', 'where it can be read (default: the address it was read from)')
    .option('--dry-run', 'check the file, write nothing')
    .option('--replace', 'also retract what the source brought before and the file no longer has')
    .option('--errors <file>', 'where faults are written (default: <file>.erreurs.csv)');
  if (subject === 'contours') {
    command.option(
      '--level <level>',
      'REGION, DEPARTEMENT, EPCI or COMMUNE (default: as codes and names tell)',
    );
  }
  command.action((file: string | undefined, options: importGeographyCommand.GeographyOptions) =>
    run(async (config, log) => {
      const { importGeographySubject } = load<typeof importGeographyCommand>('./import-geography');
      return importGeographySubject(subject, file, options, config, log);
    }, 'plain'),
  );
}

maillon
  .command('sources')
  .description('list the files that were imported: source, rows, hash')
  .option('--json', 'as JSON')
  .action((options: { json?: true }) =>
    run(async (config, log) => {
      const { listSources } = load<typeof sourcesCommand>('./sources');
      return listSources(options, config, log);
    }, 'plain'),
  );

maillon
  .command('retract')
  .description('take out everything that an imported source brought')
  .argument('<source>', 'name of the source, as "maillon sources" lists it')
  .action((source: string) =>
    run(async (config, log) => {
      const { retract } = load<typeof sourcesCommand>('./sources');
      return retract(source, config, log);
    }, 'plain'),
  );

maillon
  .command('export')
  .description('write a table, whole or filtered, as researchers can use it; see docs/research.md')
  .argument('<table>', 'flows, impact, awards, actors or projects')
  .argument(
    '[filters...]',
    'the filters of the API as name=value: territory=region:24 stages=PRODUCED,COLLECTED',
  )
  .option(
    '-f, --format <format>',
    'csv, ndjson or parquet; for actors also json (data.inclusion) and geojson',
    'csv',
  )
  .option('-o, --output <file>', 'where to write it; - for standard output', '-')
  .option('--gzip', 'compress it')
  .action((table: string, filters: string[], options: exportCommand.ExportOptions) =>
    run(async (config) => {
      const { exportTable } = load<typeof exportCommand>('./export');
      return exportTable(table, filters, options, config);
    }, 'plain'),
  );

maillon
  .command('check')
  .description(
    'check the database: migrations run, data loaded, nothing that refers to what is not there, sums that agree with the flows',
  )
  .option('--rebuild', 'first make the sums of flows anew')
  .action((options: { rebuild?: true }) =>
    run(async (config, log) => {
      const { check } = load<typeof checkCommand>('./check');
      return check(options, config, log);
    }, 'plain'),
  );

maillon.parseAsync().catch((error: unknown) => {
  // Commander has already said what is wrong; help and version are no failures.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
