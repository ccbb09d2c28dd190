import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  ApolloServer,
  HeaderMap,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from 'pino';
import type { Database } from '../database';
import { BodyTooLarge, readBody } from '../http/body';
import { listen, type Listening } from '../http/listening';
import { REQUEST_ID_HEADER, requestId } from '../http/request-id';
import { sendGraphQLError, sendJson, sendText } from '../http/reply';
import { MASKED_MESSAGE, clientFailure } from '../mask-error';
import type { Subgraph } from './subgraph';

/** Batched entity fetches of the gateway can be large; a client never reaches this server directly. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** A request beside GraphQL. */
export interface ServerExchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  log: Logger;
}

export interface SubgraphServerOptions {
  subgraph: Subgraph;
  database: Database;
  host: string;
  /** 0 lets the system choose. */
  port: number;
  log: Logger;
  /** Why the subgraph cannot answer yet; empty when it can. */
  isReady: () => Promise<readonly string[]> | readonly string[];
  /** Answers paths under /exports/; none by default. */
  exports?: (exchange: ServerExchange) => Promise<void>;
  /** Answers paths under /geo/; none by default. */
  outlines?: (exchange: ServerExchange) => Promise<void>;
  /** How long running requests may last after close. */
  graceMs?: number;
}

/** Serves one subgraph over HTTP: /graphql for the gateway, /health/live and /health/ready for its keeper. */
export async function startSubgraphServer(options: SubgraphServerOptions): Promise<Listening> {
  const apollo = new ApolloServer<object>(apolloOptions(options));
  await apollo.start();
  const server = createServer((request, response) => {
    route(request, response, apollo, options).catch((error: unknown) => {
      options.log.error({ err: error }, 'request failed');
      if (!response.headersSent) sendJson(response, 500, { errors: [{ message: MASKED_MESSAGE }] });
      else response.destroy();
    });
  });
  const listening = await listen(server, options, options.graceMs);
  options.log.info({ subgraph: options.subgraph.name, url: listening.url }, 'subgraph listening');
  return {
    url: listening.url,
    async close() {
      await listening.close();
      await apollo.stop();
    },
  };
}

function apolloOptions({ subgraph, log }: SubgraphServerOptions): ApolloServerOptions<object> {
  return {
    schema: subgraph.schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    // No cookie and no other ambient right exists here that a forged request could use.
    csrfPrevention: false,
    nodeEnv: 'production',
    logger: log,
    plugins: [
      // Inline traces turn themselves on in subgraphs; the others look for an Apollo account.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      failureLog(subgraph.name, log),
    ],
    formatError(formatted, error) {
      const extensions = { ...formatted.extensions };
      delete extensions['stacktrace'];
      if (extensions['code'] !== 'INTERNAL_SERVER_ERROR') return { ...formatted, extensions };
      const { message, code } = clientFailure(unwrapResolverError(error));
      return { ...formatted, message, extensions: { code } };
    },
  };
}

/** Logs what clients are not told, with the id of the request that met it. */
function failureLog(subgraph: string, log: Logger): ApolloServerPlugin<object> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didEncounterErrors({ errors, request }) {
          const requestId = request.http?.headers.get(REQUEST_ID_HEADER);
          for (const error of errors) {
            // Codes are given by whoever meant the error for clients; a failure has none here.
            if (error.extensions['code'] !== undefined) continue;
            log.error(
              { err: error.originalError ?? error, requestId, subgraph, path: error.path },
              'field failed',
            );
          }
          return Promise.resolve();
        },
      }),
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  apollo: ApolloServer<object>,
  options: SubgraphServerOptions,
): Promise<void> {
  const id = requestId(request.headers[REQUEST_ID_HEADER]);
  response.setHeader(REQUEST_ID_HEADER, id);
  const path = (request.url ?? '/').split('?', 1)[0];
  if (path === '/graphql') return answer(request, response, apollo, options);
  const door = path?.startsWith('/exports/')
    ? options.exports
    : path?.startsWith('/geo/')
      ? options.outlines
      : undefined;
  if (door) {
    const url = new URL(request.url ?? '/', 'http://subgraph');
    return door({ request, response, url, log: options.log.child({ requestId: id }) });
  }
  if (path === '/health/live') return sendJson(response, 200, { status: 'live' });
  if (path === '/health/ready') {
    const reasons = await options.isReady();
    return sendJson(response, reasons.length === 0 ? 200 : 503, {
      status: reasons.length === 0 ? 'ready' : 'not ready',
      reasons,
    });
  }
  return sendText(
    response,
    404,
    `Nothing here: this is the ${options.subgraph.name} subgraph, at /graphql.\n`,
  );
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  apollo: ApolloServer<object>,
  options: SubgraphServerOptions,
): Promise<void> {
  const body = await parsedBody(request, response);
  if (body === REFUSED) return;
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set(REQUEST_ID_HEADER, String(response.getHeader(REQUEST_ID_HEADER)));
  const url = new URL(request.url ?? '/', 'http://subgraph');
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: (request.method ?? 'GET').toUpperCase(),
      headers,
      search: url.search,
      body,
    },
    context: () => Promise.resolve(options.subgraph.createContext(options.database)),
  });
  for (const [name, value] of result.headers) response.setHeader(name, value);
  response.statusCode = result.status ?? 200;
  if (result.body.kind === 'complete') {
    if (isWellFormedRefusal(result)) response.statusCode = 200;
    response.end(result.body.string);
    return;
  }
  for await (const chunk of result.body.asyncIterator) response.write(chunk);
  response.end();
}

const REQUEST_ERRORS = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * GraphQL over HTTP answers a document it refuses with 200 under application/json, with 400 only under
 * application/graphql-response+json; Apollo Server uses 400 for both.
 */
function isWellFormedRefusal({ status, headers, body }: HTTPGraphQLResponse): boolean {
  if (status !== 400 || body.kind !== 'complete') return false;
  if (!headers.get('content-type')?.startsWith('application/json')) return false;
  const { errors = [] } = JSON.parse(body.string) as { errors?: { extensions?: { code?: string } }[] };
  return errors.length > 0 && errors.every(({ extensions }) => REQUEST_ERRORS.has(extensions?.code ?? ''));
}

const REFUSED = Symbol('refused');

async function parsedBody(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    sendGraphQLError(response, 415, 'Send the body as application/json.', { code: 'BAD_REQUEST' });
    return REFUSED;
  }
  try {
    return JSON.parse((await readBody(request, MAX_BODY_BYTES)).toString('utf8'));
  } catch (error) {
    if (error instanceof BodyTooLarge) {
      sendGraphQLError(
        response,
        413,
        error.message,
        { code: 'OPERATION_TOO_LARGE' },
        { connection: 'close' },
      );
    } else {
      sendGraphQLError(response, 400, 'The body is not valid JSON.', { code: 'BAD_REQUEST' });
    }
    return REFUSED;
  }
}
