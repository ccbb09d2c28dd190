import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { Client } from 'pg';
import {
  startEmbedded,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from '../../../platform/embedded-postgres/start';
import { OperatorError } from '../../../platform/errors';
import { createLogger } from '../../../platform/log';
import { dataFolder, type DataFolder } from '../../support/data-folder';

const HOLDER = path.join(__dirname, '../../support/hold-embedded.cjs');
const log = createLogger({ level: 'silent' });

// Each makes a cluster, which takes a second or more on a busy machine.
jest.setTimeout(60_000);

let folder: DataFolder;
let running: EmbeddedPostgres[];
let children: ChildProcess[];

beforeEach(() => {
  folder = dataFolder();
  running = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  // Those that serve last: others may be joined to them.
  for (const postgres of running) await postgres.stop();
  const orphan = folder.postmaster();
  if (orphan !== undefined) process.kill(orphan, 'SIGKILL');
  folder.remove();
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir: folder.path, log, durable: false, ...options });
  running.push(postgres);
  return postgres;
}

async function refusal(options: Partial<EmbeddedOptions> = {}): Promise<string> {
  const error: unknown = await start(options).then(
    () => 'started',
    (reason: unknown) => reason,
  );
  if (!(error instanceof OperatorError)) throw error;
  return `${error.message} ${error.remedy}`;
}

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Another process that serves the folder. */
async function holder(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [HOLDER, folder.path], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: chunk.toString().trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe('the embedded PostgreSQL', () => {
  it('keeps its data from one start to the next and leaves no process', async () => {
    const first = await start();
    expect(first).toMatchObject({ ownedByUs: true });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(folder.postmaster()).toBeUndefined();
    expect(existsSync(path.join(folder.path, 'maillon.lock'))).toBe(false);

    const second = await start();
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on the loopback only, by password, with a file of passwords that nobody else reads', async () => {
    const { url, port } = await start();
    expect(await ask(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
    await expect(ask(`postgres://maillon:wrong@127.0.0.1:${port}/maillon`, 'SELECT')).rejects.toThrow(
      'password',
    );
    expect(statSync(path.join(folder.path, 'credentials.json')).mode & 0o777).toBe(0o600);
  });

  it('tells when PostgreSQL ends by itself, and can be stopped all the same', async () => {
    const postgres = await start();
    const lost = new Promise<void>((resolve) => postgres.onLost(resolve));
    process.kill(folder.postmaster()!, 'SIGKILL');
    await lost;
    await postgres.stop();
  });
});

describe('two processes on one folder', () => {
  it('a second server is refused, naming the first', async () => {
    const { child } = await holder();
    expect(await refusal({ purpose: 'serve' })).toMatch(
      new RegExp(`\\(process ${child.pid}\\) already runs.*MAILLON_DATA_DIR`),
    );
  });

  it('of two servers that start at once, one is refused', async () => {
    const outcomes = await Promise.allSettled([start({ purpose: 'serve' }), start({ purpose: 'serve' })]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('a command works beside a server and leaves it running', async () => {
    const { url } = await holder();
    const command = await start();
    expect(command).toMatchObject({ ownedByUs: false, url });
    await command.stop();
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('two commands follow each other', async () => {
    const first = await start();
    const waiting = start();
    await first.stop();
    expect(await waiting).toMatchObject({ ownedByUs: true });
  });
});

describe('after an abrupt end', () => {
  it('ends the PostgreSQL that a killed server left and starts again with its data', async () => {
    const { child, url } = await holder();
    await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await kill(child);
    const orphan = folder.postmaster();
    expect(orphan).toBeDefined();

    const again = await start({ purpose: 'serve' });
    expect(folder.postmaster()).not.toBe(orphan);
    expect(await ask(again.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts when both were killed', async () => {
    const { child } = await holder();
    const orphan = folder.postmaster()!;
    await kill(child);
    process.kill(orphan, 'SIGKILL');
    expect(await start({ purpose: 'serve' })).toMatchObject({ ownedByUs: true });
  });

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1, started: '1', purpose: 'serve' }],
    [
      'whose process id is another program’s by now',
      { pid: process.ppid, started: 'long ago', purpose: 'serve' },
    ],
    ['of an earlier process with our own id', { pid: process.pid, started: 'long ago', purpose: 'serve' }],
    ['cut short by a full disk', undefined],
  ])('takes over a lock %s', async (_, holderOfLock) => {
    mkdirSync(folder.path);
    writeFileSync(
      path.join(folder.path, 'maillon.lock'),
      holderOfLock ? JSON.stringify(holderOfLock) : '{"pi',
    );
    expect(await start({ purpose: 'serve' })).toMatchObject({ ownedByUs: true });
  });

  it('takes no other program for its PostgreSQL', async () => {
    const first = await start();
    const pidFile = path.join(folder.cluster, 'postmaster.pid');
    const text = readFileSync(pidFile, 'utf8');
    await first.stop();
    writeFileSync(pidFile, text.replace(/^\d+/, String(process.ppid)));
    const { uid, gid } = statSync(folder.cluster);
    chownSync(pidFile, uid, gid);
    await expect(start()).resolves.toMatchObject({ ownedByUs: true });
  });

  it('makes again a cluster that was left half-made', async () => {
    await (await start()).stop();
    rmSync(path.join(folder.cluster, 'global', 'pg_control'));
    mkdirSync(`${folder.cluster}.half`);
    await start();
    expect(existsSync(`${folder.cluster}.half`)).toBe(false);
    expect(existsSync(`${folder.cluster}.incomplete`)).toBe(true);
  });
});

describe('what it refuses, with the remedy', () => {
  it.each(['postgres-18', 'postgres-17'])('a folder of another version in %s', async (name) => {
    mkdirSync(path.join(folder.path, name), { recursive: true });
    writeFileSync(path.join(folder.path, name, 'PG_VERSION'), '17\n');
    expect(await refusal()).toMatch(/holds a PostgreSQL 17 database.*runs PostgreSQL 18.*MAILLON_DATA_DIR/);
  });

  it('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await refusal({ port })).toMatch(new RegExp(`Port ${port}.* in use.*MAILLON_PG_PORT`));
    server.close();
  });

  it('a file in the place of the folder', async () => {
    writeFileSync(folder.path, '');
    expect(await refusal()).toMatch(/A file stands where a folder is needed/);
  });

  it('a folder whose passwords are damaged or gone', async () => {
    await (await start()).stop();
    const file = path.join(folder.path, 'credentials.json');
    writeFileSync(file, '{"owner": "hunter2"}');
    const told = await refusal();
    expect(told).toContain('credentials.json is damaged');
    expect(told).not.toContain('hunter2');
    rmSync(file);
    expect(await refusal()).toContain('credentials.json is missing');
  });
});

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('as root, in a folder that only root may enter', () => {
  it('keeps the cluster outside, and finds it again', async () => {
    mkdirSync(folder.path);
    chmodSync(folder.path, 0o700);
    const first = await start();
    expect(first.folders).toHaveLength(2);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(readFileSync(path.join(folder.path, 'cluster-location'), 'utf8').trim()).toBe(first.folders[1]);
    const second = await start();
    expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('begins anew when the data folder was deleted', async () => {
    mkdirSync(folder.path, { mode: 0o700 });
    await (await start()).stop();
    rmSync(folder.path, { recursive: true });
    mkdirSync(folder.path, { mode: 0o700 });
    expect(await start()).toMatchObject({ ownedByUs: true });
  });
});
