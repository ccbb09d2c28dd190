import type { Logger } from 'pino';

/** What belongs to one request of a client, and travels with it to the subgraphs. */
export interface RequestScope {
  readonly requestId: string;
  readonly log: Logger;
}

/** Key of the scope in the engine’s context object. */
const SCOPE = 'maillonScope';

export function withScope(scope: RequestScope): Record<string, unknown> {
  return { [SCOPE]: scope };
}

/** The scope of the request an engine context belongs to. */
export function scopeOf(context: unknown): RequestScope | undefined {
  if (typeof context !== 'object' || context === null) return undefined;
  return (context as Record<string, RequestScope | undefined>)[SCOPE];
}
