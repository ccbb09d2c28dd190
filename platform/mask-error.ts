import { GraphQLError } from 'graphql';
import type { ErrorCode } from './errors';
import { isClientError } from './errors';

/** The only thing that clients learn about a failure of ours. */
export const MASKED_MESSAGE = 'Unexpected error';

/**
 * The error as clients may see it: their own mistakes as they are, anything else without its detail.
 * The detail goes to `report` alone.
 */
export function maskError(error: unknown, report: (detail: unknown) => void): GraphQLError {
  if (isClientError(error) || isMasked(error)) return error;
  if (isRequestError(error)) return withCode(error, 'BAD_USER_INPUT');
  report(error instanceof GraphQLError ? (error.originalError ?? error) : error);
  const extensions = { code: 'INTERNAL_SERVER_ERROR' satisfies ErrorCode };
  if (!(error instanceof GraphQLError)) return new GraphQLError(MASKED_MESSAGE, { extensions });
  return new GraphQLError(MASKED_MESSAGE, {
    ...(error.nodes && { nodes: error.nodes }),
    ...(error.path && { path: error.path }),
    extensions,
  });
}

/** Masked nearer to its cause, where its detail was reported: reporting again would only repeat that it happened. */
export function isMasked(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && !error.originalError && error.message === MASKED_MESSAGE;
}

/** Syntax, validation and variable errors: raised by graphql-js about the request itself, before any field. */
function isRequestError(error: unknown): error is GraphQLError {
  if (!(error instanceof GraphQLError) || error.path !== undefined) return false;
  if (error.extensions['code'] !== undefined) return false;
  const cause: unknown = error.originalError;
  return cause === undefined || cause === null || isRequestError(cause);
}

function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  error.extensions['code'] ??= code;
  return error;
}
