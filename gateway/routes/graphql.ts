import type { ServerResponse } from 'node:http';
import { Headers, Request } from '@whatwg-node/fetch';
import type { ErrorCode } from '../../platform/errors';
import { BodyTooLarge, readBody } from '../../platform/http/body';
import { sendGraphQLError } from '../../platform/http/reply';
import type { Gateway } from '../gateway';
import type { Limits } from '../limits';
import { tooLarge } from '../limits/too-large';
import { sendCompressed } from './compression';
import { cors, type CorsOrigins } from './cors';
import type { Exchange, Route } from './exchange';

const JSON_TYPE = 'application/json';
const NOT_ACCEPTABLE = `Accept must allow application/graphql-response+json or ${JSON_TYPE}.`;
/** Headers that say how bytes travel on one connection, not what they mean. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

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
      const body = Buffer.from(await answer.arrayBuffer());
      response.statusCode = answer.status;
      if (answer.status === 406) return sendRefusal(response, answer.status, NOT_ACCEPTABLE);
      answer.headers.forEach((value, name) => {
        // The engine frames some answers for a connection of its own.
        if (!OF_THE_CONNECTION.has(name.toLowerCase())) response.setHeader(name, value);
      });
      response.setHeader('cache-control', 'no-store');
      await sendCompressed(request, response, body);
    },
  };
}

async function askedOf(exchange: Exchange, maximum: number): Promise<Request | undefined> {
  const { request, response, url } = exchange;
  const refusal = unreadable(exchange);
  if (refusal) {
    // A body that is not read leaves the connection in the middle of it.
    sendRefusal(response, refusal.status, refusal.message, { connection: 'close' });
    return undefined;
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  // The body is handed over whole: its length and encoding on the wire no longer apply.
  for (const name of ['expect', ...OF_THE_CONNECTION]) headers.delete(name);
  const method = request.method ?? 'GET';
  if (method === 'GET' || method === 'OPTIONS') return new Request(url, { method, headers });
  // Names of media types have no case, and JSON is always UTF-8; the engine compares them letter by letter.
  headers.set('content-type', JSON_TYPE);
  try {
    const asked = new Request(url, {
      method,
      headers,
      body: new Uint8Array(await readBody(request, maximum)),
    });
    // It was limited as it was read. The engine would copy a body that it sees through a stream, to limit it again.
    return Object.defineProperty(asked, 'body', { value: null });
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

/** Why a request cannot be read at all; undefined when it can. */
function unreadable({ request, url }: Exchange): { status: number; message: string } | undefined {
  if (request.method === 'GET') {
    const broken = ['variables', 'extensions'].find((name) => !isJson(url.searchParams.get(name)));
    return broken === undefined
      ? undefined
      : { status: 400, message: `The parameter "${broken}" is not valid JSON.` };
  }
  if (request.method !== 'POST') return undefined;
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== JSON_TYPE) return { status: 415, message: `Send the body as ${JSON_TYPE}.` };
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity') return { status: 415, message: 'Send the body without a content-encoding.' };
  return undefined;
}

function isJson(text: string | null): boolean {
  if (text === null || text === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sendRefusal(
  response: ServerResponse,
  status: number,
  message: string,
  headers?: Record<string, string>,
): void {
  sendGraphQLError(response, status, message, { code: 'BAD_USER_INPUT' satisfies ErrorCode }, headers);
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
