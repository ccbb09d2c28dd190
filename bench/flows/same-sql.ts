import type { Client } from 'pg';
import { createSubgraph } from '../../cli/subgraph-registry';
import { startGateway } from '../../gateway/main';
import { openDatabase, type Database } from '../../platform/database';
import { createLogger } from '../../platform/log';
import { readConnection, readRole } from '../../platform/roles';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../platform/subgraph/subgraph';
import { Requests } from '../run/requests';
import type { ScratchDatabase } from '../run/scratch';

/** A statement that an operation sends. */
export interface SentStatement {
  readonly subgraph: SubgraphName;
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Answers operations in this process and tells which SQL each one sent. */
export interface StatementProbe {
  sentBy(query: string, variables: Record<string, unknown>): Promise<SentStatement[]>;
  close(): Promise<void>;
}

export async function openProbe(database: ScratchDatabase): Promise<StatementProbe> {
  let sent: SentStatement[] = [];
  const names = new Map<string, string>();
  const listening = (subgraph: SubgraphName, real: Database): Database => ({
    ...real,
    rows(label, text, values) {
      if (!names.has(text)) names.set(text, `bench${names.size}`);
      sent.push({ subgraph, name: names.get(text) as string, text, values });
      return real.rows(label, text, values);
    },
  });
  const databases = Object.fromEntries(
    SUBGRAPH_NAMES.map((name) => [name, listening(name, openDatabase(readingOf(database, name)))]),
  ) as Record<SubgraphName, Database>;
  const subgraphs = Object.fromEntries(
    await Promise.all(SUBGRAPH_NAMES.map(async (name) => [name, await createSubgraph(name)] as const)),
  );
  const gateway = await startGateway(
    { host: '127.0.0.1', port: 0, subgraphUrls: {}, corsOrigin: [] },
    { subgraphs, databases, log: createLogger({ level: 'error', format: 'plain' }), isReady: () => [] },
  );
  const requests = new Requests(gateway.url, 1);
  return {
    async sentBy(query, variables) {
      sent = [];
      await requests.graphql(query, variables);
      return sent;
    },
    async close() {
      requests.close();
      await gateway.close();
      for (const each of Object.values(databases)) await each.close();
    },
  };
}

function readingOf(database: ScratchDatabase, name: SubgraphName): ReturnType<typeof readConnection> {
  const url = new URL(database.url);
  url.username = readRole(name);
  url.password = database.env[`MAILLON_${name.toUpperCase()}_DB_PASSWORD`] ?? '';
  return readConnection(name, url.href);
}

/** Bare `pg` clients, one a schema, that send given statements one after the other. */
export class BareClients {
  private constructor(private readonly clients: ReadonlyMap<SubgraphName, Client>) {}

  static async connect(database: ScratchDatabase): Promise<BareClients> {
    const clients = new Map<SubgraphName, Client>();
    for (const name of SUBGRAPH_NAMES) {
      const client = await database.reader(name);
      // Sums of raw flows may take long; how long is what we want to know.
      await client.query('SET statement_timeout TO 0');
      clients.set(name, client);
    }
    return new BareClients(clients);
  }

  async send(statements: readonly SentStatement[]): Promise<void> {
    for (const { subgraph, name, text, values } of statements) {
      await this.of(subgraph).query({ name, text, values: [...values] });
    }
  }

  of(subgraph: SubgraphName): Client {
    return this.clients.get(subgraph) as Client;
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) await client.end();
  }
}
