import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestScope } from '../request-scope';

/** One request of a client, as every route receives it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly scope: RequestScope;
}

export interface Route {
  readonly methods: readonly string[];
  readonly answer: (exchange: Exchange) => Promise<void> | void;
}
