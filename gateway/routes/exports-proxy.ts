import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { PACKAGE_PATH } from '../../exports/paths';
import type { Resource } from '../../exports/resources';
import { sendText } from '../../platform/http/reply';
import { REQUEST_ID_HEADER } from '../../platform/http/request-id';
import type { Exchange } from './exchange';

/** What of the answer of a subgraph’s server is for the client. */
const PASSED_ON = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-length',
  'cache-control',
  'etag',
  'last-modified',
  'retry-after',
  'vary',
  'x-export-rows',
];

const NOT_REACHED = 'The service that has this table does not answer; try again in a moment.\n';

/** Asks an export from the server of a subgraph, and passes it on as it comes: cut when it is cut. */
export async function passOn(exchange: Exchange, url: string): Promise<void> {
  const { request, response, scope } = exchange;
  const answer = await ask(exchange, url);
  if (!answer) return;
  response.statusCode = answer.statusCode ?? 502;
  for (const name of PASSED_ON) {
    const value = answer.headers[name];
    if (value === undefined) continue;
    if (name === 'vary') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  if (request.method === 'HEAD') {
    answer.resume();
    response.end();
    return;
  }
  await pipeline(answer, response).catch((err: unknown) => {
    scope.log.warn({ err }, 'export cut');
    response.destroy();
  });
}

/** Resources of the package of a subgraph’s server; undefined when it has none to give and the client was told. */
export async function remoteResources(exchange: Exchange, url: string): Promise<Resource[] | undefined> {
  const answer = await ask(exchange, url);
  if (!answer) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (answer.statusCode === 200) return (JSON.parse(text) as { resources: Resource[] }).resources;
  const wait = answer.headers['retry-after'];
  sendText(
    exchange.response,
    answer.statusCode ?? 502,
    text,
    wait === undefined ? {} : { 'retry-after': wait },
  );
  return undefined;
}

/** The beginning of the answer; undefined when there is none and the client was told. */
async function ask(
  { request, response, url, scope }: Exchange,
  base: string,
): Promise<IncomingMessage | undefined> {
  const target = new URL(url.pathname + url.search, base);
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const held = request.headers['if-none-match'];
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = send(target, {
        method: url.pathname === PACKAGE_PATH ? 'GET' : request.method,
        headers: {
          [REQUEST_ID_HEADER]: scope.requestId,
          'accept-encoding': request.headers['accept-encoding']?.toString() ?? 'identity',
          ...(held !== undefined && { 'if-none-match': held }),
        },
        signal: gone.signal,
      });
      asked.once('response', resolve);
      asked.once('error', reject);
      asked.end();
    });
    // A server of a release without exports says 404 to a path that exists here.
    if (answer.statusCode !== 404) return answer;
    answer.resume();
    scope.log.error({ target: target.href }, 'the server of a subgraph has no exports');
  } catch (err) {
    if (gone.signal.aborted) return undefined;
    scope.log.error({ err }, 'the server of a subgraph does not answer');
  }
  sendText(response, 503, NOT_REACHED, { 'retry-after': '30' });
  return undefined;
}
