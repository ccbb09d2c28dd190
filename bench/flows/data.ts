import { createWriteStream } from 'node:fs';
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

/** Files and databases of one run. */
export class BenchData {
  private readonly country: Country = readCountry();
  private readonly actors: SyntheticActor[] = syntheticActors(this.country, ACTORS_SEED, ACTOR_COUNT);

  constructor(private readonly scratch: Scratch) {}

  /** Writes an import file of synthetic flows. */
  async file(size: number, seed = 1): Promise<string> {
    const file = join(this.scratch.folder, `synthetic-flows-${sizeName(size)}-seed${seed}.csv`);
    await writeFlows(syntheticFlows(this.country, this.actors, { seed, size }), createWriteStream(file));
    return file;
  }

  /** Prepares the database that all others are copies of: reference data and synthetic actors, no synthetic flow. */
  async prepare(): Promise<void> {
    const empty = await this.scratch.create(EMPTY);
    await runMaillon(['import', 'reference'], empty.env);
    const owner = await empty.owner('actors');
    try {
      await writeActors(owner, this.actors);
      await owner.query('ANALYZE');
    } finally {
      await owner.end();
    }
  }

  database(name: string): Promise<ScratchDatabase> {
    return this.scratch.create(name, EMPTY);
  }
}

/** Imports a file as a user would. */
export function importFlows(
  database: ScratchDatabase,
  file: string,
  source = 'flux-synthetiques',
): Promise<Ran> {
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
