import { sizeName } from '../generate/sizes';
import type { Measure } from '../run/measure';
import { sample } from '../run/statistics';
import { sideBySide, type Directory } from './measure';

const PAGE = 20;
const DEEP = 500;
/** The largest page, to walk to a deep one. */
const STRIDE = 100;

/** Pages of twenty in each order that a list of all actors has. */
const ORDERS: readonly { name: string; args: string }[] = [
  { name: 'by name', args: '' },
  {
    name: 'by distance',
    args: ', sort: DISTANCE, filter: { near: { latitude: 47.59, longitude: 1.33, radiusKm: 500 } }',
  },
  { name: 'by relevance', args: ', sort: RELEVANCE, filter: { search: "ferme" }' },
];

/** What the web component asks of each actor of its list. */
const NODE = `id slug name acronym kinds chainLinks website territory { name level code } networks { name }`;

const pageOf = (args: string, first: number): string => `query Page($after: String) {
  actors(first: ${first}, after: $after${args}) { nodes { ${NODE} } pageInfo { hasNextPage endCursor } } }`;

/** Page 500 of a listing against page 1. */
export async function pageMeasures({ size, requests }: Directory): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const { name, args } of ORDERS) {
    let after: string | null = null;
    const deep = Math.min(DEEP, Math.floor(size / PAGE / 4));
    for (let seen = 0; seen < (deep - 1) * PAGE; seen += STRIDE) {
      const text: string = await requests.graphql(pageOf(args, STRIDE), { after });
      const answer = JSON.parse(text) as { data: { actors: { pageInfo: { endCursor: string | null } } } };
      after = answer.data.actors.pageInfo.endCursor ?? after;
    }
    const times = await sideBySide(
      () => requests.graphql(pageOf(args, PAGE), { after }),
      () => requests.graphql(pageOf(args, PAGE), { after: null }),
    );
    measures.push({
      name: `page ${deep} of a listing ${name}, ${sizeName(size)} actors`,
      unit: 'ms',
      ours: sample(times.ours),
      against: { name: 'its page 1', value: sample(times.other) },
      target: { atMost: 1.2 },
    });
  }
  return measures;
}
