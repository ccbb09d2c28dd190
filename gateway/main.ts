import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ExportLimits } from '../exports/limits';
import type { Database } from '../platform/database';
import { OperatorError } from '../platform/errors';
import { listen, type Listening } from '../platform/http/listening';
import { sendGraphQLError, sendText } from '../platform/http/reply';
import { REQUEST_ID_HEADER, requestId } from '../platform/http/request-id';
import { MASKED_MESSAGE } from '../platform/mask-error';
import { PACKAGE_ROOT } from '../platform/package-root';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '../platform/subgraph/subgraph';
import { PAGE_PATH } from './directory/page';
import { createGateway } from './gateway';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { logAccess } from './access-log';
import { actorRoute, ACTORS_PREFIX } from './routes/actors';
import type { CorsOrigins } from './routes/cors';
import { directoryPageRoute } from './routes/directory-page';
import type { Exchange, Route } from './routes/exchange';
import { exportRoutes } from './routes/exports';
import { graphqlRoute } from './routes/graphql';
import { liveRoute, readyRoute } from './routes/health';
import { pageRoutes } from './routes/pages';
import { schemaRoute } from './routes/schema';
import { securityHeaders } from './routes/security-headers';
import { createTransports } from './transports';

const GRAPHQL_PATH = '/graphql';

export interface GatewayServerConfig {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** SDL of the supergraph; the committed one by default. */
  supergraph?: string;
  /** Addresses of the subgraphs that run elsewhere. */
  subgraphUrls: Partial<Record<SubgraphName, string>>;
  corsOrigin: CorsOrigins;
  /** Address of this gateway as the world knows it; unknown by default. */
  publicUrl?: string | undefined;
  /** Those given replace the defaults. */
  limits?: Partial<Limits>;
  /** Those given replace the defaults. */
  exportLimits?: Partial<ExportLimits>;
  /** Folder of the built pages. */
  pages?: string;
  /** Subgraphs of the supergraph; all of ours unless a test composes others. */
  subgraphNames?: readonly SubgraphName[];
  /** How long running requests may last after close. */
  graceMs?: number;
}

export interface GatewayParts {
  /** Those that run in this process, with their databases. */
  subgraphs: Partial<Record<SubgraphName, Subgraph>>;
  databases: Partial<Record<SubgraphName, Database>>;
  log: Logger;
  /** Why this process cannot answer yet (migrations, data); empty when it can. */
  isReady: () => Promise<readonly string[]> | readonly string[];
}

/** Serves the one public door. close() stops accepting, lets running requests end, and leaves nothing open. */
export async function startGateway(config: GatewayServerConfig, parts: GatewayParts): Promise<Listening> {
  const { log } = parts;
  const limits = { ...DEFAULT_LIMITS, ...config.limits };
  const transports = createTransports({
    names: config.subgraphNames ?? SUBGRAPH_NAMES,
    urls: config.subgraphUrls,
    subgraphs: parts.subgraphs,
    databases: parts.databases,
    log,
    timeoutMs: limits.timeoutMs,
  });
  const supergraph = config.supergraph ?? committedSupergraph();
  const gateway = createGateway({ supergraph, limits, log }, transports);
  const readiness = async (): Promise<string[]> => {
    const own = await parts.isReady();
    const theirs = await Promise.all(Object.values(transports).map((transport) => transport.notReady()));
    return [...own, ...theirs.flat()];
  };
  const pages = config.pages ?? join(PACKAGE_ROOT, 'dist', 'web');
  const routes = new Map<string, Route>([
    ...pageRoutes(pages, config.corsOrigin),
    [PAGE_PATH, directoryPageRoute(gateway, limits, pages)],
    [GRAPHQL_PATH, graphqlRoute(gateway, limits, config.corsOrigin)],
    ['/schema.graphql', schemaRoute(gateway, config.corsOrigin)],
    ['/health/live', liveRoute()],
    ['/health/ready', readyRoute(readiness)],
    ...exportRoutes({
      urls: config.subgraphUrls,
      subgraphs: parts.subgraphs,
      databases: parts.databases,
      origins: config.corsOrigin,
      limits: config.exportLimits,
      site: { publicUrl: config.publicUrl },
    }),
  ]);
  const actor = actorRoute({
    gateway,
    origins: config.corsOrigin,
    site: { publicUrl: config.publicUrl },
    timeoutMs: limits.timeoutMs,
  });
  const find = (path: string): Route | undefined =>
    routes.get(path) ?? (path.startsWith(ACTORS_PREFIX) ? actor : undefined);
  const server = createServer((request, response) => void serve(request, response, find, log));
  const listening = await listen(server, config, config.graceMs);
  log.info({ url: listening.url }, 'gateway listening');
  return {
    url: listening.url,
    async close() {
      await listening.close();
      await gateway.close();
    },
  };
}

function committedSupergraph(): string {
  const file = join(PACKAGE_ROOT, 'schema', 'supergraph.graphql');
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new OperatorError('schema/supergraph.graphql cannot be read.', 'Make it with `npm run schema`.', {
      cause,
    });
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  find: (path: string) => Route | undefined,
  log: Logger,
): Promise<void> {
  const id = requestId(request.headers[REQUEST_ID_HEADER]);
  const scope = { requestId: id, log: log.child({ requestId: id }) };
  response.setHeader(REQUEST_ID_HEADER, id);
  securityHeaders(response);
  logAccess(request, response, scope.log);
  try {
    const url = targetOf(request);
    if (!url) return sendText(response, 400, 'The address of the request cannot be read.\n');
    const exchange: Exchange = { request, response, url, scope };
    const route = find(url.pathname);
    if (!route) return notFound(exchange);
    if (!route.methods.includes(request.method ?? '')) return notAllowed(exchange, route);
    await route.answer(exchange);
  } catch (err) {
    // A client that went away is no failure of ours.
    if (request.destroyed && !request.complete) return;
    scope.log.error({ err }, 'request failed');
    if (response.headersSent) response.destroy();
    else sendGraphQLError(response, 500, MASKED_MESSAGE, { code: 'INTERNAL_SERVER_ERROR' });
  }
}

function targetOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '/';
  // The Host header is not to be trusted; only path and query matter.
  return target.startsWith('/') && URL.canParse(`http://gateway${target}`)
    ? new URL(`http://gateway${target}`)
    : undefined;
}

function notFound({ response }: Exchange): void {
  sendText(
    response,
    404,
    'Nothing here. The API is at /graphql, its explorer at /explorer, its schema at /schema.graphql.\n',
  );
}

function notAllowed({ request, response, url }: Exchange, route: Route): void {
  const allow = route.methods.join(', ');
  const message = `${request.method} is not for this address; use ${allow}.`;
  if (url.pathname !== GRAPHQL_PATH) return sendText(response, 405, `${message}\n`, { allow });
  sendGraphQLError(response, 405, message, { code: 'BAD_USER_INPUT' }, { allow });
}
