import { readCountry } from '../generate/country';
import { syntheticOrganisations } from '../generate/directory';
import { serveMaillon } from '../run/maillon';
import type { Measure } from '../run/measure';
import { Requests } from '../run/requests';
import { openScratch, type Scratch } from '../run/scratch';
import { directoryDatabase } from './data';
import { againstSameSql, type Directory, type Question } from './measure';
import { nearestMeasures } from './measure-nearest';
import { pageMeasures } from './measure-pages';
import { suggestMeasure } from './measure-suggest';
import { realStructures } from './register';
import { relevanceMeasure } from './relevance';

const SEED = 1;

/** Parts of a run, for who works on one of them. */
export const DIRECTORY_PARTS = ['search', 'pages', 'nearest', 'suggest', 'coverage', 'relevance'] as const;
export type DirectoryPart = (typeof DIRECTORY_PARTS)[number];

/** A misspelt search in a département, as a page of the directory sends it: first page, count and facets. */
const SEARCH: Question = {
  name: 'misspelt search in a département, first page with facets',
  query: `query Search($filter: ActorFilter) {
    actors(filter: $filter, first: 20) {
      totalCount nodes { id slug name acronym kinds chainLinks state territory { id name } location { latitude longitude } } }
    actorFacets(filter: $filter) {
      total kinds { value count } siaeKinds { value count } chainLinks { value count }
      networks { count network { id name } } regions { count territory { id name } }
      departements { count territory { id name } } } }`,
  variables: [
    ['epicerie solidiare', 'departement:59'],
    ['asociation abeille', 'departement:33'],
    ['frme tileul', 'departement:35'],
    ['jardin insertoin', 'departement:13'],
  ].map(([search, territory]) => ({ filter: { search, territory } })),
};

const COVERAGE: Question = {
  name: 'coverage of a région at 10 km, with white zones',
  query: `query Coverage($id: ID!) { territory(id: $id) { coverage(radiusKm: 10, chainLink: TRANSFORMATION) {
    communes coveredCommunes coveredShare unlocated whiteZones(first: 20) { totalCount nodes { id name population } } } } }`,
  variables: ['region:24', 'region:76', 'region:84', 'region:53'].map((id) => ({ id })),
};

export interface DirectoryRun {
  readonly measures: readonly Measure[];
  readonly postgres: string;
}

/**
 * All measures of the directory at one size, side by side, on a database of their own.
 * @param folder where to work and to leave what was loaded, for another run of this size; by default a temporary one
 */
export async function measureDirectory(
  size: number,
  parts: readonly DirectoryPart[],
  tell: (message: string) => void,
  folder?: string,
): Promise<DirectoryRun> {
  const scratch = await openScratch(folder);
  // Interrupted, it leaves neither a server nor a folder.
  const end = (): void => void scratch.close().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  try {
    return { measures: await measureAll(scratch, size, parts, tell), postgres: scratch.serverVersion };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
    await scratch.close();
  }
}

async function measureAll(
  scratch: Scratch,
  size: number,
  parts: readonly DirectoryPart[],
  tell: (message: string) => void,
): Promise<Measure[]> {
  const organisations = syntheticOrganisations(readCountry(), SEED, size);
  const structures = realStructures();
  tell(
    `PostgreSQL ${scratch.serverVersion} in ${scratch.folder}; ${size} synthetic, ${structures.length} real`,
  );
  const database = await directoryDatabase(scratch, organisations, structures, tell);
  const server = await serveMaillon(database.env);
  const requests = new Requests(server.url, 1);
  const directory: Directory = { size, database, requests };
  const measures: Measure[] = [];
  const part = async (name: DirectoryPart, measure: () => Promise<Measure[]>): Promise<void> => {
    if (!parts.includes(name)) return;
    tell(name);
    measures.push(...(await measure()));
  };
  try {
    await part('search', async () => [await againstSameSql(directory, SEARCH, 3)]);
    await part('pages', () => pageMeasures(directory));
    await part('nearest', () => nearestMeasures(directory));
    await part('suggest', async () => [await suggestMeasure(directory, organisations, tell)]);
    await part('coverage', async () => [await againstSameSql(directory, COVERAGE, 2)]);
    await part('relevance', async () => [await relevanceMeasure(requests, organisations, structures, tell)]);
    return measures;
  } finally {
    requests.close();
    await server.stop();
  }
}
