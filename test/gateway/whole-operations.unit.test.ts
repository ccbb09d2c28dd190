import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, print, type DocumentNode } from 'graphql';
import type { ExecutionRequest } from '@graphql-tools/utils';
import { createGateway } from '../../gateway/gateway';
import { DEFAULT_LIMITS } from '../../gateway/limits';
import { createTransports, type Transports } from '../../gateway/transports';
import { WholeOperations } from '../../gateway/whole-operations';
import { createFixture, memoryLog } from '../support/fixture/supergraph';

const REAL = readFileSync(join(__dirname, '..', '..', 'schema', 'supergraph.graphql'), 'utf8');

/** Knows no scalar: takes any value. */
const anything = buildSchema('type Query { anything: Int }');

function subgraphOf(query: string, operationName?: string, supergraph = REAL): string | undefined {
  const schemas = new Map(['actors', 'financing', 'flows'].map((name) => [name, anything]));
  return new WholeOperations(supergraph, schemas).subgraphOf(parse(query), operationName);
}

describe('which operations one subgraph answers whole', () => {
  it.each([
    ['actors', '{ actors { nodes { id name territory { ancestors { name } } } } }'],
    ['flows', '{ flows { nodes { tonnes provider { __typename id } } } }'],
    ['financing', '{ awards { nodes { amount funder { awardsGiven { totalCount } } } } }'],
    [
      'actors',
      '{ __typename actors { nodes { ...a } } } fragment a on Actor { name networks { ...b } } fragment b on Actor { name }',
    ],
    [
      'actors',
      '{ actor(id: "actor:a") { statuses { ... on PatRecognition { level } ... { __typename } } } }',
    ],
    ['actors', 'query ($no: Boolean!) { actors { totalCount } suggest(text: "a") @skip(if: $no) { label } }'],
  ])('%s: %s', (subgraph, query) => {
    expect(subgraphOf(query)).toBe(subgraph);
  });

  it.each([
    ['two subgraphs at the root', '{ actors { totalCount } flows { totalCount } }'],
    ['two subgraphs below', '{ flows { nodes { provider { name } } } }'],
    [
      'a field of another subgraph in a fragment',
      '{ actors { nodes { ...a } } } fragment a on Actor { flows { totalCount } }',
    ],
    ['another subgraph, even left out', '{ actors { totalCount } flows @skip(if: true) { totalCount } }'],
    ['the schema', '{ __schema { queryType { name } } actors { totalCount } }'],
    ['a type', '{ __type(name: "Actor") { name } }'],
    ['anything but a query', 'mutation { actors { totalCount } }'],
    ['a field that nobody has', '{ actors { nope } }'],
    ['a fragment on a type that nobody has', '{ actors { ... on Nothing { id } } }'],
    ['no such operation', 'query a { actors { totalCount } } query b { flows { totalCount } }'],
  ])('none: %s', (_why, query) => {
    expect(subgraphOf(query)).toBeUndefined();
  });

  it('judges the operation that is asked for', () => {
    const query =
      'query a { actors { totalCount } } query b { flows { totalCount } } query c { ...c } fragment c on Query { actors { totalCount } flows { totalCount } }';
    expect(['a', 'b', 'c', 'd'].map((name) => subgraphOf(query, name))).toEqual([
      'actors',
      'flows',
      undefined,
      undefined,
    ]);
  });

  it('leaves to the planner what is not in this process', () => {
    const operations = new WholeOperations(REAL, new Map([['flows', anything]]));
    expect(operations.subgraphOf(parse('{ actors { totalCount } }'), null)).toBeUndefined();
    expect(operations.subgraphOf(parse('{ flows { totalCount } }'), null)).toBe('flows');
  });

  it('leaves to the planner what a subgraph answers with the help of others', () => {
    const supergraph = `
      enum join__Graph { ONE @join__graph(name: "actors", url: "") TWO @join__graph(name: "flows", url: "") }
      type Query @join__type(graph: ONE) @join__type(graph: TWO) { thing: Thing @join__field(graph: ONE, provides: "lent") }
      type Thing @join__type(graph: ONE, key: "id") @join__type(graph: TWO, key: "id") {
        id: ID!
        plain: Int @join__field(graph: ONE)
        lent: Int @join__field(graph: ONE, external: true) @join__field(graph: TWO)
        derived: Int @join__field(graph: ONE, requires: "lent")
        moved: Int @join__field(graph: ONE, override: "flows")
        looser: Int @join__field(graph: ONE, type: "Int!") @join__field(graph: TWO, type: "Int")
        whoever: Int @join__field
        other: Other @join__field(graph: ONE)
        seen: Seen @join__field(graph: ONE)
      }
      type Other @join__type(graph: ONE, key: "id", isInterfaceObject: true) { id: ID! }
      interface Seen @join__type(graph: ONE) { name: String }
      type Unseen implements Seen @join__type(graph: TWO) { name: String }`;
    const of = (field: string): string | undefined =>
      subgraphOf(`{ thing { id ${field} } }`, undefined, supergraph);
    expect(of('plain')).toBe('actors');
    expect(of('seen { name }')).toBe('actors');
    for (const field of [
      'lent',
      'derived',
      'moved',
      'looser',
      'whoever',
      'other { id }',
      'seen { ... on Unseen { name } }',
    ]) {
      expect([field, of(field)]).toEqual([field, undefined]);
    }
  });

  it('leaves to the planner a value that the subgraph does not take', () => {
    const schema = buildSchema('type Query { actors(first: Int): Int }');
    const operations = new WholeOperations(
      `enum join__Graph { ONE @join__graph(name: "actors", url: "") }
       type Query @join__type(graph: ONE) { actors(first: Whatever): Int }`,
      new Map([['actors', schema]]),
    );
    expect(operations.subgraphOf(parse('{ actors(first: 1) }'), null)).toBe('actors');
    expect(operations.subgraphOf(parse('{ actors(first: "one") }'), null)).toBeUndefined();
  });
});

