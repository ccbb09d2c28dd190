import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { auditServer } from 'graphql-http';
import { startGateway, type GatewayServerConfig } from '../../gateway/main';
import type { Listening } from '../../platform/http/listening';
import { slow } from '../support/fixture/actors';
import { createFixture, memoryLog, type Fixture } from '../support/fixture/supergraph';

const memory = memoryLog();
const pages = mkdtempSync(join(tmpdir(), 'maillon-pages-'));
let fixture: Fixture;
let server: Listening;
let reasons: string[] = [];

function start(config: Partial<GatewayServerConfig> = {}): Promise<Listening> {
  return startGateway(
    {
      host: '127.0.0.1',
      port: 0,
      supergraph: fixture.supergraph,
      subgraphNames: ['actors', 'flows'],
      subgraphUrls: {},
      corsOrigin: '*',
      pages,
      ...config,
    },
    { ...fixture, log: memory.log, isReady: () => reasons },
  );
}

beforeAll(async () => {
  writeFileSync(join(pages, 'index.html'), `<!doctype html><title>Maillon</title>${' '.repeat(2000)}`);
  writeFileSync(join(pages, 'explorer.html'), '<!doctype html><title>Explorer</title>');
  fixture = await createFixture();
  server = await start();
});
afterAll(async () => {
  await server.close();
  rmSync(pages, { recursive: true });
});

const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('/graphql', () => {
  it('passes every audit of GraphQL over HTTP', async () => {
    const results = await auditServer({ url: `${server.url}/graphql` });
    expect(results.filter(({ status }) => status !== 'ok').map(({ name, status }) => [name, status])).toEqual(
      [],
    );
    expect(results).toHaveLength(61);
  }, 60_000);

  it('refuses a batch of operations', async () => {
    const response = await post(server.url, [{ query: '{ __typename }' }]);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ message: 'Batching is not supported.' }] },
    ]);
  });

  it('answers GET', async () => {
    const response = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent('{ actor(id: "actor:andes") { name } }')}`,
    );
    expect([response.status, await response.json()]).toEqual([200, { data: { actor: { name: 'Andes' } } }]);
  });

  it('hides what failed and logs it with the request id', async () => {
    const text = await (
      await post(server.url, { query: '{ secret }' }, { 'x-request-id': 'hidden-1' })
    ).text();
    expect(text).toContain('Unexpected error');
    expect(text).not.toContain('SELECT');
    expect(memory.lines()).toMatch(/"requestId":"hidden-1".*SELECT secret/);
  });

  it('refuses a body past the limit, announced or not', async () => {
    const query = `{ __typename } #${'x'.repeat(300_000)}`;
    const announced = await post(server.url, { query });
    expect([announced.status, await announced.json()]).toMatchObject([
      413,
      { errors: [{ extensions: { code: 'OPERATION_TOO_LARGE', limit: 'bodyBytes', maximum: 262_144 } }] },
    ]);
    const chunks = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 40; sent += 1) controller.enqueue(Buffer.alloc(10_000, 'x'));
        controller.close();
      },
    });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: chunks,
      duplex: 'half',
    };
    const streamed = await fetch(`${server.url}/graphql`, init as RequestInit).then(
      ({ status }) => status,
      // The server may cut the connection while the body is still being sent.
      () => 413,
    );
    expect(streamed).toBe(413);
  });

  it.each([
    ['tokens', `{ ${'__typename '.repeat(5_000)} }`],
    ['aliases', `{ ${Array.from({ length: 61 }, (_, index) => `a${index}: __typename`).join(' ')} }`],
    ['rootFields', `{ ${'__typename '.repeat(31)} }`],
  ])('refuses too many %s with 400', async (limit, query) => {
    const response = await post(server.url, { query }, { accept: 'application/graphql-response+json' });
    const body = (await response.json()) as { errors: { message: string }[] };
    expect(response.status).toBe(400);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_TOO_LARGE', limit } }] });
    expect(body.errors[0]?.message).toMatch(/the maximum is \d+\. [A-Z]/);
    expect(body).not.toHaveProperty('data');
  });

  it('refuses introspection that nests lists', async () => {
    const nest = (depth: number): string => (depth === 0 ? 'name' : `fields { type { ${nest(depth - 1)} } }`);
    const body = await (await post(server.url, { query: `{ __schema { types { ${nest(4)} } } }` })).json();
    expect(body).toMatchObject({ errors: [{ message: 'Maximum introspection depth exceeded' }] });
  });

  it('gives up on a request that takes too long', async () => {
    const impatient = await start({ limits: { timeoutMs: 50 } });
    let release = (): void => undefined;
    slow.gate = new Promise((resolve) => (release = resolve));
    const response = await post(impatient.url, { query: '{ slow }' });
    expect([response.status, await response.json()]).toMatchObject([
      504,
      { errors: [{ extensions: { code: 'UNAVAILABLE', limit: 'timeoutMs' } }] },
    ]);
    release();
    await impatient.close();
  });
});

