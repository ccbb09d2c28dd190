import { lexicographicSortSchema, printSchema } from 'graphql';
import type { Gateway } from '../gateway';
import { sendCompressed } from './compression';
import { cors, type CorsOrigins } from './cors';
import type { Route } from './exchange';

/** /schema.graphql: the public contract as SDL, for code generators and readers. */
export function schemaRoute(gateway: Gateway, origins: CorsOrigins): Route {
  let sdl: Buffer | undefined;
  return {
    methods: ['GET', 'HEAD', 'OPTIONS'],
    async answer({ request, response }) {
      if (cors(request, response, origins)) return;
      sdl ??= Buffer.from(`${printSchema(lexicographicSortSchema(await gateway.schema()))}\n`);
      response.setHeader('content-type', 'text/plain; charset=utf-8');
      response.setHeader('cache-control', 'public, max-age=300');
      await sendCompressed(request, response, sdl);
    },
  };
}
