import { BodyTooLarge, readBody } from '../../platform/http/body';
import { sendGraphQLError } from '../../platform/http/reply';
import type { Gateway } from '../gateway';
import type { Limits } from '../limits';
import { tooLarge } from '../limits/too-large';
import { sendCompressed } from './compression';
import { cors, type CorsOrigins } from './cors';
import type { Exchange, Route } from './exchange';

/** /graphql: reads the body within its limit, gives the request its time, sends the answer compressed. */
export function graphqlRoute(gateway: Gateway, limits: Limits, origins: CorsOrigins): Route {
  return {
    methods: ['GET', 'POST', 'OPTIONS'],
    async answer(exchange) {
      const { request, response } = exchange;
      if (cors(request, response, origins)) return;
      const asked = await askedOf(exchange, limits.bodyBytes);
      if (!asked) return;
      const answer = await within(limits.timeoutMs, gateway.fetch(asked, exchange.scope));
      if (!answer) {
        const message = `The request took longer than ${limits.timeoutMs / 1000} s. Ask for less at once, or try again later.`;
        sendGraphQLError(response, 504, message, {
          code: 'UNAVAILABLE',
          limit: 'timeoutMs',
          maximum: limits.timeoutMs,
        });
        return;
      }
      response.statusCode = answer.status;
      answer.headers.forEach((value, name) => response.setHeader(name, value));
      response.setHeader('cache-control', 'no-store');
      await sendCompressed(request, response, Buffer.from(await answer.arrayBuffer()));
    },
  };
}

async function askedOf({ request, response, url }: Exchange, maximum: number): Promise<Request | undefined> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  // The body is handed over whole: its length and encoding on the wire no longer apply.
  for (const name of ['content-length', 'transfer-encoding', 'connection', 'expect']) headers.delete(name);
  const method = request.method ?? 'GET';
  if (method === 'GET' || method === 'OPTIONS') return new Request(url, { method, headers });
  try {
    return new Request(url, { method, headers, body: new Uint8Array(await readBody(request, maximum)) });
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    const announced = Number(request.headers['content-length'] ?? NaN);
    const refusal = tooLarge('bodyBytes', announced > maximum ? announced : Infinity, maximum);
    const extensions = { ...refusal.extensions };
    delete extensions['http'];
    // What is left of the body is not read: the connection cannot be used again.
    sendGraphQLError(response, 413, refusal.message, extensions, { connection: 'close' });
    return undefined;
  }
}

/** The answer, or undefined when it does not come in time. */
async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, milliseconds, undefined)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
