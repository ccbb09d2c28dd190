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
import { currentValidators, openExport, type LocalSubgraph, type OpenExport } from './open-export';
import { inParameters, readFilter } from './parameters';
import { PACKAGE_PATH, TARGETS, type ExportTarget } from './paths';
import { resourcesOf, type Resource } from './resources';
import type { Site } from './site';
import { Slots } from './slots';
import { endWhenStalled } from './stall';
import { TABLE_NAMES, TABLES, type TableName } from './tables';
import { entityTag, isHeld, type Validators } from './validators';

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
  site: Site = {},
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
    const bounds = { maxMs: limits.maxMs, signal: gone.signal, site };
    const format = FORMATS[target.format];
    if (request.headers['if-none-match'] !== undefined) {
      const now = await currentValidators(target.table, local, url.searchParams, format, site);
      if (now && isHeld(request.headers['if-none-match'], tagOf(exchange, target, now))) {
        validate(exchange, target, now);
        response.writeHead(304).end();
        return;
      }
    }
    const opened = await openExport(target.table, local, url.searchParams, format, bounds);
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

function announce(exchange: ExportExchange, target: ExportTarget, { rows, validators }: OpenExport): void {
  const { response } = exchange;
  const { table, format } = target;
  response.setHeader('content-type', FORMATS[format].mediaType);
  response.setHeader('content-disposition', `attachment; filename="maillon-${table}.${format}"`);
  response.setHeader('x-export-rows', rows);
  validate(exchange, target, validators);
  if (compressed(exchange, target)) response.setHeader('content-encoding', 'gzip');
}

/** What a 304 says as well: how long, for whom and under which name the content may be kept. */
function validate(exchange: ExportExchange, target: ExportTarget, validators?: Validators): void {
  const { response } = exchange;
  response.setHeader('cache-control', 'no-cache');
  if (FORMATS[target.format].compressible) response.appendHeader('vary', 'Accept-Encoding');
  if (!validators) return;
  response.setHeader('etag', tagOf(exchange, target, validators));
  response.setHeader('last-modified', validators.lastModified.toUTCString());
}

function tagOf(exchange: ExportExchange, target: ExportTarget, validators: Validators): string {
  return entityTag(validators, compressed(exchange, target));
}

function compressed({ request }: ExportExchange, { format }: ExportTarget): boolean {
  return FORMATS[format].compressible && acceptsGzip(request.headers['accept-encoding']?.toString());
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
      if (/^content-|^etag$|^last-modified$/.test(name)) response.removeHeader(name);
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
