import { once } from 'node:events';
import { get, type ClientRequest, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import type { ExportLimits } from '../../exports/limits';
import type { Listening } from '../../platform/http/listening';
import { loadedDatabase, type TestDatabase } from '../support/database';
import { exportServer } from './export-server';
import { readCsv, readParquet } from './read-export';

/** More than what fits in the buffers on the way: an export of it stands still as soon as nobody reads. */
const MANY = 120_000;
const COPIES = `FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%' AND state = 'active'`;

let db: TestDatabase;
let servers: Listening[] = [];

beforeAll(async () => {
  db = await loadedDatabase();
  await db.of('actors').dataSource.query(
    `INSERT INTO actor (id, slug, name, kinds, chain_links, sort_name, search_name)
     SELECT 'actor:many-' || n, 'many-' || n, repeat('Épicerie "solidaire", ', 8) || n, '{ASSOCIATION}', '{}', '', ''
       FROM generate_series(1, ${MANY}) AS n`,
  );
}, 180_000);
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});
afterAll(() => db.close());

async function serve(limits: Partial<ExportLimits> = {}): Promise<Listening> {
  const server = await exportServer(db, limits);
  servers.push(server);
  return server;
}

/** A download that has begun and of which nothing is read. */
async function begun(
  server: Listening,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ request: ClientRequest; response: IncomingMessage }> {
  const request = get(`${server.url}/exports/${path}`, { headers, agent: false });
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { request, response };
}

/** All that still comes, and how it ended. */
async function drained(response: IncomingMessage): Promise<{ body: Buffer; failure: string | undefined }> {
  const chunks: Buffer[] = [];
  let failure: string | undefined;
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('error', (error: NodeJS.ErrnoException) => (failure = error.code));
  await new Promise<void>((resolve) => response.once('close', resolve));
  return { body: Buffer.concat(chunks), failure };
}

const owner = () => db.of('actors').dataSource;

async function running(): Promise<number> {
  const [row] = await owner().query<{ count: string }[]>(`SELECT count(*) ${COPIES}`);
  return Number(row?.count);
}

/** Waits until no export runs on the server; the test times out when one stays. */
async function allEnded(): Promise<void> {
  while ((await running()) > 0);
}

describe.each(['csv', 'ndjson', 'parquet'])('a %s whose database connection is lost midway', (format) => {
  it('is cut so that the client sees it, never ended as if it were whole', async () => {
    const server = await serve();
    const { response } = await begun(server, `actors.${format}`);
    expect(response.statusCode).toBe(200);
    expect(Number(response.headers['x-export-rows'])).toBeGreaterThan(MANY);
    await owner().query(`SELECT pg_terminate_backend(pid) ${COPIES}`);
    const { body, failure } = await drained(response);
    expect(failure).toBe('ECONNRESET');
    expect(response.complete).toBe(false);
    expect(body.length).toBeGreaterThan(0);
    // Without the network's word, the content tells too: fewer rows than announced, or no footer.
    if (format === 'parquet') {
      const file = body.buffer.slice(body.byteOffset, body.byteOffset + body.length) as ArrayBuffer;
      await expect(readParquet(file)).rejects.toThrow();
    } else {
      expect(body.toString('utf8').split('\n').length).toBeLessThan(
        Number(response.headers['x-export-rows']),
      );
    }
  });
});

it('is cut compressed as well: the end of the gzip stream never comes', async () => {
  const server = await serve();
  const { response } = await begun(server, 'actors.csv', { 'accept-encoding': 'gzip' });
  await owner().query(`SELECT pg_terminate_backend(pid) ${COPIES}`);
  const { body, failure } = await drained(response);
  expect(failure).toBe('ECONNRESET');
  const gunzip = createGunzip();
  gunzip.end(body);
  await expect(async () => {
    for await (const chunk of gunzip) void chunk;
  }).rejects.toThrow('unexpected end of file');
});

it('ends the statement when the client goes away', async () => {
  const server = await serve();
  const { request } = await begun(server, 'actors.csv');
  expect(await running()).toBe(1);
  request.destroy();
  await allEnded();
});

it('ends an export whose client takes nothing for too long', async () => {
  const server = await serve({ stallMs: 200 });
  const { response } = await begun(server, 'actors.csv');
  await allEnded();
  expect((await drained(response)).failure).toBe('ECONNRESET');
});

it('ends an export that lasts too long', async () => {
  const server = await serve({ maxMs: 3_000 });
  const { response } = await begun(server, 'actors.csv');
  await allEnded();
  expect((await drained(response)).failure).toBe('ECONNRESET');
});

it('lets a slow reader have it all', async () => {
  const server = await serve();
  const { response } = await begun(server, 'actors.csv');
  expect(await running()).toBe(1);
  const { body, failure } = await drained(response);
  expect(failure).toBeUndefined();
  expect(readCsv(body.toString('utf8'))).toHaveLength(Number(response.headers['x-export-rows']));
});

it('runs as many at once as it may, refuses the next and takes it when one has ended', async () => {
  const server = await serve({ concurrent: 2 });
  const first = await begun(server, 'actors.csv');
  const second = await begun(server, 'actors.ndjson');
  const refused = await fetch(`${server.url}/exports/projects.csv`);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.text()).toMatch(/^2 exports are running/);
  first.request.destroy();
  await drained(second.response);
  await allEnded();
  expect((await fetch(`${server.url}/exports/projects.csv`)).status).toBe(200);
});

it('shows one moment: what is written while it runs is not in it', async () => {
  const server = await serve();
  const { response } = await begun(server, 'actors.csv');
  await owner().query(
    `INSERT INTO actor (id, slug, name, kinds, chain_links, sort_name, search_name)
     VALUES ('actor:zzz-late', 'zzz-late', 'Late', '{ASSOCIATION}', '{}', '', '')`,
  );
  const rows = readCsv((await drained(response)).body.toString('utf8'));
  expect(rows.some(({ id }) => id === 'actor:zzz-late')).toBe(false);
  expect(rows).toHaveLength(Number(response.headers['x-export-rows']));
});

it('stops with the server: a running export is cut, nothing stays behind', async () => {
  const server = await serve();
  const { response } = await begun(server, 'actors.csv');
  response.on('error', () => undefined);
  const closing = server.close();
  response.destroy();
  await closing;
  await allEnded();
});

it('cuts an export whose rows are not as many as the sums say', async () => {
  const flows = db.of('flows').dataSource;
  const server = await serve();
  const download = async () => drained((await begun(server, 'flows.csv')).response);
  await flows.query('UPDATE flow_sum_year SET started = started + 1');
  try {
    expect((await download()).failure).toBe('ECONNRESET');
  } finally {
    await flows.query('UPDATE flow_sum_year SET started = started - 1');
  }
  expect((await download()).failure).toBeUndefined();
});
