import { ownerDataSource } from '../../platform/migrator';
import { actorsStorage } from '../../subgraphs/actors/storage';
import { refreshSearchDocuments } from '../../subgraphs/actors/writes/search-documents';
import { settle } from '../flows/data';
import type { SyntheticOrganisation } from '../generate/directory';
import { timed } from '../run/clock';
import { runMaillon } from '../run/maillon';
import type { Scratch, ScratchDatabase } from '../run/scratch';
import { writeStructures, type Structure } from './register';
import { writeOrganisations } from './write-organisations';

const DATABASE = 'bench_directory';

/** A database with the bundled data, synthetic organisations, real structures, and the search documents of all; one of an earlier run, where the folder was kept. */
export async function directoryDatabase(
  scratch: Scratch,
  organisations: readonly SyntheticOrganisation[],
  structures: readonly Structure[],
  tell: (message: string) => void,
): Promise<ScratchDatabase> {
  const known = await scratch.find(DATABASE);
  if (known) {
    await runMaillon(['migrate'], known.env);
    return known;
  }
  const growing = `${DATABASE}_growing`;
  await scratch.drop(growing);
  const database = await scratch.create(growing);
  await runMaillon(['import', 'reference'], database.env);
  const owner = await database.owner('actors');
  try {
    await writeOrganisations(owner, organisations);
    await writeStructures(owner, structures);
  } finally {
    await owner.end();
  }
  const { ms } = await timed(() => refreshDocuments(database));
  tell(`search documents of all actors: ${Math.round(ms / 1_000)} s`);
  await settle(database);
  return scratch.rename(growing, DATABASE);
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
