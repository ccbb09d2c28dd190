import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startGateway } from '../../gateway/main';
import type { Listening } from '../../platform/http/listening';
import { createFixture, memoryLog } from '../support/fixture/supergraph';

const { log, lines } = memoryLog();
let server: Listening;

beforeAll(async () => {
  const fixture = await createFixture();
  server = await startGateway(
    {
      host: '127.0.0.1',
      port: 0,
      supergraph: fixture.supergraph,
      subgraphNames: ['actors', 'flows'],
      subgraphUrls: {},
      corsOrigin: '*',
    },
    { ...fixture, log, isReady: () => [] },
  );
});
afterAll(() => server.close());

const JSON_BODY = '{"query":"{ __typename }"}';
const post = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: body as BodyInit,
  });
const get = (query: string): Promise<Response> =>
  fetch(`${server.url}/graphql?${query}`, { headers: { accept: 'application/graphql-response+json' } });
const asked = (query: string): Promise<Response> => post(JSON.stringify({ query }));

describe('what the gateway refuses', () => {
  it.each<[string, () => Promise<Response>, number]>([
    ['a document that does not parse', () => asked('{ actor('), 400],
    ['a field that is not there', () => asked('{ nope }'), 400],
    ['a lone surrogate', () => asked(String.raw`{ actor(id: "\ud800") { name } }`), 400],
    ['a broken body', () => post('{"query":'), 400],
    ['an empty body', () => post(''), 400],
    ['a body that is no object', () => post('1'), 400],
    ['a body without a document', () => post('{}'), 400],
    ['an unknown member of the body', () => post('{"query":"{ __typename }","__proto__":{"a":1}}'), 400],
    ['a batch', () => post(`[${JSON_BODY}]`), 400],
    [
      'an operation that is not there',
      () => post('{"query":"query A { __typename }","operationName":"B"}'),
      400,
    ],
    ['broken variables in the address', () => get('query={__typename}&variables={'), 400],
    ['broken extensions in the address', () => get('query={__typename}&extensions=x'), 400],
    ['nothing in the address', () => get(''), 400],
    ['another media type', () => post(JSON_BODY, { 'content-type': 'text/plain' }), 415],
    [
      'a form',
      () => post('query=x&variables={', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
    ],
    ['a compressed body', () => post(gzipSync(JSON_BODY), { 'content-encoding': 'gzip' }), 415],
    ['an answer nobody makes', () => post(JSON_BODY, { accept: 'image/png' }), 406],
    ['another method', () => fetch(`${server.url}/graphql`, { method: 'PUT', body: JSON_BODY }), 405],
  ])('is told with a code of ours: %s', async (_what, request, status) => {
    const response = await request();
    const body = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect(response.status).toBe(status);
    expect(body.errors.length).toBeGreaterThan(0);
    for (const { message, extensions } of body.errors) {
      expect(message).toMatch(/\S/);
      expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
    expect(lines()).not.toContain('"level":50');
  });

  it('reads media types whatever their case and parameters', async () => {
    for (const type of ['application/JSON', 'application/json; charset=utf-8', ' application/json ;']) {
      const response = await post(JSON_BODY, { 'content-type': type });
      expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }]);
    }
  });

  it('frames an answer in one way only, also one in parts', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      [
        'POST /graphql HTTP/1.1',
        'Host: maillon',
        'Accept: multipart/mixed',
        'Content-Type: application/json',
        `Content-Length: ${JSON_BODY.length}`,
        'Connection: close',
        '',
        JSON_BODY,
      ].join('\r\n'),
    );
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) answer += chunk as string;
    const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s);
    expect(head).not.toMatch(/^transfer-encoding:/im);
    expect(head).toMatch(new RegExp(`^content-length: ${Buffer.byteLength(body)}$`, 'im'));
  });
});
