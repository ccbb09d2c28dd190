import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startGateway } from '../gateway/main';
import { readConfig, VARIABLES } from '../platform/config';
import { readRole } from '../platform/roles';
import { startSubgraphServer } from '../platform/subgraph/subgraph-server';
import { SUBGRAPH_NAMES } from '../platform/subgraph/subgraph';
import { dockerInstruction, healthCommand, readCompose, readEnvFile, ROOT } from './support/compose';
import { createFixture, memoryLog } from './support/fixture/supergraph';

// No engine runs here: each thing that the files name is held against what it names.
const example = readEnvFile('.env.example');
const compose = readCompose(example);
const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build !== undefined);
const [nodePath, ...entry] = JSON.parse(dockerInstruction('ENTRYPOINT')) as [string, ...string[]];

interface Ended {
  code: number;
  output: string;
}

function runNode(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

describe('docker-compose.yml', () => {
  it.each(ours)('gives %s a command that the program has', async (_name, { command = [] }) => {
    expect(nodePath).toBe('node');
    const { code, output } = await runNode([...entry, ...command, '--help']);
    const words = command[0] === 'serve' ? command.slice(0, 1) : command;
    expect(output).toContain(`Usage: maillon ${words.join(' ')}`);
    expect(code).toBe(0);
  });

  it.each(ours)('gives %s variables that the configuration knows and accepts', (_name, { environment }) => {
    expect(Object.keys(environment).filter((name) => !VARIABLES.includes(name as never))).toEqual([]);
    expect(() => readConfig(environment)).not.toThrow();
  });

  it.each(SUBGRAPH_NAMES)('gives %s the address of its own read role and no other secret', (name) => {
    const { environment, command } = compose.services[name]!;
    // PUBLIC_URL is what everybody sees.
    const secrets = Object.keys(environment).filter((variable) => /(?<!^PUBLIC_)URL|PASSWORD/.test(variable));
    expect(command).toEqual(['serve', name]);
    expect(secrets).toEqual([`${name.toUpperCase()}_DATABASE_URL`]);
    const address = new URL(environment[secrets[0]!]!);
    expect(address.username).toBe(readRole(name));
    expect(address.password).toBe(example[`MAILLON_${name.toUpperCase()}_DB_PASSWORD`]);
  });

  it('gives the gateway addresses of the subgraphs, no credentials and no way to the database', () => {
    const { environment, networks, command } = compose.services['gateway']!;
    expect(command).toEqual(['serve', 'gateway']);
    expect(readConfig(environment).subgraphUrls).toEqual(
      Object.fromEntries(
        SUBGRAPH_NAMES.map((name) => {
          const { port } = readConfig(compose.services[name]!.environment);
          return [name, `http://${name}:${port}/graphql`];
        }),
      ),
    );
    // A router of another make reads the addresses in the supergraph.
    const supergraph = readFileSync(path.join(ROOT, 'schema', 'supergraph.graphql'), 'utf8');
    for (const url of Object.values(readConfig(environment).subgraphUrls)) expect(supergraph).toContain(url);
    expect(JSON.stringify(environment)).not.toMatch(/postgres|PASSWORD|DATABASE/);
    for (const network of compose.services['postgres']!.networks) expect(networks).not.toContain(network);
  });

  it('migrates as the owner of the database that postgres makes, before anything serves', () => {
    const { environment: owner } = compose.services['postgres']!;
    const order = ['postgres', 'migrate', 'load', 'actors'];
    for (const [index, name] of order.slice(1).entries()) {
      expect(Object.keys(compose.services[name]!.depends_on ?? {})).toEqual([order[index]]);
    }
    for (const name of ['migrate', 'load']) {
      const { DATABASE_URL, ...rest } = compose.services[name]!.environment;
      const address = new URL(DATABASE_URL!);
      expect(address.hostname).toBe('postgres');
      expect(address.username).toBe(owner['POSTGRES_USER']);
      expect(address.password).toBe(owner['POSTGRES_PASSWORD']);
      expect(address.pathname).toBe(`/${owner['POSTGRES_DB']}`);
      expect(rest).toMatchObject({
        MAILLON_ACTORS_DB_PASSWORD: example['MAILLON_ACTORS_DB_PASSWORD'],
        MAILLON_FLOWS_DB_PASSWORD: example['MAILLON_FLOWS_DB_PASSWORD'],
        MAILLON_FINANCING_DB_PASSWORD: example['MAILLON_FINANCING_DB_PASSWORD'],
      });
    }
  });

  it.each(services)('confines %s', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      deploy: { resources: { limits: { cpus: expect.any(String), memory: expect.any(String) } } },
    });
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:4000$/);
    for (const network of service.networks) expect(compose.networks).toHaveProperty(network);
    for (const [other] of Object.entries(service.depends_on ?? {})) {
      expect(compose.services).toHaveProperty(other);
    }
  });

  it.each(Object.keys(example))('refuses to start without %s', (name) => {
    expect(name).toMatch(/_PASSWORD$/);
    expect(() => readCompose({ ...example, [name]: '' })).toThrow(name);
  });
});

