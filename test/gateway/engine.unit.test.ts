import { createGateway, type Gateway } from '../../gateway/gateway';
import { DEFAULT_LIMITS } from '../../gateway/limits';
import { createTransports } from '../../gateway/transports';
import type { Listening } from '../../platform/http/listening';
import { startSubgraphServer } from '../../platform/subgraph/subgraph-server';
import { createFixture, memoryLog, type Fixture } from '../support/fixture/supergraph';

interface Answer {
  data?: unknown;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown>; locations?: unknown }[];
}

const names = ['actors', 'flows'] as const;
const memory = memoryLog();
let fixture: Fixture;
let servers: Listening[];
let gateways: Record<'in-process' | 'http', Gateway>;
let requests = 0;

beforeAll(async () => {
  fixture = await createFixture();
  servers = await Promise.all(
    names.map((name) =>
      startSubgraphServer({
        subgraph: fixture.subgraphs[name],
        database: fixture.databases[name],
        host: '127.0.0.1',
        port: 0,
        log: memory.log,
        isReady: () => [],
      }),
    ),
  );
  const choices = { names, ...fixture, log: memory.log, timeoutMs: 5_000 };
  const config = { supergraph: fixture.supergraph, limits: DEFAULT_LIMITS, log: memory.log };
  const urls = { actors: `${servers[0]?.url}/graphql`, flows: `${servers[1]?.url}/graphql` };
  gateways = {
    'in-process': createGateway(config, createTransports({ ...choices, urls: {} })),
    http: createGateway(config, createTransports({ ...choices, urls })),
  };
});

afterAll(async () => {
  await Promise.all(Object.values(gateways).map((gateway) => gateway.close()));
  await Promise.all(servers.map((server) => server.close()));
});

