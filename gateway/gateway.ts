import { createGatewayRuntime, type GatewayPlugin, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import type { Executor } from '@graphql-tools/utils';
import type { ExecutionArgs, ExecutionResult, GraphQLSchema, ParseOptions, Source } from 'graphql';
import type { Logger } from 'pino';
import { maskError } from '../platform/mask-error';
import type { SubgraphName } from '../platform/subgraph/subgraph';
import { restoreErrorPaths } from './error-paths';
import { parseWithin, refusedForCost, type Limits } from './limits';
import { requestRefusal, validationCodes } from './request-refusal';
import { withScope, type RequestScope } from './request-scope';
import { teachScalars } from './scalars';
import type { Transports } from './transports';
import { WholeOperations } from './whole-operations';

/** The federation engine behind four functions: replacing it touches this file alone. */
export interface Gateway {
  /** Answers one request under /graphql: GraphQL over HTTP, limits and masking included. */
  fetch(request: Request, scope: RequestScope): Promise<Response>;
  /** The API schema that clients see. */
  schema(): Promise<GraphQLSchema>;
  close(): Promise<void>;
}

export interface GatewayConfig {
  /** SDL of the supergraph, as committed in schema/supergraph.graphql. */
  supergraph: string;
  limits: Limits;
  log: Logger;
}

/** Composes nothing, listens nowhere: tests and the one-process mode call it as it is. */
export function createGateway(config: GatewayConfig, transports: Transports): Gateway {
  const overHttp = Object.values(transports).some((transport) => transport.kind === 'http');
  const runtime = withoutSignalHandlers(() =>
    createGatewayRuntime({
      supergraph: config.supergraph,
      transports: {
        http: { getSubgraphExecutor: ({ subgraphName }) => executorOf(transports, subgraphName) },
      },
      // Over HTTP, fetches of the same moment travel together; in this process the loaders batch them anyway.
      __experimental__batchExecution: overHttp,
      plugins: () => [
        schemaPlugin(),
        limitsPlugin(config.limits),
        wholeOperationsPlugin(config.supergraph, transports),
        validationCodes(),
      ],
      maskedErrors: {
        maskError: (error) =>
          requestRefusal(error) ?? maskError(error, (err) => config.log.error({ err }, 'gateway failed')),
      },
      graphqlEndpoint: '/graphql',
      logging: false,
      // The HTTP server around the engine does these, for all its routes alike.
      cors: false,
      requestId: false,
      landingPage: false,
      graphiql: false,
      subgraphErrors: false,
      multipart: false,
    }),
  );
  return {
    fetch: async (request, scope) => runtime.fetch(request, withScope(scope)),
    schema: async () => runtime.getSchema(),
    close: async () => {
      await runtime[Symbol.asyncDispose]();
      await Promise.all(Object.values(transports).map((transport) => transport.close()));
    },
  };
}

function executorOf(transports: Transports, name: string): Executor {
  const transport = transports[name as SubgraphName];
  if (!transport) throw new Error(`the supergraph names a subgraph without a transport: ${name}`);
  return transport.execute;
}

function schemaPlugin(): GatewayPlugin {
  return {
    onSchemaChange({ schema }) {
      restoreErrorPaths(schema as GraphQLSchema);
      teachScalars(schema as GraphQLSchema);
    },
  };
}

/** Refuses what is too large: by shape when the document is parsed, by cost when the variables are known. */
function limitsPlugin(limits: Limits): GatewayPlugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string | Source, options?: ParseOptions) => parseWithin(limits, source, options));
    },
    onExecute({ args, setResultAndStopExecution }) {
      const { schema, document, operationName, variableValues } = args as ExecutionArgs;
      const refusal = refusedForCost(limits, schema, { document, operationName, variables: variableValues });
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}

/**
 * Hands an operation that one subgraph of this process answers whole to that subgraph, past the planner. Over HTTP the
 * planner’s part is small beside the way there, and it tells better what a subgraph that is out of reach leaves out.
 */
function wholeOperationsPlugin(supergraph: string, transports: Transports): GatewayPlugin {
  const schemas = new Map<string, GraphQLSchema>();
  for (const [name, { schema }] of Object.entries(transports)) if (schema) schemas.set(name, schema);
  const operations = new WholeOperations(supergraph, schemas);
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { document, operationName, variableValues, contextValue } = args as ExecutionArgs;
      const name = operations.subgraphOf(document, operationName);
      const transport = name === undefined ? undefined : transports[name as SubgraphName];
      if (!transport) return;
      setExecuteFn(async () => {
        const result = (await transport.execute({
          document,
          ...(variableValues && { variables: variableValues }),
          ...(operationName && { operationName }),
          context: contextValue as Record<string, unknown>,
        })) as ExecutionResult;
        // Refused before its first field: the engine says why, as it does of operations of several subgraphs.
        return result.data === undefined ? ((await executeFn(args)) as ExecutionResult) : result;
      });
    },
  };
}

/**
 * The engine disposes itself at the first SIGTERM, under the feet of requests that are still to be answered, and
 * has no option against it. Our server drains first and then closes it.
 */
function withoutSignalHandlers(create: () => GatewayRuntime): GatewayRuntime {
  const events = ['SIGINT', 'SIGTERM', 'exit'];
  const before = new Map(events.map((event) => [event, new Set(process.rawListeners(event))]));
  const runtime = create();
  for (const event of events) {
    for (const listener of process.rawListeners(event)) {
      if (!before.get(event)?.has(listener)) process.off(event, listener as () => void);
    }
  }
  return runtime;
}
