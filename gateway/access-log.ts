import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';

/** One line a request: what was asked of which path, never the query string nor a value in it. */
export function logAccess(request: IncomingMessage, response: ServerResponse, log: Logger): void {
  const started = process.hrtime.bigint();
  response.once('close', () => {
    const ms = Number((process.hrtime.bigint() - started) / 1000n) / 1000;
    const line = {
      method: request.method,
      path: (request.url ?? '/').split('?', 1)[0],
      status: response.statusCode,
      ms,
      bytes: Number(response.getHeader('content-length') ?? 0),
      ...(!response.writableFinished && { aborted: true }),
    };
    // A probe is asked every few seconds, and 503 is a right answer of it.
    const level = line.path?.startsWith('/health/') ? 'debug' : response.statusCode >= 500 ? 'error' : 'info';
    log[level](line, 'request');
  });
}
