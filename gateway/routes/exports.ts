import type { ServerResponse } from 'node:http';
import { dataPackage } from '../../exports/datapackage';
import { exportDoor, readHashes, type ExportDoor } from '../../exports/door';
import type { ExportLimits } from '../../exports/limits';
import type { LocalSubgraph } from '../../exports/open-export';
import { PACKAGE_PATH, TARGETS } from '../../exports/paths';
import type { Resource } from '../../exports/resources';
import type { Site } from '../../exports/site';
import { TABLE_NAMES, TABLES } from '../../exports/tables';
import type { Database } from '../../platform/database';
import { sendJson } from '../../platform/http/reply';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '../../platform/subgraph/subgraph';
import { cors, type CorsOrigins } from './cors';
import { passOn, remoteResources } from './exports-proxy';
import type { Exchange, Route } from './exchange';

export interface ExportParts {
  /** Addresses of the subgraphs that run elsewhere: their /graphql. */
  urls: Partial<Record<SubgraphName, string>>;
  /** Those that run in this process, with their databases. */
  subgraphs: Partial<Record<SubgraphName, Subgraph>>;
  databases: Partial<Record<SubgraphName, Database>>;
  origins: CorsOrigins;
  limits?: Partial<ExportLimits> | undefined;
  site?: Site;
}

/** /exports/…: tables of this process are read here, those of another are asked from its server. */
export function exportRoutes(parts: ExportParts): Map<string, Route> {
  const door = exportDoor(localSubgraphs(parts), parts.limits, parts.site);
  const route = (answer: (exchange: Exchange) => Promise<void>): Route => ({
    methods: ['GET', 'HEAD', 'OPTIONS'],
    answer: (exchange) => (openTo(exchange, parts.origins) ? answer(exchange) : undefined),
  });
  const routes = new Map<string, Route>([
    [PACKAGE_PATH, route((exchange) => answerPackage(exchange, door, parts.urls))],
  ]);
  for (const [path, { table }] of TARGETS) {
    const url = parts.urls[TABLES[table].subgraph];
    routes.set(
      path,
      route((exchange) => (url === undefined ? door.answer(asked(exchange)) : passOn(exchange, url))),
    );
  }
  return routes;
}

function localSubgraphs({
  urls,
  subgraphs,
  databases,
}: ExportParts): Partial<Record<SubgraphName, LocalSubgraph>> {
  const locals: Partial<Record<SubgraphName, LocalSubgraph>> = {};
  for (const name of SUBGRAPH_NAMES) {
    const [subgraph, database] = [subgraphs[name], databases[name]];
    if (urls[name] === undefined && subgraph && database) locals[name] = { subgraph, database };
  }
  return locals;
}

/** False when the request was a preflight, which is then answered. */
function openTo({ request, response }: Exchange, origins: CorsOrigins): boolean {
  if (cors(request, response, origins)) return false;
  response.appendHeader(
    'access-control-expose-headers',
    'X-Export-Rows, ETag, Last-Modified, Content-Disposition, Retry-After',
  );
  return true;
}

const asked = ({ request, response, url, scope }: Exchange) => ({ request, response, url, log: scope.log });

/** One package of what all subgraphs publish, wherever they run. */
async function answerPackage(
  exchange: Exchange,
  door: ExportDoor,
  urls: Partial<Record<SubgraphName, string>>,
): Promise<void> {
  if (Object.keys(urls).length === 0) return door.answer(asked(exchange));
  const { response, url } = exchange;
  await door.attempt(asked(exchange), async () => {
    const hashes = readHashes(url.searchParams);
    const found = [...(await door.resources(hashes)).values()].flat();
    for (const address of Object.values(urls)) {
      const theirs = await remoteResources(exchange, address);
      if (!theirs) return;
      found.push(...theirs);
    }
    sendPackage(response, found);
  });
}

function sendPackage(response: ServerResponse, resources: readonly Resource[]): void {
  const rank = ({ name }: Resource): number =>
    TABLE_NAMES.findIndex((table) => name === table || name === `${table}-planned`);
  const ordered = resources.toSorted((a, b) => rank(a) - rank(b));
  sendJson(response, 200, dataPackage(ordered, new Date()));
}
