import { ActorsHarness } from './actors-harness';

let harness: ActorsHarness;

beforeAll(async () => {
  harness = await ActorsHarness.openLoaded();
});

afterAll(() => harness.db.close());

describe('bad input', () => {
  const blank = ' '.repeat(3_000_000);
  test.each([
    [`{ actors(filter: { search: "${blank}" }) { totalCount } }`, '100 characters'],
    [`{ suggest(text: "${blank}") { id } }`, '100 characters'],
    ['{ suggest(text: "x", first: 11) { id } }', '1 to 10'],
    ['{ suggest(text: "x", territory: "nowhere") { id } }', 'territory id'],
    ['{ suggest(text: "zzzzzz", territory: "commune:99999") { id } }', 'unknown'],
    ['{ actors(filter: { operatesIn: "commune:99999" }) { totalCount } }', 'unknown'],
    ['{ actors(filter: { operatesIn: "" }) { totalCount } }', 'territory id'],
    ['{ actors(filter: { networks: ["ugess"] }) { totalCount } }', 'actor:'],
    ['{ actors(filter: { networks: ["actor:nobody"] }) { totalCount } }', 'unknown'],
    ['{ actors(filter: { network: "actor:nobody" }) { totalCount } }', 'unknown'],
    ['{ actors(filter: { activities: ["NOTHING"] }) { totalCount } }', 'chainActivities'],
    ['{ actorFacets(filter: { territory: "commune:99999" }) { total } }', 'unknown'],
    ['{ actorFacets(filter: { near: { latitude: 148, longitude: 2, radiusKm: 5 } }) { total } }', 'swapped'],
    ['{ territory(id: "departement:41") { coverage(radiusKm: 0) { communes } } }', 'above 0'],
    ['{ territory(id: "departement:41") { coverage(radiusKm: 1e6) { communes } } }', 'at most 100'],
    [
      '{ territory(id: "departement:41") { coverage { whiteZones(after: "bm90IGEgY3Vyc29y") { totalCount } } } }',
      'cursor',
    ],
  ])('%.90s is refused', async (query, hint) => {
    expect(await harness.refusal(query)).toContain(hint);
  });

  test('what is made to break out of a query of words is only words', async () => {
    for (const search of [
      "' | 'a",
      "emmaus':* & !('x",
      '\\',
      '(((',
      '%_',
      'a & b',
      'œuf <-> été',
      "d'un l'",
      'Ⅻ',
    ]) {
      const { errors } = await harness.ask(
        'query ($search: String!) { actors(filter: { search: $search }) { nodes { id } } suggest(text: $search) { id } }',
        { search },
      );
      expect(errors).toEqual([]);
    }
  });
});
