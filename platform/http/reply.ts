import type { ServerResponse } from 'node:http';

/** Sends a short answer whole. A HEAD request gets the headers alone (node drops the body itself). */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  const body = Buffer.from(text);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(body.length),
    ...headers,
  });
  response.end(body);
}

/** Sends a JSON document that must not be kept by caches. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  sendText(response, status, JSON.stringify(value), {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
}

/** A refusal in the shape of a GraphQL response, for requests that never reach GraphQL. */
export function sendGraphQLError(
  response: ServerResponse,
  status: number,
  message: string,
  extensions: Record<string, unknown>,
  headers: Record<string, string> = {},
): void {
  sendJson(response, status, { errors: [{ message, extensions }] }, headers);
}
