import { auditServer } from 'graphql-http';
import { startSubgraphServer } from '../../platform/subgraph/subgraph-server';
import type { Listening } from '../../platform/http/listening';
import { createFixture, memoryLog } from '../support/fixture/supergraph';

describe('a subgraph over HTTP', () => {
  const { log, lines } = memoryLog();
  let server: Listening;
  let reasons: string[] = [];

  beforeAll(async () => {
    const { subgraphs, databases } = await createFixture();
    server = await startSubgraphServer({
      subgraph: subgraphs.actors,
      database: databases.actors,
      host: '127.0.0.1',
      port: 0,
      log,
      isReady: () => reasons,
    });
  });
  afterAll(() => server.close());

  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return { response, body: (await response.json()) as { data: unknown; errors: { message: string }[] } };
  };

  it('passes every audit of GraphQL over HTTP', async () => {
    const results = await auditServer({ url: `${server.url}/graphql` });
    expect(
      results.filter((result) => result.status !== 'ok').map(({ name, status }) => ({ name, status })),
    ).toEqual([]);
    expect(results).toHaveLength(61);
  }, 60_000);

  it('hides what failed and logs it', async () => {
    const { body } = await ask('{ secret uncoded }', { 'x-request-id': 'failed-1' });
    expect(body.data).toEqual({ secret: null, uncoded: null });
    expect(body.errors.map(({ message }) => message)).toEqual(['Unexpected error', 'Unexpected error']);
    expect(JSON.stringify(body)).not.toContain('SELECT');
    expect(lines()).toMatch(/SELECT secret.*"requestId":"failed-1"/);
    expect(lines()).toContain('SELECT uncoded');
  });

  it('keeps the message of a client’s mistake', async () => {
    const { body } = await ask('{ actor(id: "nonsense") { name } }');
    expect(body.errors).toMatchObject([
      {
        message: '`id` must be an actor id.',
        extensions: { code: 'BAD_USER_INPUT', argument: 'id' },
        path: ['actor'],
      },
    ]);
  });

  it('echoes a sane request id and replaces another', async () => {
    const sane = await ask('{ __typename }', { 'x-request-id': 'abc-1' });
    expect(sane.response.headers.get('x-request-id')).toBe('abc-1');
    const insane = await ask('{ __typename }', { 'x-request-id': 'a b <script>' });
    expect(insane.response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells whether it is live and ready, with reasons', async () => {
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    reasons = ['migrations are running'];
    const waiting = await fetch(`${server.url}/health/ready`);
    expect([waiting.status, await waiting.json()]).toEqual([
      503,
      { status: 'not ready', reasons: ['migrations are running'] },
    ]);
    reasons = [];
  });

  it('answers 404 elsewhere and refuses a body that is not JSON', async () => {
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
    const broken = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
  });
});
