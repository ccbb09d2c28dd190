import type { Logger } from './log';

/**
 * Keeps a server going after a rejection that nobody waits for. graphql-js answers a list with the item that fails at once, and
 * forgets those that fail later: the request has been answered, and must not end the process as an uncaught error does.
 */
export function surviveForgottenRejections(log: Pick<Logger, 'error'>): void {
  process.on('unhandledRejection', (err) => log.error({ err }, 'a failure that nobody waited for'));
}
