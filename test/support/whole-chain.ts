import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startGateway } from '../../gateway/main';
import type { Limits } from '../../gateway/limits';
import type { Listening } from '../../platform/http/listening';
import { createLogger } from '../../platform/log';
import { startSubgraphServer } from '../../platform/subgraph/subgraph-server';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '../../platform/subgraph/subgraph';
import { createActorsSubgraph } from '../../subgraphs/actors/subgraph';
import { createFinancingSubgraph } from '../../subgraphs/financing/subgraph';
import { createFlowsSubgraph } from '../../subgraphs/flows/subgraph';
import { roleAddress, type TestDatabase } from './database';

const log = createLogger({ level: 'silent' });
const LOOPBACK = { host: '127.0.0.1', port: 0 };

/** The gateway over the real subgraphs, and how to ask it. */
export interface WholeChain {
  readonly url: string;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
}

/** One process, no HTTP between gateway and subgraphs: the default. */
export async function inOneProcess(db: TestDatabase, limits: Partial<Limits> = {}): Promise<WholeChain> {
  const subgraphs = await buildSubgraphs();
  const gateway = await startGateway(
    { ...LOOPBACK, subgraphUrls: {}, corsOrigin: '*', limits },
    { subgraphs, databases: databasesOf(db), log, isReady: () => [] },
  );
  return chain(gateway, []);
}

/** Each subgraph behind its own HTTP server, in this process. */
export async function overHttp(db: TestDatabase): Promise<WholeChain> {
  const subgraphs = await buildSubgraphs();
  const servers = await Promise.all(
    SUBGRAPH_NAMES.map((name) =>
      startSubgraphServer({
        ...LOOPBACK,
        subgraph: subgraphs[name],
        database: db.of(name).database,
        log,
        isReady: () => [],
      }),
    ),
  );
  const urls = Object.fromEntries(
    SUBGRAPH_NAMES.map((name, index) => [name, `${servers[index]?.url}/graphql`]),
  );
  return chain(await gatewayOver(urls), servers);
}

/** Each subgraph a process of its own, with its own role on the database: how several hosts run it. */
export async function overProcesses(db: TestDatabase): Promise<WholeChain> {
  const processes = await Promise.all(SUBGRAPH_NAMES.map((name) => startProcess(db, name)));
  const urls = Object.fromEntries(
    SUBGRAPH_NAMES.map((name, index) => [name, `${processes[index]?.url}/graphql`]),
  );
  return chain(await gatewayOver(urls), processes);
}

function gatewayOver(subgraphUrls: Partial<Record<SubgraphName, string>>): Promise<Listening> {
  return startGateway(
    { ...LOOPBACK, subgraphUrls, corsOrigin: '*' },
    { subgraphs: {}, databases: {}, log, isReady: () => [] },
  );
}

export async function buildSubgraphs(): Promise<Record<SubgraphName, Subgraph>> {
  const [actors, flows, financing] = await Promise.all([
    createActorsSubgraph(),
    createFlowsSubgraph(),
    createFinancingSubgraph(),
  ]);
  return { actors, flows, financing };
}

export function databasesOf(db: TestDatabase) {
  return Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, db.of(name).database]));
}

function chain(gateway: Listening, behind: { close(): Promise<void> }[]): WholeChain {
  return {
    url: gateway.url,
    async ask(query, variables) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    async close() {
      await gateway.close();
      await Promise.all(behind.map((part) => part.close()));
    },
  };
}

/** Runs the built command, as an operator does, and waits until it says where it listens. */
async function startProcess(db: TestDatabase, name: SubgraphName): Promise<Listening> {
  const child = spawn(process.execPath, [join('dist', 'cli', 'maillon.js'), 'serve', name], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      [`${name.toUpperCase()}_DATABASE_URL`]: roleAddress(db.url, name),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await listeningUrl(child, name);
  return {
    url,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function listeningUrl(child: ChildProcess, name: SubgraphName): Promise<string> {
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    const line = said.split('\n').find((text) => text.includes('prêt'));
    const url = line === undefined ? undefined : /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error(`the ${name} process ended before it was ready:\n${said}`);
}
