import http from '@graphql-mesh/transport-http';
import type { ExecutionRequest, ExecutionResult, Executor } from '@graphql-tools/utils';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isClientError, type ErrorCode } from '../../platform/errors';
import { REQUEST_ID_HEADER } from '../../platform/http/request-id';
import { MASKED_MESSAGE, isMasked } from '../../platform/mask-error';
import type { SubgraphName } from '../../platform/subgraph/subgraph';
import { scopeOf } from '../request-scope';

/** Codes of the HTTP client: the subgraph was not reached, or what answered is no GraphQL server. */
const NOT_REACHED = new Set(['SUBREQUEST_HTTP_ERROR', 'RESPONSE_VALIDATION_FAILED', 'TIMEOUT_ERROR']);

/** Sends fetches to a subgraph over HTTP with the request id; what went wrong on the way stays in the log. */
export function httpExecutor(
  name: SubgraphName,
  url: string,
  timeoutMs: number,
  log: Logger,
): { execute: Executor; close: () => Promise<void> } {
  const options = {
    headers: (request?: ExecutionRequest) => {
      const scope = scopeOf(request?.context);
      return scope ? { [REQUEST_ID_HEADER]: scope.requestId } : {};
    },
  };
  const send = http.getSubgraphExecutor({
    subgraphName: name,
    transportEntry: { kind: 'http', subgraph: name, location: url, options },
    // A signal of its own for each fetch: the client’s option chains a listener on one shared signal instead.
    fetch: (url: string, init: RequestInit) =>
      fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
  } as unknown as Parameters<typeof http.getSubgraphExecutor>[0]) as Executor & Partial<AsyncDisposable>;

  async function execute<Data>(request: ExecutionRequest): Promise<ExecutionResult<Data>> {
    const result = (await send(request)) as ExecutionResult<Data>;
    if (!result.errors) return result;
    const report = (err: unknown): void =>
      (scopeOf(request.context)?.log ?? log).error({ err, subgraph: name }, 'subgraph failed');
    return { ...result, errors: result.errors.map((error) => readable(name, error, report)) };
  }

  return { execute, close: async () => send[Symbol.asyncDispose]?.() };
}

/** Errors of a subgraph are masked there already; this covers a subgraph of another make, and the way to it. */
function readable(
  name: SubgraphName,
  error: Pick<GraphQLError, 'message' | 'path' | 'extensions'>,
  report: (err: unknown) => void,
): GraphQLError {
  const path = error.path ? { path: error.path } : {};
  const extensions = error.extensions ?? {};
  const code = typeof extensions['code'] === 'string' ? extensions['code'] : '';
  // A document that the subgraph does not understand is a fault of the deployment, not of the client.
  const trusted = !code.startsWith('GRAPHQL_') && !NOT_REACHED.has(code);
  const same = new GraphQLError(error.message, { ...path, extensions });
  if (trusted && isClientError(same)) return same;
  if (isMasked(same)) return same;
  report(error);
  if (!NOT_REACHED.has(code)) {
    return new GraphQLError(MASKED_MESSAGE, { ...path, extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  }
  return new GraphQLError(`The ${name} service does not answer; try again in a moment.`, {
    ...path,
    extensions: { code: 'UNAVAILABLE' satisfies ErrorCode },
  });
}
