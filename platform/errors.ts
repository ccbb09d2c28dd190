import { GraphQLError } from 'graphql';

/** Codes that clients may branch on; listed in docs/operating.md. */
export type ErrorCode = 'BAD_USER_INPUT' | 'OPERATION_TOO_LARGE' | 'UNAVAILABLE' | 'INTERNAL_SERVER_ERROR';

/** A mistake of the caller: the message names the argument, what is wrong with it and the remedy. */
export function badUserInput(message: string, argument?: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'BAD_USER_INPUT' satisfies ErrorCode,
      ...(argument === undefined ? {} : { argument }),
    },
  });
}

/** Whether an error was written for clients and may be shown to them as it is. */
export function isClientError(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && typeof error.extensions['code'] === 'string'
    ? error.extensions['code'] !== 'INTERNAL_SERVER_ERROR'
    : false;
}

/** A failure at boot or in a command, told in plain words with its remedy; never carries a secret. */
export class OperatorError extends Error {
  constructor(
    message: string,
    readonly remedy?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'OperatorError';
  }
}
