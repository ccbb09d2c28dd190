import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { sendCompressed } from './compression';
import { cors, type CorsOrigins } from './cors';
import type { Route } from './exchange';
import { allowElsewhere } from './security-headers';

/** What pages of other origins load: the web component, its map. */
const FOR_OTHERS = 'embed/';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/**
 * One route a file of the built pages, read once: no path of a request ever reaches the file system.
 * index.html answers at /, explorer.html at /explorer, the rest under their own names.
 */
export function pageRoutes(folder: string, origins: CorsOrigins): Map<string, Route> {
  const routes = new Map<string, Route>();
  for (const name of filesOf(folder)) {
    const route = fileRoute(readFileSync(join(folder, name)), TYPES[extname(name)]);
    const path = `/${name.replace(/(?:^index)?\.html$/, '')}`;
    routes.set(path, name.startsWith(FOR_OTHERS) ? openToOthers(route, origins) : route);
  }
  return routes;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  } catch (error) {
    // Run from the sources, nothing is built: the API works without its pages.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function fileRoute(body: Buffer, type = 'application/octet-stream'): Route {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return {
    methods: ['GET', 'HEAD'],
    async answer({ request, response }) {
      response.setHeader('content-type', type);
      response.setHeader('etag', etag);
      response.setHeader('cache-control', 'no-cache');
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      await sendCompressed(request, response, body);
    },
  };
}

function openToOthers(route: Route, origins: CorsOrigins): Route {
  return {
    methods: [...route.methods, 'OPTIONS'],
    answer(exchange) {
      if (cors(exchange.request, exchange.response, origins)) return;
      allowElsewhere(exchange.response);
      return route.answer(exchange);
    },
  };
}
