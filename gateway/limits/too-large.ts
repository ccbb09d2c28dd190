import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../platform/errors';

export type LimitName =
  'bodyBytes' | 'tokens' | 'depth' | 'introspectionDepth' | 'aliases' | 'rootFields' | 'fields' | 'cost';

const REMEDY: Record<LimitName, string> = {
  bodyBytes: 'Send a shorter document or fewer variables.',
  tokens: 'Shorten the document, or split it into several requests.',
  depth: 'Ask for fewer levels, and go on from the ids that you receive.',
  introspectionDepth: 'Use the usual introspection query, or fetch /schema.graphql.',
  aliases: 'Use fewer aliases; filters take lists, and lists come in pages.',
  rootFields: 'Ask for fewer root fields at once; split the operation.',
  fields: 'Select fewer fields; split the operation.',
  cost: 'Lower `first`, select fewer nested lists, or page with `after`.',
};

/** Refuses an operation before any subgraph is called: says the limit, what was asked, and what to do. */
export function tooLarge(limit: LimitName, value: number, maximum: number): GraphQLError {
  const asked = Number.isFinite(value) ? String(value) : `more than ${maximum}`;
  return new GraphQLError(
    `The operation is too large: ${limit} is ${asked}, the maximum is ${maximum}. ${REMEDY[limit]}`,
    {
      extensions: {
        code: 'OPERATION_TOO_LARGE' satisfies ErrorCode,
        limit,
        ...(Number.isFinite(value) && { [limit === 'cost' ? 'cost' : 'value']: value }),
        maximum,
        // Read by the HTTP layer and taken out of the answer: 400 unless the client asked for plain JSON.
        http: { status: 400, spec: true },
      },
    },
  );
}
