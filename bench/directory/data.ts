import { ownerDataSource } from '../../platform/migrator';
import { actorsStorage } from '../../subgraphs/actors/storage';
import { refreshSearchDocuments } from '../../subgraphs/actors/writes/search-documents';
import { readCountry } from '../generate/country';
import { syntheticOrganisations } from '../generate/directory';
import { runMaillon } from '../run/maillon';
import type { Scratch, ScratchDatabase } from '../run/scratch';
import { writeOrganisations } from './write-organisations';

const SEED = 1;

/** A database with the bundled data, synthetic organisations, and the search documents of all. */
export async function directoryDatabase(scratch: Scratch, size: number): Promise<ScratchDatabase> {
  const database = await scratch.create('bench_directory');
  await runMaillon(['import', 'reference'], database.env);
  const owner = await database.owner('actors');
  try {
    await writeOrganisations(owner, syntheticOrganisations(readCountry(), SEED, size));
  } finally {
    await owner.end();
  }
  await refreshDocuments(database);
  return database;
}

/** Writes the search documents of all actors, as a bulk import does. */
async function refreshDocuments(database: ScratchDatabase): Promise<void> {
  const dataSource = await ownerDataSource(actorsStorage, database.url).initialize();
  try {
    await dataSource.transaction((manager) => refreshSearchDocuments(manager));
  } finally {
    await dataSource.destroy();
  }
}
