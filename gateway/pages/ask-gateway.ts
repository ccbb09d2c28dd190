import type { Gateway } from '../gateway';
import type { RequestScope } from '../request-scope';

/** The API did not answer whole: a subgraph is away, or failed. */
export class NoAnswer extends Error {
  constructor(readonly errors: unknown) {
    super('the API gave no whole answer');
    this.name = 'NoAnswer';
  }
}

/**
 * Asks the gateway's own API, in this process: what a page shows is what clients get, whichever way the subgraphs run.
 * @throws NoAnswer
 */
export async function askGateway<Data>(
  gateway: Gateway,
  scope: RequestScope,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  timeoutMs: number,
): Promise<Data> {
  const signal = AbortSignal.timeout(timeoutMs);
  const request = new Request('http://gateway/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const late = new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new NoAnswer(signal.reason)), { once: true }),
  );
  const answer = (await (await Promise.race([gateway.fetch(request, scope), late])).json()) as {
    data?: Data | null;
    errors?: unknown;
  };
  if (!answer.data || answer.errors !== undefined) throw new NoAnswer(answer.errors);
  return answer.data;
}
