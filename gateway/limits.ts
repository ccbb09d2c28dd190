import {
  GraphQLError,
  getOperationAST,
  getVariableValues,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type ParseOptions,
  type Source,
} from 'graphql';
import { costOf } from './limits/cost';
import { shapeOf } from './limits/shape';
import { tooLarge, type LimitName } from './limits/too-large';

/** What one request may ask for. Numbers, reasons and remedies: docs/limits.md. */
export type Limits = Record<LimitName, number> & { timeoutMs: number };

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 256 * 1024,
  tokens: 4_000,
  depth: 16,
  introspectionDepth: 20,
  aliases: 60,
  rootFields: 30,
  fields: 1_000,
  cost: 50_000,
  timeoutMs: 20_000,
};

/**
 * Parses a document that obeys the limits which need no schema.
 * @throws GraphQLError on a syntax error or OPERATION_TOO_LARGE
 */
export function parseWithin(limits: Limits, source: string | Source, options?: ParseOptions): DocumentNode {
  const document = parseTokens(limits.tokens, source, options);
  const shape = shapeOf(document);
  for (const name of ['depth', 'introspectionDepth', 'aliases', 'rootFields', 'fields'] as const) {
    if (shape[name] > limits[name]) throw tooLarge(name, shape[name], limits[name]);
  }
  return document;
}

function parseTokens(maximum: number, source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    return parse(source, { ...options, maxTokens: maximum });
  } catch (error) {
    // graphql-js has no code for this one; its message is the only mark.
    if (error instanceof GraphQLError && /contains more th\w+ \d+ tokens/.test(error.message)) {
      throw tooLarge('tokens', Infinity, maximum);
    }
    throw error;
  }
}

/**
 * The refusal of an operation that could return too much, undefined when it may run. Variables that do not fit
 * their types are left for execution to report.
 */
export function refusedForCost(
  limits: Limits,
  schema: GraphQLSchema,
  request: {
    document: DocumentNode;
    operationName?: string | null | undefined;
    variables?: Readonly<Record<string, unknown>> | null | undefined;
  },
): GraphQLError | undefined {
  const operation = getOperationAST(request.document, request.operationName);
  if (!operation) return undefined;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  if (!coerced) return undefined;
  const cost = costOf(schema, request.document, operation, coerced);
  return cost > limits.cost ? tooLarge('cost', cost, limits.cost) : undefined;
}
