import { GraphQLError } from 'graphql';
import { PASSING_MESSAGES, passingFailure } from './database-failure';
import type { ErrorCode } from './errors';
import { isClientError } from './errors';

/** The only thing that clients learn about a failure of ours. */
export const MASKED_MESSAGE = 'Unexpected error';

/**
 * The error as clients may see it: their own mistakes as they are, anything else without its detail.
 * The detail goes to `report` alone.
 */
export function maskError(error: unknown, report: (detail: unknown) => void): GraphQLError {
  if (isClientError(error)) return error;
  const masked = maskedAlready(error);
  if (masked) return masked;
  if (isRequestError(error)) return withCode(error, 'BAD_USER_INPUT');
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  report(cause);
  const { message, code } = clientFailure(cause);
  return new GraphQLError(message, {
    ...(error instanceof GraphQLError && error.nodes && { nodes: error.nodes }),
    ...(error instanceof GraphQLError && error.path && { path: error.path }),
    extensions: { code },
  });
}

/** What clients learn about a failure: whether it is worth another try, nothing else. */
export function clientFailure(cause: unknown): { message: string; code: ErrorCode } {
  const passing = passingFailure(cause);
  return passing
    ? { message: PASSING_MESSAGES[passing], code: 'UNAVAILABLE' }
    : { message: MASKED_MESSAGE, code: 'INTERNAL_SERVER_ERROR' };
}

/** Masked nearer to its cause, where its detail was reported: reporting again would only repeat that it happened. */
export function isMasked(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && !error.originalError && error.message === MASKED_MESSAGE;
}

/** The same when the engine has wrapped it, once a level, with the path where it came through. */
function maskedAlready(error: unknown): GraphQLError | undefined {
  if (!(error instanceof GraphQLError) || error.message !== MASKED_MESSAGE) return undefined;
  let innermost: GraphQLError = error;
  while (innermost.originalError instanceof GraphQLError) innermost = innermost.originalError;
  if (!isMasked(innermost)) return undefined;
  if (innermost === error) return error;
  return new GraphQLError(MASKED_MESSAGE, {
    ...(error.nodes && { nodes: error.nodes }),
    ...(error.path && { path: error.path }),
    extensions: innermost.extensions,
  });
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
