import { readReport } from '../../../reference/gt4-2022/read';
import { ActorsHarness, type Asked } from './actors-harness';

let harness: ActorsHarness;

beforeAll(async () => {
  harness = await ActorsHarness.open();
});

afterAll(() => harness.db.close());

const ask = (source: string, variables?: Record<string, unknown>): Promise<Asked> =>
  harness.ask(source, variables);
const refusal = (source: string): Promise<string> => harness.refusal(source);

describe('projects', () => {
  test('Le Radis walks to its carriers and back', async () => {
    const { data, errors } = await ask(`{
      project(slug: "le-radis") {
        id title summary status chainLinks circuit audience objectives support difficulties lessons
        territories { id name } carriers { slug projects { slug } } partners { slug }
        activities { code chainLink circuit } sources { title locator }
      }
    }`);
    expect(errors).toEqual([]);
    expect(data.project.carriers.map((carrier: { slug: string }) => carrier.slug)).toEqual([
      'baluchon',
      'emmaus-defi',
    ]);
    for (const carrier of data.project.carriers)
      expect(carrier.projects).toContainEqual({ slug: 'le-radis' });
    expect(data.project.territories.map(({ id }: { id: string }) => id)).toContain('region:11');
  });

  test('a project is in the territories above its own, not in those below', async () => {
    const { data } = await ask(`{
      commune: territory(id: "commune:13055") { projects { nodes { slug } } }
      region: territory(id: "region:93") { projects { nodes { slug } } }
      france: territory(id: "france") { projects(first: 100) { totalCount } }
      paris: territory(id: "commune:75056") { projects { nodes { slug } } }
    }`);
    const slugs = (list: { nodes: { slug: string }[] }) => list.nodes.map(({ slug }) => slug);
    expect(slugs(data.commune.projects)).toContain('afls-marseille');
    expect(slugs(data.region.projects)).toContain('afls-marseille');
    expect(data.france.projects.totalCount).toBe(25);
    expect(slugs(data.paris.projects)).not.toContain('le-radis');
  });

  test('filters by search, status, link, territory and carrier', async () => {
    const { data, errors } = await ask(`{
      search: projects(filter: { search: "restauration anti gaspi" }) { nodes { slug } }
      ended: projects(filter: { status: ENDED }) { nodes { slug } }
      carried: projects(filter: { carrier: "actor:baluchon" }) { totalCount nodes { slug } }
      links: projects(filter: { chainLinks: [TRANSPORT], territory: "region:11" }) { nodes { slug } }
    }`);
    expect(errors).toEqual([]);
    expect(data.search.nodes[0]).toEqual({ slug: 'le-radis' });
    expect(data.ended.nodes.map(({ slug }: { slug: string }) => slug).sort()).toEqual([
      'jus-du-coeur',
      'lait-du-coeur',
      'uniterres',
    ]);
    expect(data.carried).toEqual({ totalCount: 1, nodes: [{ slug: 'le-radis' }] });
    expect(data.links.nodes).toContainEqual({ slug: 'le-radis' });
  });

  test.each([
    ['{ project { id } }', 'none'],
    ['{ project(id: "project:le-radis", slug: "le-radis") { id } }', 'id and slug'],
    ['{ project(id: "actor:andes") { id } }', 'project:'],
    ['{ projects(filter: { carrier: "x" }) { totalCount } }', 'actor:'],
    ['{ projects(filter: { carrier: "" }) { totalCount } }', 'actor:'],
    ['{ projects(filter: { territory: "" }) { totalCount } }', 'territory id'],
    ['{ projects(first: 0) { totalCount } }', '1 to 100'],
  ])('%s is refused', async (query, hint) => {
    expect(await refusal(query)).toContain(hint);
  });

  test('figure 1 is served row by row', async () => {
    const { data } = await ask('{ chainActivities { code name chainLink circuit } }');
    expect(data.chainActivities).toHaveLength(readReport().activities.length);
  });
});
