import type { Executor } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Database } from '../platform/database';
import { OperatorError } from '../platform/errors';
import type { Subgraph, SubgraphName } from '../platform/subgraph/subgraph';
import { httpExecutor } from './transports/http';
import { inProcessExecutor } from './transports/in-process';

/** How the gateway reaches one subgraph. */
export interface Transport {
  readonly kind: 'in-process' | 'http';
  readonly execute: Executor;
  /** The schema that `execute` executes on, of a subgraph in this process. */
  readonly schema?: GraphQLSchema;
  /** Why the subgraph cannot answer now; empty when it can. */
  readonly notReady: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export type Transports = Partial<Record<SubgraphName, Transport>>;

export interface TransportChoices {
  names: readonly SubgraphName[];
  /** Address of a subgraph that runs elsewhere: its /graphql. */
  urls: Partial<Record<SubgraphName, string>>;
  subgraphs: Partial<Record<SubgraphName, Subgraph>>;
  databases: Partial<Record<SubgraphName, Database>>;
  log: Logger;
  timeoutMs: number;
}

/** A subgraph with an address is reached over HTTP, any other runs in this process. */
export function createTransports(choices: TransportChoices): Transports {
  const transports: Transports = {};
  for (const name of choices.names) {
    const url = choices.urls[name];
    transports[name] = url === undefined ? inProcess(name, choices) : overHttp(name, url, choices);
  }
  return transports;
}

function inProcess(name: SubgraphName, choices: TransportChoices): Transport {
  const subgraph = choices.subgraphs[name];
  const database = choices.databases[name];
  if (!subgraph || !database) {
    throw new OperatorError(
      `The ${name} subgraph is neither in this process nor at an address.`,
      `Set SUBGRAPH_${name.toUpperCase()}_URL, or start the whole with \`maillon serve\`.`,
    );
  }
  return {
    kind: 'in-process',
    execute: inProcessExecutor(subgraph, database, choices.log),
    schema: subgraph.schema,
    notReady: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

function overHttp(name: SubgraphName, url: string, choices: TransportChoices): Transport {
  return {
    kind: 'http',
    ...httpExecutor(name, url, choices.timeoutMs, choices.log),
    async notReady() {
      try {
        const response = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(2_000) });
        await response.arrayBuffer();
        return response.ok ? [] : [`the ${name} subgraph is not ready`];
      } catch {
        return [`the ${name} subgraph does not answer`];
      }
    },
  };
}