async function ask(gateway: Gateway, query: string, variables?: Record<string, unknown>): Promise<Answer> {
  requests += 1;
  const response = await gateway.fetch(
    new Request('http://gateway/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    }),
    { requestId: `test-${requests}`, log: memory.log },
  );
  const body = (await response.json()) as Answer;
  // Positions in the document are optional and differ between planners.
  for (const error of body.errors ?? []) delete error.locations;
  return body;
}

const FAILED = { code: 'INTERNAL_SERVER_ERROR' };

/** What graphql-js answers on one merged schema. */
const cases: [string, string, Record<string, unknown>, Answer][] = [
  [
    'a walk across both subgraphs',
    '{ actor(id: "actor:andes") { name flows(first: 1) { nodes { tonnes provider { name } } } } }',
    {},
    { data: { actor: { name: 'Andes', flows: { nodes: [{ tonnes: 1.5, provider: { name: 'Andes' } }] } } } },
  ],
  [
    'aliases, also of entities and of their keys',
    '{ a: actor(id: "actor:andes") { key: id n: name few: flows(first: 1) { totalCount } all: flows { nodes { id } } } b: actor(id: "actor:delos") { n: name } }',
    {},
    {
      data: {
        a: {
          key: 'actor:andes',
          n: 'Andes',
          few: { totalCount: 3 },
          all: { nodes: [{ id: 'flow:1' }, { id: 'flow:2' }, { id: 'flow:3' }] },
        },
        b: { n: 'Delos' },
      },
    },
  ],
  [
    '@skip and @include, with a selection that they empty',
    'query ($yes: Boolean!, $no: Boolean!) { actor(id: "actor:andes") { id @skip(if: $yes) name @include(if: $yes) flows @skip(if: $yes) { totalCount } } b: actor(id: "actor:andes") { name @include(if: $no) } }',
    { yes: true, no: false },
    { data: { actor: { name: 'Andes' }, b: {} } },
  ],
  [
    'fragments on a union',
    '{ actor(id: "actor:andes") { statuses { __typename ... on PatRecognition { level } ...Label } } } fragment Label on PtceLabel { since }',
    {},
    {
      data: {
        actor: {
          statuses: [
            { __typename: 'PatRecognition', level: 2 },
            { __typename: 'PtceLabel', since: '2021-01-01' },
          ],
        },
      },
    },
  ],
  [
    'introspection beside data',
    '{ __typename __type(name: "Actor") { kind name } actor(id: "actor:andes") { __typename name } }',
    {},
    {
      data: {
        __typename: 'Query',
        __type: { kind: 'OBJECT', name: 'Actor' },
        actor: { __typename: 'Actor', name: 'Andes' },
      },
    },
  ],
  [
    'a failing nullable field in a list',
    '{ actors(first: 2) { nodes { name fragile } } }',
    {},
    {
      data: {
        actors: {
          nodes: [
            { name: 'Andes', fragile: 'whole' },
            { name: 'Boutique', fragile: null },
          ],
        },
      },
      errors: [{ message: 'Unexpected error', path: ['actors', 'nodes', 1, 'fragile'], extensions: FAILED }],
    },
  ],
  [
    'a failing field of another subgraph, under its alias',
    '{ list: actors(first: 2) { nodes { name f: flows(first: 1) { totalCount } } } }',
    {},
    {
      data: {
        list: {
          nodes: [
            { name: 'Andes', f: { totalCount: 3 } },
            { name: 'Boutique', f: null },
          ],
        },
      },
      errors: [{ message: 'Unexpected error', path: ['list', 'nodes', 1, 'f'], extensions: FAILED }],
    },
  ],
  [
    'the same failure at several places',
    '{ a: actors(first: 3) { nodes { members(first: 3) { nodes { flows(first: 1) { totalCount } } } } } }',
    {},
    {
      data: {
        a: {
          nodes: [0, 1, 2].map(() => ({
            members: {
              nodes: [{ flows: { totalCount: 3 } }, { flows: null }, { flows: { totalCount: 3 } }],
            },
          })),
        },
      },
      errors: [0, 1, 2].map((index) => ({
        message: 'Unexpected error',
        path: ['a', 'nodes', index, 'members', 'nodes', 1, 'flows'],
        extensions: FAILED,
      })),
    },
  ],
  [
    'a null where none may be',
    '{ a: actor(id: "actor:cocagne") { name required } b: actor(id: "actor:andes") { required } }',
    {},
    {
      data: { a: null, b: { required: 'there' } },
      errors: [{ message: 'Unexpected error', path: ['a', 'required'], extensions: FAILED }],
    },
  ],
  [
    'an unknown id',
    '{ actor(id: "actor:nobody") { name flows { totalCount } } }',
    {},
    { data: { actor: null } },
  ],
  [
    'a mistake of the client in a nested argument',
    '{ actor(id: "actor:andes") { name flows(first: 101) { totalCount } } }',
    {},
    {
      data: { actor: { name: 'Andes', flows: null } },
      errors: [
        {
          message: '`first` must be from 1 to 100; received 101. Page on with `after`.',
          path: ['actor', 'flows'],
          extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
        },
      ],
    },
  ],
  [
    'a failure whose message holds SQL',
    '{ secret uncoded }',
    {},
    {
      data: { secret: null, uncoded: null },
      errors: [
        { message: 'Unexpected error', path: ['secret'], extensions: FAILED },
        { message: 'Unexpected error', path: ['uncoded'], extensions: FAILED },
      ],
    },
  ],
];

describe.each(['in-process', 'http'] as const)('the gateway, subgraphs %s', (kind) => {
  it.each(cases)('answers as graphql-js: %s', async (_name, query, variables, expected) => {
    expect(await ask(gateways[kind], query, variables)).toEqual(expected);
  });

  it('reports an entity that its owner does not know', async () => {
    const answer = await ask(gateways[kind], '{ flows { nodes { id receiver { name } } } }');
    expect(answer.data).toBeNull();
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors).toMatchObject([{ message: 'Unexpected error', extensions: FAILED }]);
  });

  it('answers null for an entity that its owner does not know, where null may be', async () => {
    const answer = await ask(gateways[kind], '{ flows { nodes { id provider { id name } } } }');
    expect(answer.data).toMatchObject({ flows: { nodes: [{}, {}, { id: 'flow:3', provider: null }] } });
  });

  it('refuses what is too large before any subgraph is called', async () => {
    fixture.counts.contexts = 0;
    const nested =
      '{ actors(first: 100) { nodes { members(first: 100) { nodes { members(first: 100) { nodes { id } } } } } } }';
    expect(await ask(gateways[kind], nested)).toEqual({
      errors: [
        {
          message: expect.stringContaining('cost is'),
          extensions: {
            code: 'OPERATION_TOO_LARGE',
            limit: 'cost',
            cost: expect.any(Number),
            maximum: DEFAULT_LIMITS.cost,
          },
        },
      ],
    });
    const deep = `{ actor(id: "actor:andes") ${'{ members { nodes '.repeat(10)} { id } ${'} }'.repeat(10)} }`;
    expect((await ask(gateways[kind], deep)).errors).toMatchObject([
      { extensions: { code: 'OPERATION_TOO_LARGE', limit: 'depth', value: 22, maximum: 16 } },
    ]);
    expect(fixture.counts.contexts).toBe(0);
  });
});

it('shares one context over all fetches of a request in process', async () => {
  fixture.counts.contexts = 0;
  fixture.counts.reads = [];
  const query = '{ actor(id: "actor:andes") { flows { nodes { receiver { id } provider { name } } } } }';
  await ask(gateways['in-process'], query);
  expect(fixture.counts.contexts).toBe(1);
  // "actor:andes" comes twice, at the root and as a provider, and is read once.
  expect(fixture.counts.reads).toEqual([['actor:andes'], ['actor:unknown']]);
});

it('says which service does not answer, and nothing more', async () => {
  const transports = createTransports({
    names,
    ...fixture,
    urls: { flows: 'http://127.0.0.1:9/graphql' },
    log: memory.log,
    timeoutMs: 1_000,
  });
  const gateway = createGateway(
    { supergraph: fixture.supergraph, limits: DEFAULT_LIMITS, log: memory.log },
    transports,
  );
  expect(await ask(gateway, '{ actor(id: "actor:andes") { name flows { totalCount } } }')).toEqual({
    data: { actor: { name: 'Andes', flows: null } },
    errors: [
      {
        message: 'The flows service does not answer; try again in a moment.',
        path: ['actor', 'flows'],
        extensions: { code: 'UNAVAILABLE' },
      },
    ],
  });
  expect(await transports.flows?.notReady()).toEqual(['the flows subgraph does not answer']);
  await gateway.close();
});

it('leaves no signal handler behind', () => {
  expect(process.listeners('SIGTERM').map(String).join('')).not.toContain('disposableStacks');
});