describe('the gateway', () => {
  it('hands a whole operation over as it came, once, and plans the others', async () => {
    const fixture = await createFixture();
    const { log } = memoryLog();
    const sent: [string, ExecutionRequest][] = [];
    const transports = createTransports({
      names: ['actors', 'flows'],
      urls: {},
      ...fixture,
      log,
      timeoutMs: 1_000,
    });
    const listening: Transports = Object.fromEntries(
      Object.entries(transports).map(([name, transport]) => [
        name,
        {
          ...transport,
          execute: (request: ExecutionRequest) => {
            sent.push([name, request]);
            return transport.execute(request);
          },
        },
      ]),
    );
    const gateway = createGateway({ supergraph: fixture.supergraph, limits: DEFAULT_LIMITS, log }, listening);
    const ask = async (body: object): Promise<unknown> => {
      sent.length = 0;
      const request = new Request('http://gateway/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await gateway.fetch(request, { requestId: 'test', log })).json();
    };
    const shown = (document: DocumentNode): string => print(document);

    const query =
      'query a($id: ID!) { a: actor(id: $id) { ...who } actors(first: 1) { totalCount } } query b { secret } fragment who on Actor { name }';
    const variables = { id: 'actor:andes' };
    expect(await ask({ query, variables, operationName: 'a' })).toEqual({
      data: { a: { name: 'Andes' }, actors: { totalCount: 4 } },
    });
    expect(
      sent.map(([name, request]) => [
        name,
        shown(request.document),
        request.variables,
        request.operationName,
      ]),
    ).toEqual([['actors', shown(parse(query)), variables, 'a']]);
    // The engine keeps the documents it has parsed, and what was judged of them holds.
    const [first] = sent.map(([, { document }]) => document);
    await ask({ query, variables: { id: 'actor:delos' }, operationName: 'a' });
    expect(sent[0]?.[1].document).toBe(first);

    const across = '{ actor(id: "actor:andes") { name flows { totalCount } } }';
    expect(await ask({ query: across })).toEqual({
      data: { actor: { name: 'Andes', flows: { totalCount: 3 } } },
    });
    expect(sent.map(([name]) => name)).toEqual(['actors', 'flows']);
    await gateway.close();
  });
});
