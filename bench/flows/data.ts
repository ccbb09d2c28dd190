import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ACTOR_COUNT, syntheticActors, type SyntheticActor } from '../generate/actors';
import { readCountry, type Country } from '../generate/country';
import { syntheticFlows } from '../generate/flows';
import { sizeName } from '../generate/sizes';
import { writeActors } from '../generate/write-actors';
import { writeFlows } from '../generate/write-csv';
import { runMaillon, type Ran } from '../run/maillon';
import type { Scratch, ScratchDatabase } from '../run/scratch';

/** One seed for the actors, so that any file of flows finds its ends. */
const ACTORS_SEED = 1;
const EMPTY = 'bench_empty';
/** Slug of the source that flows are imported as. */
export const SOURCE = 'flux-synthetiques';

/** Files and databases of one run. */
export class BenchData {
  private readonly country: Country = readCountry();
  private readonly actors: SyntheticActor[] = syntheticActors(this.country, ACTORS_SEED, ACTOR_COUNT);

  constructor(private readonly scratch: Scratch) {}

  /** Writes an import file of synthetic flows. */
  async file(size: number, seed = 1): Promise<string> {
    const file = join(this.scratch.folder, `synthetic-flows-${sizeName(size)}-seed${seed}.csv`);
    if (existsSync(file)) return file;
    const growing = `${file}.part`;
    await writeFlows(syntheticFlows(this.country, this.actors, { seed, size }), createWriteStream(growing));
    renameSync(growing, file);
    return file;
  }

  /** Prepares the database that all others are copies of: reference data and synthetic actors, no synthetic flow. */
  async prepare(): Promise<void> {
    const known = await this.scratch.find(EMPTY);
    if (known) return void (await runMaillon(['migrate'], known.env));
    await this.scratch.drop(`${EMPTY}_growing`);
    const growing = await this.scratch.create(`${EMPTY}_growing`);
    await runMaillon(['import', 'reference'], growing.env);
    const owner = await growing.owner('actors');
    try {
      await writeActors(owner, this.actors);
      await owner.query('ANALYZE');
    } finally {
      await owner.end();
    }
    await this.scratch.rename(growing.name, EMPTY);
  }

  database(name: string): Promise<ScratchDatabase> {
    return this.scratch.create(name, EMPTY);
  }

  /** A database that `load` has filled; one that an earlier run has filled in a folder that was kept serves again. */
  async filled(
    name: string,
    load: (database: ScratchDatabase) => Promise<unknown>,
  ): Promise<ScratchDatabase> {
    const known = await this.scratch.find(name);
    if (known) {
      await runMaillon(['migrate'], known.env);
      return known;
    }
    const growing = `${name}_growing`;
    await this.scratch.drop(growing);
    const database = await this.database(growing);
    await load(database);
    await settle(database);
    return this.scratch.rename(growing, name);
  }
}

/** Imports a file as a user would. */
export function importFlows(database: ScratchDatabase, file: string, source = SOURCE): Promise<Ran> {
  return runMaillon(
    [
      'import',
      'flows',
      file,
      '--source',
      source,
      '--title',
      'Flux synthétiques du banc d’essai : aucun n’est réel',
      '--publisher',
      'Banc d’essai de Maillon (données synthétiques)',
    ],
    database.env,
  );
}

/**
 * Imports more flows than are measured as an import, in less time: indexes that are not constraints are made at the
 * end, as whoever loads a database that nobody reads yet would do.
 */
export async function loadFlows(database: ScratchDatabase, file: string): Promise<Ran> {
  const owner = await database.owner('flows');
  try {
    const { rows } = await owner.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
       WHERE indrelid IN ('flow'::regclass, 'flow_month'::regclass) AND NOT indisunique`,
    );
    for (const { name } of rows) await owner.query(`DROP INDEX ${name}`);
    const ran = await importFlows(database, file);
    await owner.query(`SET maintenance_work_mem = '1GB'`);
    for (const { definition } of rows) await owner.query(definition);
    return ran;
  } finally {
    await owner.end();
  }
}

/** What autovacuum does by itself within a minute or so: reading begins with statistics and visibility known. */
export async function settle(database: ScratchDatabase): Promise<void> {
  const owner = await database.owner();
  try {
    await owner.query('VACUUM (ANALYZE)');
    await owner.query('CHECKPOINT');
  } finally {
    await owner.end();
  }
}
