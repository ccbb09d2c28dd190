import { Random } from '../generate/random';
import type { SyntheticOrganisation } from '../generate/directory';
import type { Measure } from '../run/measure';
import type { Requests } from '../run/requests';
import { sample } from '../run/statistics';
import { typedCarelessly } from './misspell';
import { slugOf, type Structure } from './register';
import { REPORT_QUERIES } from './report-queries';

const OPERATION = `query Relevance($search: String!) {
  actors(filter: { search: $search }, first: 3) { nodes { slug } } }`;
const QUERIES = 200;
const SEED = 7;
const SYNTHETIC = 10;

type Expected = readonly [search: string, slug: string];

/** Share of searches whose answer is among the first three, typing errors included, among all actors at once. */
export async function relevanceMeasure(
  requests: Requests,
  organisations: readonly SyntheticOrganisation[],
  structures: readonly Structure[],
  tell: (message: string) => void,
): Promise<Measure> {
  const queries = [...REPORT_QUERIES, ...ofOthers(organisations, structures)].slice(0, QUERIES);
  let right = 0;
  for (const [search, slug] of queries) {
    const answer = JSON.parse(await requests.graphql(OPERATION, { search })) as {
      data: { actors: { nodes: { slug: string }[] } };
    };
    const found = answer.data.actors.nodes.map((node) => node.slug);
    if (found.includes(slug)) right += 1;
    else tell(`missed: ${search}: wanted ${slug}, found ${found.join(', ') || 'none'}`);
  }
  return {
    name: `searches whose answer is among the first three, of ${queries.length} (${REPORT_QUERIES.length} written by hand)`,
    unit: '%',
    ours: sample([(100 * right) / queries.length]),
    against: undefined,
    target: { atLeast: 95 },
  };
}

/** Names of real structures and synthetic organisations, typed carelessly, with the commune of the real ones. */
function ofOthers(
  organisations: readonly SyntheticOrganisation[],
  structures: readonly Structure[],
): Expected[] {
  const random = new Random(SEED);
  const count = structures.length === 0 ? QUERIES : SYNTHETIC;
  const active = organisations.filter(({ closed }) => !closed);
  const synthetic = Array.from({ length: count }, (): Expected => {
    const each = active[random.below(active.length)] as SyntheticOrganisation;
    return [typedCarelessly(each.name, random), each.slug];
  });
  const real = Array.from({ length: structures.length === 0 ? 0 : QUERIES }, (): Expected => {
    const each = structures[random.below(structures.length)] as Structure;
    return [typedCarelessly(`${each.nom} ${each.commune}`, random), slugOf(each)];
  });
  return [...synthetic, ...real];
}
