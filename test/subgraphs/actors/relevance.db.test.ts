import { REPORT_QUERIES } from '../../../bench/directory/report-queries';
import { ActorsHarness } from './actors-harness';

let harness: ActorsHarness;

beforeAll(async () => {
  harness = await ActorsHarness.open();
});

afterAll(() => harness.db.close());

const LEAST = 0.95;

test('what people type finds the actor they mean among the first three, 95 times in a hundred at least', async () => {
  const missed: string[] = [];
  for (const [search, slug] of REPORT_QUERIES) {
    const { data } = await harness.ask(
      'query ($search: String!) { actors(filter: { search: $search }, first: 3) { nodes { slug } } }',
      { search },
    );
    const found = data.actors.nodes.map((node: { slug: string }) => node.slug) as string[];
    if (!found.includes(slug)) missed.push(`${search}: wanted ${slug}, found ${found.join(', ') || 'none'}`);
  }
  // Read them when this fails: they say what the words miss.
  if (process.env['SHOW']) console.log(missed.join('\n'));
  if (missed.length > (1 - LEAST) * REPORT_QUERIES.length) expect(missed).toEqual([]);
});
