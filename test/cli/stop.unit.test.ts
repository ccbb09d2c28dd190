import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const STOP = JSON.stringify(join(__dirname, '..', '..', 'dist', 'cli', 'stop.js'));

/** Runs lines in a process of its own that has a Stop, with a log that goes to its standard output. */
function run(lines: string): { status: number | null; stdout: string } {
  const script = `
    const { Stop } = require(${STOP});
    const stop = new Stop({ error: ({ err }, message) => console.log(message + ': ' + err.message), info: console.log });
    stop.asked.then(() => { console.log('stopping because of ' + stop.failure.message); process.exit(3); });
    ${lines}`;
  const { status, stdout } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, stdout };
}

test('a rejection that nobody waits for is told, and the process goes on', () => {
  const { status, stdout } = run(`
    process.once('unhandledRejection', () => setImmediate(() => { console.log('still here'); process.exit(0); }));
    Promise.reject(new Error('forgotten'));`);
  expect(stdout).toBe('a failure that nobody waited for: forgotten\nstill here\n');
  expect(status).toBe(0);
});

test('an exception that nobody catches is told, and asks for the end', () => {
  const { status, stdout } = run(`setImmediate(() => { throw new Error('broken'); });`);
  expect(stdout).toBe('unexpected failure: broken\nstopping because of broken\n');
  expect(status).toBe(3);
});

test('a subgraph that runs on its own goes on as well', () => {
  const main = JSON.stringify(join(__dirname, '..', '..', 'dist', 'subgraphs', 'actors', 'main.js'));
  const script = `
    process.on('newListener', (name) => name === 'unhandledRejection' && setImmediate(() => {
      Promise.reject(new Error('forgotten'));
      setImmediate(() => process.exit(0));
    }));
    require(${main});`;
  const { status, stdout } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
    // Nothing is asked of the database before the first request.
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      HOST: '127.0.0.1',
      ACTORS_DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    },
  });
  expect(stdout).toContain('a failure that nobody waited for');
  expect(status).toBe(0);
});
