import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../platform/errors';

/** What the engine calls requests that it refuses before any field. */
const ENGINE_CODES = new Set(['BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'OPERATION_RESOLUTION_FAILURE']);

/**
 * The engine's refusal of a request under the code that we promise for it, without the copy of the body that it
 * attaches; undefined when the error is something else.
 */
export function requestRefusal(error: unknown): GraphQLError | undefined {
  if (!(error instanceof GraphQLError) || !ENGINE_CODES.has(String(error.extensions['code'])))
    return undefined;
  const http = error.extensions['http'] as { status?: number; spec?: boolean } | undefined;
  const extensions = {
    code: 'BAD_USER_INPUT' satisfies ErrorCode,
    // `spec` makes it 200 under application/json, which is for documents that could be read.
    ...(http && { http: error.extensions['code'] === 'BAD_REQUEST' ? { ...http, spec: false } : http }),
  };
  return new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    ...(error.source && { source: error.source }),
    ...(error.positions && { positions: error.positions }),
    ...(error.path && { path: error.path }),
    extensions,
  });
}

/** Validation has its errors marked by the engine past the mask: they get our code here. */
export function validationCodes(): GatewayPlugin {
  return {
    onValidate: () => {
      return ({ result }: { result: unknown }) => {
        if (!Array.isArray(result)) return;
        for (const error of result) {
          if (error instanceof GraphQLError) error.extensions['code'] = 'BAD_USER_INPUT' satisfies ErrorCode;
        }
      };
    },
  };
}
