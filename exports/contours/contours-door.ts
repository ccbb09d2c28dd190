import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Database } from '../../platform/database';
import { badUserInput, isClientError } from '../../platform/errors';
import { sendText } from '../../platform/http/reply';
import { clientFailure } from '../../platform/mask-error';
import { FRANCE_ID, requireTerritoryId } from '../../platform/territory-id';
import { unknownTerritory } from '../../platform/territory-key';
import { TerritoryLevel } from '../../platform/vocabulary/territory-level';
import {
  contourSources,
  contoursWithin,
  sizeOfContours,
} from '../../subgraphs/actors/queries/contour.queries';
import { acceptsGzip } from '../accepts-gzip';
import type { ExportExchange } from '../door';
import { RETRY_AFTER_S } from '../limits';
import { entityTag, isHeld } from '../validators';
import { featureCollection } from './feature-collection';

export const CONTOURS_PATH = '/geo/contours.geojson';

/** A map of more is slow to draw, and its outlines are smaller than a dot. */
const MAX_FEATURES = 5000;
/** As stored, compressed: some 30 MB of JSON. */
const MAX_STORED_BYTES = 12 * 1024 ** 2;
const PARAMETERS = ['within', 'level'];
const LEVELS = Object.values(TerritoryLevel);
const GZIP_LEVEL = 5;

/** Answers /geo/contours.geojson?within=departement:41&level=COMMUNE from the database of actors. */
export function contoursDoor(database: Database): (exchange: ExportExchange) => Promise<void> {
  return async (exchange) => {
    const { request, response, url, log } = exchange;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return sendText(response, 405, `${request.method} is not for outlines; use GET.\n`, {
        allow: 'GET, HEAD',
      });
    }
    try {
      await send(exchange, await mapOf(database, url.searchParams));
    } catch (error) {
      if (isClientError(error) && error.extensions['code'] === 'BAD_USER_INPUT') {
        return sendText(response, 400, `${error.message}\n`);
      }
      const { message, code } = isClientError(error)
        ? { message: error.message, code: error.extensions['code'] }
        : clientFailure(error);
      log.error({ err: error }, 'outlines failed');
      if (code !== 'UNAVAILABLE') return sendText(response, 500, `${message}\n`);
      sendText(response, 503, `${message}\n`, { 'retry-after': String(RETRY_AFTER_S) });
    }
  };
}

async function mapOf(database: Database, query: URLSearchParams): Promise<string> {
  const { within, level } = readQuery(query);
  const { known, features, bytes } = await sizeOfContours(database, within, level);
  if (!known) throw unknownTerritory(within, 'within');
  if (features > MAX_FEATURES || bytes > MAX_STORED_BYTES) {
    throw badUserInput(
      `${features} outlines of level ${level} are too many for one map: name a smaller territory in \`within\`, or a wider \`level\`.`,
      'within',
    );
  }
  const contours = await contoursWithin(database, within, level);
  const slugs = [...new Set(contours.map(({ source }) => source))];
  return featureCollection(contours, await contourSources(database, slugs));
}

function readQuery(query: URLSearchParams): { within: string; level: TerritoryLevel } {
  for (const name of query.keys()) {
    if (!PARAMETERS.includes(name)) {
      throw badUserInput(
        `There is no parameter ${JSON.stringify(name.slice(0, 80))}: outlines have \`within\` and \`level\`.`,
        name,
      );
    }
    if (query.getAll(name).length > 1) throw badUserInput(`\`${name}\` is given more than once.`, name);
  }
  const asked = query.get('level');
  const level = LEVELS.find((known) => known === asked);
  if (level === undefined) {
    throw badUserInput(`\`level\` must be one of ${LEVELS.join(', ')}.`, 'level');
  }
  return { within: requireTerritoryId(query.get('within') ?? FRANCE_ID, 'within'), level };
}

/** Outlines change with an import only: a page may keep them a few minutes, and asks then whether they still hold. */
async function send({ request, response }: ExportExchange, map: string): Promise<void> {
  const compressed = acceptsGzip(request.headers['accept-encoding']?.toString());
  const tag = createHash('sha256').update(map).digest('base64url').slice(0, 27);
  const etag = entityTag({ tag, lastModified: new Date(0) }, compressed);
  response.setHeader('etag', etag);
  response.setHeader('cache-control', 'public, max-age=300');
  response.appendHeader('vary', 'Accept-Encoding');
  if (isHeld(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  const body = compressed ? await promisify(gzip)(map, { level: GZIP_LEVEL }) : Buffer.from(map);
  response.setHeader('content-type', 'application/geo+json; charset=utf-8');
  if (compressed) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', body.length);
  response.end(request.method === 'HEAD' ? undefined : body);
}
