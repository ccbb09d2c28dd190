import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { GraphQLBoolean, GraphQLInputObjectType } from 'graphql';
import { isClientError } from '../platform/errors';
import { sendJson, sendText } from '../platform/http/reply';
import type { Logger } from '../platform/log';
import { MASKED_MESSAGE } from '../platform/mask-error';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { acceptsGzip } from './accepts-gzip';
import { ContentDigests } from './content-digest';
import { dataPackage } from './datapackage';
import { FORMATS } from './formats';
import { EXPORT_LIMITS, RETRY_AFTER_S, type ExportLimits } from './limits';
import { openExport, type LocalSubgraph, type OpenExport } from './open-export';
import { inParameters, readFilter } from './parameters';
import { PACKAGE_PATH, TARGETS, type ExportTarget } from './paths';
import { resourcesOf, type Resource } from './resources';
import { Slots } from './slots';
import { endWhenStalled } from './stall';
import { TABLE_NAMES, TABLES, type TableName } from './tables';

/** One request for an export. */
export interface ExportExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly log: Logger;
}

/** Answers /exports/ for the tables of some subgraphs that are read from this process. */
export interface ExportDoor {
  answer(exchange: ExportExchange): Promise<void>;
  /** Runs work in one of the places for exports; tells the client when there is none, or what went wrong. */
  attempt(exchange: ExportExchange, work: () => Promise<void>): Promise<void>;
  /** Resources of datapackage.json for those tables. */
  resources(hashes: boolean): Promise<Map<TableName, Resource[]>>;
}

/** Speed before size: at this level the compression is rarely slower than the network. */
const GZIP_LEVEL = 4;

export function exportDoor(
  locals: Partial<Record<SubgraphName, LocalSubgraph>>,
  chosen: Partial<ExportLimits> = {},
): ExportDoor {
  const limits = { ...EXPORT_LIMITS, ...chosen };
  const slots = new Slots(limits.concurrent);
  const digests = new ContentDigests();
  return { answer, attempt, resources };

  async function answer(exchange: ExportExchange): Promise<void> {
    const { request, response, url } = exchange;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendText(response, 405, `${request.method} is not for exports; use GET.\n`, {
        allow: 'GET, HEAD',
      });
    }
    if (url.pathname === PACKAGE_PATH) {
      return attempt(exchange, async () => {
        const all = [...(await resources(readHashes(url.searchParams))).values()].flat();
        sendJson(response, 200, dataPackage(all, new Date()));
      });
    }
    const target = TARGETS.get(url.pathname);
    const local = target && locals[TABLES[target.table].subgraph];
    if (!local) return sendText(response, 404, 'There is no such export here.\n');
    await attempt(exchange, () => send(exchange, target, local));
  }

  async function attempt(exchange: ExportExchange, work: () => Promise<void>): Promise<void> {
    const { response } = exchange;
    const release = slots.take();
    if (!release) {
      const told = `${limits.concurrent} exports are running, which is all this server runs at once; try again in a moment.\n`;
      return sendText(response, 429, told, { 'retry-after': String(RETRY_AFTER_S) });
    }
    try {
      await work();
    } catch (error) {
      refuse(exchange, error);
    } finally {
      release();
    }
  }

  async function resources(hashes: boolean): Promise<Map<TableName, Resource[]>> {
    const found = new Map<TableName, Resource[]>();
    for (const name of TABLE_NAMES) {
      const local = locals[TABLES[name].subgraph];
      if (local) found.set(name, await resourcesOf(name, local, hashes ? digests : undefined, limits.maxMs));
    }
    return found;
  }

  async function send(exchange: ExportExchange, target: ExportTarget, local: LocalSubgraph): Promise<void> {
    const { request, response, url, log } = exchange;
    const started = performance.now();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const bounds = { maxMs: limits.maxMs, signal: gone.signal };
    const opened = await openExport(target.table, local, url.searchParams, FORMATS[target.format], bounds);
    try {
      announce(exchange, target, opened);
      if (request.method === 'HEAD') response.end();
      else await stream(exchange, opened, limits);
    } finally {
      await opened.close();
    }
    log.info({ ...target, rows: opened.rows, ms: performance.now() - started }, 'exported');
  }
}

function announce(
  { request, response }: ExportExchange,
  { table, format }: ExportTarget,
  { rows }: OpenExport,
): void {
  const { mediaType, compressible } = FORMATS[format];
  response.setHeader('content-type', mediaType);
  response.setHeader('content-disposition', `attachment; filename="maillon-${table}.${format}"`);
  response.setHeader('x-export-rows', rows);
  response.setHeader('cache-control', 'no-cache');
  if (!compressible) return;
  response.appendHeader('vary', 'Accept-Encoding');
  if (acceptsGzip(request.headers['accept-encoding']?.toString()))
    response.setHeader('content-encoding', 'gzip');
}

/** The answer ends only when all of it was sent; anything else cuts the connection before the end it announces. */
async function stream({ response }: ExportExchange, opened: OpenExport, limits: ExportLimits): Promise<void> {
  const stopWatching = endWhenStalled(response, limits.stallMs);
  const signal = AbortSignal.timeout(limits.maxMs);
  try {
    if (response.getHeader('content-encoding') === 'gzip') {
      await pipeline(opened.content(), createGzip({ level: GZIP_LEVEL }), response, { signal });
    } else {
      await pipeline(opened.content(), response, { signal });
    }
  } finally {
    stopWatching();
  }
}

function refuse({ response, log }: ExportExchange, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    log.warn({ err: error }, 'export cut');
    response.destroy();
  } else if (isClientError(error)) {
    const code = error.extensions['code'];
    const headers = code === 'UNAVAILABLE' ? { 'retry-after': String(RETRY_AFTER_S) } : {};
    sendText(response, code === 'UNAVAILABLE' ? 503 : 400, `${inParameters(error)}\n`, headers);
  } else {
    log.error({ err: error }, 'export failed');
    for (const name of response.getHeaderNames())
      if (name.startsWith('content-')) response.removeHeader(name);
    sendText(response, 500, `${MASKED_MESSAGE}\n`);
  }
}

const PACKAGE_PARAMETERS = new GraphQLInputObjectType({
  name: 'PackageParameters',
  fields: { hashes: { type: GraphQLBoolean } },
});

/** `?hashes=false` leaves out what takes reading every table. */
export function readHashes(query: URLSearchParams): boolean {
  return readFilter(PACKAGE_PARAMETERS, query)['hashes'] !== false;
}
