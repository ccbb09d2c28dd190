import { SUBGRAPH_NAMES } from '../../platform/subgraph/subgraph';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { inOneProcess, type WholeChain } from '../support/whole-chain';
import { examples } from './operations';

let db: TestDatabase;
let chain: WholeChain;

beforeAll(async () => {
  db = await loadedDatabase();
  chain = await inOneProcess(db);
});

afterAll(async () => {
  await chain.close();
  await db.close();
});

async function statementsOf(name: string): Promise<string[]> {
  const example = examples().find((each) => each.name === name);
  if (!example) throw new Error(`no example ${name}`);
  for (const subgraph of SUBGRAPH_NAMES) db.of(subgraph).statements.reset();
  const { errors } = await chain.ask(example.query, example.variables);
  expect(errors).toBeUndefined();
  return SUBGRAPH_NAMES.flatMap((subgraph) =>
    db.of(subgraph).statements.labels.map((label) => `${subgraph}/${label}`),
  ).sort();
}

/**
 * The bill of the whole territory in one request, item by item: a new statement shows up in review. One question of
 * one kind at one depth is one statement, whatever the number of rows; the same label stands twice only where the
 * operation asks the same kind of thing at two depths or with two sets of arguments.
 */
test('the territory example sends one statement a question', async () => {
  expect(await statementsOf('territory.bouches-du-rhone')).toMatchSnapshot();
});

test('a territory with a hundred times the actors sends no more', async () => {
  const department = await statementsOf('territory.bouches-du-rhone');
  const example = examples().find(({ name }) => name === 'territory.bouches-du-rhone');
  for (const subgraph of SUBGRAPH_NAMES) db.of(subgraph).statements.reset();
  await chain.ask(example?.query ?? '', { ...example?.variables, territoire: 'france' });
  const country = SUBGRAPH_NAMES.flatMap((subgraph) => db.of(subgraph).statements.labels);
  expect(country.length).toBeLessThanOrEqual(department.length + 2);
});
