/** The service cannot be reached, or answers something that is no answer. */
export class ServiceAway extends Error {}

/** The service answered that it will not do this. */
export class Refused extends Error {
  constructor(
    message: string,
    /** What of the request is wrong, as the API names it. */
    readonly argument: string | undefined,
  ) {
    super(message);
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; argument?: string } }[];
}

/** Operations on one service. Partial data with errors counts as a failure: a list shown is a whole one. */
export class Api {
  constructor(readonly origin: string) {}

  async ask<Data>(query: string, variables: Record<string, unknown>, signal?: AbortSignal): Promise<Data> {
    const answer = await this.#post<Data>(JSON.stringify({ query, variables }), signal);
    const error = answer.errors?.[0];
    if (error?.extensions?.code === 'BAD_USER_INPUT')
      throw new Refused(error.message, error.extensions.argument);
    if (!answer.data || error) throw new ServiceAway(error?.message ?? 'no data');
    return answer.data;
  }

  /** Page of one actor on the service. */
  actorPage(slug: string): string {
    return `${this.origin}/actors/${encodeURIComponent(slug)}`;
  }

  async #post<Data>(body: string, signal: AbortSignal | undefined): Promise<Answer<Data>> {
    try {
      const response = await fetch(`${this.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        credentials: 'omit',
        body,
        ...(signal && { signal }),
      });
      return (await response.json()) as Answer<Data>;
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ServiceAway(`${this.origin} cannot be reached`, { cause });
    }
  }
}