describe('the health command of the image', () => {
  const { log } = memoryLog();
  let reasons: string[] = [];
  const isReady = (): string[] => reasons;
  const ask = (url: string): Promise<Ended> => {
    const [program, ...args] = healthCommand();
    expect(program).toBe('node');
    return runNode(args, { PORT: new URL(url).port });
  };

  it.each(['subgraph', 'gateway'])('follows the readiness of a %s', async (part) => {
    const { subgraphs, databases, supergraph } = await createFixture();
    const address = { host: '127.0.0.1', port: 0 };
    const server =
      part === 'subgraph'
        ? await startSubgraphServer({
            ...address,
            subgraph: subgraphs.actors,
            database: databases.actors,
            log,
            isReady,
          })
        : await startGateway(
            { ...address, supergraph, subgraphNames: ['actors', 'flows'], subgraphUrls: {}, corsOrigin: '*' },
            { subgraphs, databases, log, isReady },
          );
    try {
      reasons = ['data is being prepared'];
      expect((await ask(server.url)).code).toBe(1);
      reasons = [];
      expect((await ask(server.url)).code).toBe(0);
    } finally {
      await server.close();
    }
    expect((await ask(server.url)).code).toBe(1);
  });
});

describe('Dockerfile', () => {
  const dockerfile = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8');
  const { bin, scripts, engines } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    bin: { maillon: string };
    scripts: { start: string };
    engines: { node: string };
  };

  it('runs the program that the package installs', () => {
    expect(entry.at(-1)).toBe(bin.maillon);
    // With the same flags as on a machine of one's own.
    expect([nodePath, ...entry, 'serve'].join(' ')).toBe(scripts.start);
    expect(dockerInstruction('USER')).toBe('node');
  });

  it('pins a Node that the package accepts, the same in each stage', () => {
    const majors = new Set([...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map(([, major]) => Number(major)));
    expect(majors.size).toBe(1);
    expect([...majors][0]).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
    expect(dockerfile.match(/^FROM (?!node:)/m)).toBeNull();
  });

  it('copies what exists and .dockerignore lets through', () => {
    const allowed = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
      .flatMap(([, sources = '']) => sources.split(' '))
      .filter((source) => source !== '.');
    expect(copied.length).toBeGreaterThan(4);
    const isLetThrough = (source: string): boolean =>
      allowed.some((path) => source === path || source.startsWith(`${path}/`));
    expect(copied.filter((source) => !isLetThrough(source))).toEqual([]);
    expect(copied.filter((source) => !existsSync(path.join(ROOT, source)))).toEqual([]);
  });

  it('builds from all the folders that the build compiles', () => {
    const build = readFileSync(path.join(ROOT, 'tools', 'build.mjs'), 'utf8');
    // Benchmarks are compiled in a clone and shipped nowhere.
    const folders = [...(/const FOLDERS = \[([^\]]*)\]/.exec(build)?.[1] ?? '').matchAll(/'(\w+)'/g)].filter(
      ([, name]) => name !== 'bench',
    );
    const allowed = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
    expect(folders.length).toBeGreaterThan(5);
    expect(folders.map(([, name]) => `!${name}`).filter((line) => !allowed.includes(line))).toEqual([]);
  });
});
