import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { dataFolder, type DataFolder } from '../support/data-folder';
import { maillon, type MaillonCommand } from '../support/maillon-command';

// The bundled data is loaded once, by the first command; later starts find it there.
jest.setTimeout(180_000);

let folder: DataFolder;
let env: Record<string, string>;
let started: MaillonCommand[];

function start(...args: string[]): MaillonCommand {
  const command = maillon(args, env);
  started.push(command);
  return command;
}

async function serving(): Promise<{ command: MaillonCommand; url: string }> {
  const command = start('serve');
  const [, url] = await command.said(/Maillon est prêt : (http:\S+)/);
  return { command, url: url! };
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

beforeAll(() => {
  folder = dataFolder();
  env = { MAILLON_DATA_DIR: folder.path };
  started = [];
});

afterAll(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGKILL');
    await ended;
  }
  const orphan = folder.postmaster();
  if (orphan !== undefined) process.kill(orphan, 'SIGKILL');
  folder.remove();
});

describe('maillon, from an empty folder on', () => {
  it('is alive before it is ready, then serves, and drains at SIGTERM', async () => {
    const command = start('serve');
    const [, early] = await command.said(/gateway listening at (http:\S+)/);
    expect((await fetch(`${early}/health/live`)).status).toBe(200);
    const waiting = await fetch(`${early}/health/ready`);
    expect(waiting.status).toBe(503);
    expect(await waiting.json()).toMatchObject({ reasons: ['migrations and data are being prepared'] });
    expect(await ask(early!, '{ territory(id: "france") { name } }')).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE' } }],
    });

    await command.said(/Maillon est prêt/);
    expect((await fetch(`${early}/health/ready`)).status).toBe(200);
    const answer = ask(early!, '{ territory(id: "commune:41018") { name } }');
    expect(await answer).toEqual({ data: { territory: { name: 'Blois' } } });

    command.child.kill('SIGTERM');
    expect(await command.ended).toBe(0);
    expect(folder.postmaster()).toBeUndefined();
  });

  it('check finds nothing wrong, and import has nothing to do, without a server', async () => {
    const check = start('check');
    expect(await check.ended).toBe(0);
    const load = start('import', 'reference');
    expect(await load.ended).toBe(0);
    expect(load.out()).not.toContain('Loaded');
    expect(folder.postmaster()).toBeUndefined();
  });

  it('commands work beside a server, a second server is refused, Ctrl-C ends it', async () => {
    const { command, url } = await serving();
    const check = start('check');
    expect(await check.ended).toBe(0);
    const second = start('serve', 'flows');
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain(`(process ${command.child.pid}) already runs`);
    expect(await ask(url, '{ territory(id: "france") { name } }')).toEqual({
      data: { territory: { name: 'France' } },
    });
    // As under npm, which passes on what the terminal has already sent.
    command.child.kill('SIGINT');
    command.child.kill('SIGINT');
    expect(await command.ended).toBe(0);
    expect(folder.postmaster()).toBeUndefined();
  });

  it('starts again after kill -9, and ends with its PostgreSQL when that is lost', async () => {
    const { command } = await serving();
    command.child.kill('SIGKILL');
    expect(await command.ended).toBe('SIGKILL');
    expect(folder.postmaster()).toBeDefined();

    const again = await serving();
    expect(await ask(again.url, '{ territory(id: "france") { name } }')).toHaveProperty(
      'data.territory.name',
      'France',
    );
    process.kill(folder.postmaster()!, 'SIGKILL');
    expect(await again.command.ended).toBe(1);
    expect(again.command.err()).toContain('PostgreSQL ended by itself');
  });

  it('ends with npm, whose shell keeps SIGTERM to itself', async () => {
    const shell = spawn('sh', ['-c', `"${process.execPath}" dist/cli/maillon.js serve; true`], {
      cwd: path.join(__dirname, '../..'),
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        LOG_FORMAT: 'plain',
        npm_lifecycle_event: 'start',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    shell.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    while (!out.includes('Maillon est prêt')) await once(shell.stdout, 'data');
    shell.kill('SIGTERM');
    // The pipe ends when the last process that holds it does.
    await once(shell.stdout, 'close');
    expect(out).toContain('Maillon est arrêté');
    expect(folder.postmaster()).toBeUndefined();
  });

  it('check tells references to actors that are not there', async () => {
    const { command } = await serving();
    const lock = readFileSync(path.join(folder.path, 'maillon.lock'), 'utf8');
    const { port } = JSON.parse(lock) as { port: number };
    const { owner } = JSON.parse(readFileSync(path.join(folder.path, 'credentials.json'), 'utf8')) as {
      owner: string;
    };
    const client = new Client({ connectionString: `postgres://maillon:${owner}@127.0.0.1:${port}/maillon` });
    await client.connect();
    await client.query(
      "UPDATE financing.award SET recipient = 'actor:nobody' WHERE id = (SELECT min(id) FROM financing.award)",
    );
    await client.end();

    const check = start('check');
    expect(await check.ended).toBe(1);
    expect(check.out()).toContain('financing: award.recipient names 1 unknown: actor:nobody');
    command.child.kill('SIGTERM');
    expect(await command.ended).toBe(0);
  });

  it('migrates back to empty schemas; a server beside is not ready any more, and check tells what is missing', async () => {
    const { command, url } = await serving();
    const down = start('migrate', '--down', '--all');
    expect(await down.ended).toBe(0);
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: 'not ready',
        reasons: ['actors', 'flows', 'financing'].map(
          (name) => `the database of ${name} does not answer, or is not migrated`,
        ),
      },
    ]);
    command.child.kill('SIGTERM');
    expect(await command.ended).toBe(0);
    const check = start('check');
    expect(await check.ended).toBe(1);
    expect(check.out()).toMatch(/flows: not migrated yet: Territories/);
    const up = start('migrate', 'flows');
    expect(await up.ended).toBe(0);
    expect(up.out()).toMatch(/^flows: run Territories/m);
  });
});
