import { execute, GraphQLError } from 'graphql';
import type { ExecutionRequest, ExecutionResult, Executor } from '@graphql-tools/utils';
import type { Logger } from 'pino';
import type { Database } from '../../platform/database';
import { maskError } from '../../platform/mask-error';
import type { Subgraph } from '../../platform/subgraph/subgraph';
import { scopeOf, type RequestScope } from '../request-scope';

/**
 * Executes fetches of the gateway on the subgraph’s schema, without a network or a JSON round trip.
 * All fetches of one request share one subgraph context, so that its loaders batch and remember across them.
 */
export function inProcessExecutor(subgraph: Subgraph, database: Database, log: Logger): Executor {
  const contexts = new WeakMap<RequestScope, object>();

  function contextOf(scope: RequestScope | undefined): object {
    if (!scope) return subgraph.createContext(database);
    let context = contexts.get(scope);
    if (!context) contexts.set(scope, (context = subgraph.createContext(database)));
    return context;
  }

  return async function executeInProcess<Data>(request: ExecutionRequest): Promise<ExecutionResult<Data>> {
    const scope = scopeOf(request.context);
    const result = (await execute({
      schema: subgraph.schema,
      document: request.document,
      variableValues: request.variables as Record<string, unknown> | undefined,
      operationName: request.operationName,
      contextValue: contextOf(scope),
    })) as ExecutionResult<Data>;
    if (!result.errors) return result;
    const report = (err: unknown): void =>
      (scope?.log ?? log).error({ err, subgraph: subgraph.name }, 'field failed');
    return { ...result, errors: result.errors.map((error) => withoutLocations(maskError(error, report))) };
  };
}

/** Lines and columns of the fetch mean nothing to the client, who never saw it; over HTTP they are lost too. */
function withoutLocations({ message, path, originalError, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    ...(path && { path }),
    ...(originalError && { originalError }),
    extensions,
  });
}