describe('CORS', () => {
  const preflight = (url: string, origin: string): Promise<Response> =>
    fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

  it('opens to every origin by default', async () => {
    const response = await preflight(server.url, 'https://example.org');
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toMatch(/Content-Type/);
    const answer = await post(server.url, { query: '{ __typename }' }, { origin: 'https://example.org' });
    expect(answer.headers.get('access-control-expose-headers')).toBe('X-Request-Id');
  });

  it('opens to the listed origins alone', async () => {
    const strict = await start({ corsOrigin: ['https://pat.example'] });
    const yes = await preflight(strict.url, 'https://pat.example');
    const no = await preflight(strict.url, 'https://other.example');
    expect(yes.headers.get('access-control-allow-origin')).toBe('https://pat.example');
    expect(no.headers.get('access-control-allow-origin')).toBeNull();
    expect(no.headers.get('vary')).toContain('Origin');
    await strict.close();
  });
});

/** fetch decompresses by itself; this does not. */
function raw(path: string, encoding: string): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get(`${server.url}${path}`, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

describe('around the API', () => {
  it('compresses as the client prefers', async () => {
    const plain = await raw('/schema.graphql', 'identity');
    const brotli = await raw('/schema.graphql', 'gzip, br');
    const gzip = await raw('/schema.graphql', 'br;q=0.1, gzip');
    expect([plain.encoding, brotli.encoding, gzip.encoding]).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(plain.body.toString()).toContain('type Actor');
    expect(plain.body.toString()).not.toContain('_entities');
  });

  it('serves its pages under a strict policy, and 304 when unchanged', async () => {
    const page = await fetch(`${server.url}/`);
    expect(await page.text()).toContain('<title>Maillon</title>');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/);
    expect((await fetch(`${server.url}/explorer`)).status).toBe(200);
    const etag = page.headers.get('etag') ?? '';
    expect((await fetch(`${server.url}/`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('answers 404 and 405 in plain words', async () => {
    const missing = await fetch(`${server.url}/../../etc/passwd`);
    expect([missing.status, await missing.text()]).toEqual([
      404,
      expect.stringContaining('The API is at /graphql'),
    ]);
    const wrong = await fetch(`${server.url}/graphql`, { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
  });

  it('is ready only when there is no reason left', async () => {
    reasons = ['the reference data are being loaded'];
    const waiting = await fetch(`${server.url}/health/ready`);
    expect([waiting.status, await waiting.json()]).toEqual([503, { status: 'not ready', reasons }]);
    reasons = [];
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });

  it('logs each request without what was asked', async () => {
    await fetch(
      `${server.url}/graphql?query=${encodeURIComponent('{ actor(id: "actor:private-value") { name } }')}`,
      {
        headers: { 'x-request-id': 'logged-1' },
      },
    ).then((response) => response.text());
    await fetch(`${server.url}/health/live`);
    expect(memory.lines()).toMatch(/"requestId":"logged-1","method":"GET","path":"\/graphql","status":200/);
    expect(memory.lines()).not.toContain('private-value');
  });
});

describe('close', () => {
  it('lets a running request end, refuses new ones, and ends idle connections', async () => {
    const draining = await start();
    let release = (): void => undefined;
    slow.gate = new Promise((resolve) => (release = resolve));
    await fetch(`${draining.url}/health/live`);
    const asked = fixture.counts.contexts;
    const running = post(draining.url, { query: '{ slow }' });
    // The resolver runs once the context is made.
    while (fixture.counts.contexts === asked) await new Promise((resolve) => setImmediate(resolve));
    const closed = draining.close();
    await expect(fetch(`${draining.url}/health/live`)).rejects.toThrow();
    release();
    expect(await (await running).json()).toEqual({ data: { slow: 'done' } });
    await closed;
    await draining.close();
  });

  it('cuts what lasts longer than the grace', async () => {
    const stuck = await start({ graceMs: 30 });
    let release = (): void => undefined;
    slow.gate = new Promise((resolve) => (release = resolve));
    const asked = fixture.counts.contexts;
    const running = post(stuck.url, { query: '{ slow }' });
    while (fixture.counts.contexts === asked) await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([expect(running).rejects.toThrow(), stuck.close()]);
    release();
  });

  it('names the port when it is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is already used`);
  });
});
