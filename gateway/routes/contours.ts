import { CONTOURS_PATH, contoursDoor } from '../../exports/contours/contours-door';
import type { Database } from '../../platform/database';
import { cors, type CorsOrigins } from './cors';
import { passOn } from './exports-proxy';
import type { Route } from './exchange';

/**
 * /geo/contours.geojson: the outlines that maps draw, for pages of any origin allowed.
 * @param actors where the subgraph of territories is: in this process, or at an address
 */
export function contoursRoute(
  actors: { database: Database | undefined; url: string | undefined },
  origins: CorsOrigins,
): Map<string, Route> {
  const { database, url } = actors;
  const door = database && contoursDoor(database);
  if (!door && url === undefined) return new Map();
  const route: Route = {
    methods: ['GET', 'HEAD', 'OPTIONS'],
    async answer(exchange) {
      const { request, response, scope } = exchange;
      if (cors(request, response, origins)) return;
      if (url !== undefined) return passOn(exchange, url);
      await door?.({ request, response, url: exchange.url, log: scope.log });
    },
  };
  return new Map([[CONTOURS_PATH, route]]);
}
