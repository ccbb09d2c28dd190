import { sendJson } from '../../platform/http/reply';
import type { Route } from './exchange';

/** Why the whole cannot answer yet; empty when it can. */
export type Readiness = () => Promise<readonly string[]>;

/** /health/live: the process runs and answers. */
export function liveRoute(): Route {
  return { methods: ['GET', 'HEAD'], answer: ({ response }) => sendJson(response, 200, { status: 'live' }) };
}

/** /health/ready: 503 with reasons until migrations and data are in and every subgraph answers. */
export function readyRoute(readiness: Readiness): Route {
  return {
    methods: ['GET', 'HEAD'],
    async answer({ response }) {
      const reasons = await readiness();
      const ready = reasons.length === 0;
      sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', reasons });
    },
  };
}
