import 'reflect-metadata';
import type { ExportLimits } from '../../exports/limits';
import { contoursDoor } from '../../exports/contours/contours-door';
import { exportDoor } from '../../exports/door';
import { startGateway } from '../../gateway/main';
import type { Listening } from '../../platform/http/listening';
import { createLogger } from '../../platform/log';
import { startSubgraphServer } from '../../platform/subgraph/subgraph-server';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '../../platform/subgraph/subgraph';
import { createActorsSubgraph } from '../../subgraphs/actors/subgraph';
import { createFinancingSubgraph } from '../../subgraphs/financing/subgraph';
import { createFlowsSubgraph } from '../../subgraphs/flows/subgraph';
import type { TestDatabase } from '../support/database';

const log = createLogger({ level: 'silent' });
const LOOPBACK = { host: '127.0.0.1', port: 0 };

async function subgraphs(): Promise<Record<SubgraphName, Subgraph>> {
  const [actors, flows, financing] = await Promise.all([
    createActorsSubgraph(),
    createFlowsSubgraph(),
    createFinancingSubgraph(),
  ]);
  return { actors, flows, financing };
}

/** The whole in one process, as `maillon serve` runs it. */
export async function exportServer(
  db: TestDatabase,
  exportLimits: Partial<ExportLimits> = {},
  publicUrl?: string,
): Promise<Listening> {
  const databases = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, db.of(name).database]));
  return startGateway(
    { ...LOOPBACK, subgraphUrls: {}, corsOrigin: '*', exportLimits, publicUrl },
    { subgraphs: await subgraphs(), databases, log, isReady: () => [] },
  );
}

/** Each subgraph behind a server of its own, the gateway without a database. */
export async function remoteExportServer(db: TestDatabase, publicUrl?: string): Promise<Listening> {
  const built = await subgraphs();
  const servers = await Promise.all(
    SUBGRAPH_NAMES.map((name) => {
      const local = { subgraph: built[name], database: db.of(name).database };
      const door = exportDoor({ [name]: local }, {}, { publicUrl });
      return startSubgraphServer({
        ...LOOPBACK,
        ...local,
        log,
        isReady: () => [],
        exports: (exchange) => door.answer(exchange),
        ...(name === 'actors' && { outlines: contoursDoor(local.database) }),
      });
    }),
  );
  const subgraphUrls = Object.fromEntries(
    SUBGRAPH_NAMES.map((name, index) => [name, `${servers[index]?.url}/graphql`]),
  );
  const gateway = await startGateway(
    { ...LOOPBACK, subgraphUrls, corsOrigin: '*' },
    { subgraphs: {}, databases: {}, log, isReady: () => [] },
  );
  return {
    url: gateway.url,
    async close() {
      await gateway.close();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
