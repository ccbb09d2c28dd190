import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { emptyDatabase } from '../support/database';
import { dataFolder, type DataFolder } from '../support/data-folder';
import { maillon } from '../support/maillon-command';

jest.setTimeout(60_000);

let folder: DataFolder;
beforeEach(() => (folder = dataFolder()));
afterEach(() => folder.remove());

async function failure(args: string[], env: Record<string, string>): Promise<string> {
  const command = maillon(args, { MAILLON_DATA_DIR: folder.path, ...env });
  expect(await command.ended).toBe(1);
  expect(command.err()).not.toMatch(/^\s+at /m);
  expect(command.err().trim().split('\n').length).toBeLessThanOrEqual(3);
  return command.err();
}

describe('a boot that cannot go on says why, and what to do', () => {
  it('a bad variable, without its value', async () => {
    const told = await failure(['serve'], { PORT: 'sec-ret', DATABASE_URL: 'mysql://u:sec-ret@h/d' });
    expect(told).toMatch(/variable PORT must be a whole number/);
    expect(told).toMatch(/variable DATABASE_URL must be/);
    expect(told).toMatch(/remedy: Correct PORT, DATABASE_URL/);
    expect(told).not.toContain('sec-ret');
  });

  it('a used port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await failure(['serve'], { PORT: String(port) })).toMatch(
      /Port \d+ .* already used[^]*remedy: .*PORT/,
    );
    server.close();
  });

  it('a data folder of another version', async () => {
    mkdirSync(path.join(folder.path, 'postgres-18'), { recursive: true });
    writeFileSync(path.join(folder.path, 'postgres-18', 'PG_VERSION'), '16\n');
    expect(await failure(['serve', 'flows'], {})).toMatch(/PostgreSQL 16[^]*remedy: .*MAILLON_DATA_DIR/);
  });

  it('a database server that refuses, without its address', async () => {
    const { url, close } = await emptyDatabase();
    const wrong = new URL(url);
    wrong.password = 'sec-ret-password';
    const told = await failure(['migrate'], { DATABASE_URL: wrong.href });
    expect(told).toMatch(/DATABASE_URL: the server refuses the password[^]*remedy: /);
    expect(told).not.toContain('sec-ret');
    await close();
  });

  it('a subgraph that is neither here nor at an address', async () => {
    expect(await failure(['serve', 'gateway'], {})).toMatch(/SUBGRAPH_ACTORS_URL/);
  });
});

describe('the command line', () => {
  it.each([['--help'], ['--version'], ['help', 'serve']])('answers %s', async (...args) => {
    const command = maillon(args);
    expect(await command.ended).toBe(0);
    expect(command.out()).toMatch(/serve|\d+\.\d+\.\d+/);
  });

  it.each([
    [['frobnicate']],
    [['serve', 'nothing']],
    [['migrate', 'nothing']],
    [['migrate', '--all']],
    [['serve', '--x']],
  ])('refuses %j with code 2', async (args) => {
    const command = maillon(args, { MAILLON_DATA_DIR: folder.path });
    expect(await command.ended).toBe(2);
    expect(command.err()).not.toBe('');
  });
});
