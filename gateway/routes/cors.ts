import type { IncomingMessage, ServerResponse } from 'node:http';

/** Origins whose pages may read the API: all of them ('*'), or a list. Data is public and no cookie is used. */
export type CorsOrigins = '*' | readonly string[];

const A_DAY = '86400';

/** Adds the CORS headers; true when the request was a preflight, which is then answered. */
export function cors(request: IncomingMessage, response: ServerResponse, allowed: CorsOrigins): boolean {
  const origin = request.headers.origin;
  if (allowed !== '*') response.appendHeader('vary', 'Origin');
  const permitted = origin !== undefined && (allowed === '*' || allowed.includes(origin));
  if (permitted) {
    response.setHeader('access-control-allow-origin', allowed === '*' ? '*' : origin);
    response.setHeader('access-control-expose-headers', 'X-Request-Id');
  }
  const preflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
  if (!preflight) return false;
  if (permitted) {
    response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
    response.setHeader('access-control-allow-headers', 'Content-Type, Accept, If-None-Match, X-Request-Id');
    response.setHeader('access-control-max-age', A_DAY);
  }
  response.writeHead(204).end();
  return true;
}
