import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createGateway, type Gateway } from '../../gateway/gateway';
import { DEFAULT_LIMITS } from '../../gateway/limits';
import { createTransports, type Transports } from '../../gateway/transports';
import { createLogger } from '../../platform/log';
import { SUBGRAPH_NAMES } from '../../platform/subgraph/subgraph';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { randomOperation } from '../support/random-operation';
import { buildSubgraphs, databasesOf } from '../support/whole-chain';

const log = createLogger({ level: 'silent' });
const SUPERGRAPH = readFileSync(join(__dirname, '..', '..', 'schema', 'supergraph.graphql'), 'utf8');

let db: TestDatabase;
/** One gateway hands whole operations over, the other plans them all. */
let whole: Gateway;
let planned: Gateway;

beforeAll(async () => {
  db = await loadedDatabase();
  const transports = createTransports({
    names: SUBGRAPH_NAMES,
    urls: {},
    subgraphs: await buildSubgraphs(),
    databases: databasesOf(db),
    log,
    timeoutMs: 10_000,
  });
  const withoutSchemas: Transports = Object.fromEntries(
    Object.entries(transports).map(([name, { kind, execute, notReady, close }]) => [
      name,
      { kind, execute, notReady, close },
    ]),
  );
  const config = { supergraph: SUPERGRAPH, limits: DEFAULT_LIMITS, log };
  whole = createGateway(config, transports);
  planned = createGateway(config, withoutSchemas);
});

afterAll(async () => {
  await Promise.all([whole.close(), planned.close()]);
  await db.close();
});

interface Told {
  status: number;
  data: unknown;
  /** Which of several errors are told that leave one place null is a race; of what kind they are is not. */
  codes: string[];
}

async function ask(gateway: Gateway, query: string): Promise<Told> {
  const request = new Request('http://gateway/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const response = await gateway.fetch(request, { requestId: 'test', log });
  const { data, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions?: { code?: string } }[];
  };
  const codes = [...new Set(errors.map(({ extensions }) => String(extensions?.code)))].sort();
  return { status: response.status, data, codes };
}

it('whatever is asked: no failure of ours, and the same answer planned or handed over whole', async () => {
  const schema = await whole.schema();
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(randomOperation(schema, 5), async (operation) => {
      const answer = await ask(whole, operation);
      expect(
        answer.codes.filter((code) => !['BAD_USER_INPUT', 'OPERATION_TOO_LARGE'].includes(code)),
      ).toEqual([]);
      expect(answer).toEqual(await ask(planned, operation));
      if (answer.data) answered += 1;
    }),
    { numRuns: 400 },
  );
  // Near half are valid: answers are compared, not refusals alone.
  expect(answered).toBeGreaterThan(80);
}, 120_000);
