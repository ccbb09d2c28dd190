import { SUBGRAPH_NAMES } from '../platform/subgraph/subgraph';
import { readCompose } from './support/compose';
import { loadedDatabase, type TestDatabase } from './support/database';
import { maillon, type MaillonCommand } from './support/maillon-command';

// The services of docker-compose.yml as processes: their commands and their variables, with the names of containers
// replaced by what listens here.
const passwords = JSON.parse(process.env['MAILLON_TEST_ROLES'] ?? '{}') as Record<string, string>;
const compose = readCompose(
  Object.fromEntries(
    ['owner', ...SUBGRAPH_NAMES].map((name) => [
      `MAILLON_${name.toUpperCase()}_DB_PASSWORD`,
      passwords[name] ?? '',
    ]),
  ),
);
const started: MaillonCommand[] = [];
let db: TestDatabase;

/** Starts a service; `addresses` says where the containers that it names are. */
function start(name: string, addresses: Readonly<Record<string, string>>): MaillonCommand {
  const { command = [], environment } = compose.services[name]!;
  const env = Object.fromEntries(
    Object.entries(environment).map(([variable, value]) => [
      variable,
      value.replace(/\b(postgres:5432\/maillon|actors:4001|flows:4002|financing:4003)/, (container) => {
        const here = addresses[container];
        if (here === undefined) throw new Error(`${name} must not know ${container}`);
        return here;
      }),
    ]),
  );
  const process = maillon(command, { ...env, PORT: '0' });
  started.push(process);
  return process;
}

async function addressOf(service: MaillonCommand): Promise<string> {
  const [, host = ''] = await service.said(/Maillon est prêt : http:\/\/(\S+)/);
  return host;
}

beforeAll(async () => {
  db = await loadedDatabase();
}, 120_000);
afterAll(async () => {
  for (const { child } of started) child.kill('SIGTERM');
  await Promise.all(started.map(({ ended }) => ended));
  await db.close();
});

it('serves the whole from services that hold the credentials of their own part alone', async () => {
  const { host, pathname } = new URL(db.url);
  const database = { 'postgres:5432/maillon': `${host}${pathname}` };
  for (const task of ['migrate', 'load']) {
    const done = start(task, database);
    expect({ code: await done.ended, said: done.err() }).toEqual({ code: 0, said: '' });
  }

  const subgraphs = SUBGRAPH_NAMES.map((name) => start(name, database));
  const [actors = '', flows = '', financing = ''] = await Promise.all(subgraphs.map(addressOf));
  const gateway = start('gateway', {
    'actors:4001': actors,
    'flows:4002': flows,
    'financing:4003': financing,
  });
  const door = `http://${await addressOf(gateway)}`;

  expect(await (await fetch(`${door}/health/ready`)).json()).toEqual({ status: 'ready', reasons: [] });
  const query = `{ territory(id: "departement:13") {
    name flowBalance(year: 2021) { transformed } financing { awards } } }`;
  const answer = await fetch(`${door}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  expect(await answer.json()).toEqual({
    data: {
      territory: {
        name: 'Bouches-du-Rhône',
        flowBalance: { transformed: expect.any(Number) },
        financing: { awards: expect.any(Number) },
      },
    },
  });

  for (const service of started) service.child.kill('SIGTERM');
  expect(await Promise.all([...subgraphs, gateway].map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
}, 120_000);
