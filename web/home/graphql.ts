interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string }[];
}

/** Asks the API of the same origin. Partial data with errors counts as a failure: a page shows whole figures. */
export async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answer<Data>;
  if (!data || errors?.length) throw new Error(errors?.[0]?.message ?? `HTTP ${response.status}`);
  return data;
}
