import { printSubgraphSchema } from '@apollo/subgraph';
import { composeServices, transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { buildASTSchema, lexicographicSortSchema, parse, printSchema, type GraphQLSchema } from 'graphql';
import { OperatorError } from '../platform/errors';
import type { Subgraph, SubgraphName } from '../platform/subgraph/subgraph';

/**
 * Addresses written into the supergraph for routers other than ours, as in docker-compose.yml. Our own gateway
 * takes them from SUBGRAPH_<NAME>_URL, or calls the subgraph in its process.
 */
const ADDRESSES: Record<SubgraphName, string> = {
  actors: 'http://actors:4001/graphql',
  flows: 'http://flows:4002/graphql',
  financing: 'http://financing:4003/graphql',
};

/** The generated files of schema/, by name. */
export type ContractFiles = ReadonlyMap<string, string>;

export const SUPERGRAPH_FILE = 'supergraph.graphql';
/** The public schema as last released; changed on purpose only. */
export const RELEASED_FILE = 'released.graphql';

/**
 * The SDL of each subgraph, sorted, and the supergraph composed of them.
 * @throws OperatorError with every reason when they do not compose
 */
export function contractFiles(subgraphs: readonly Subgraph[]): ContractFiles {
  const services = [...subgraphs]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, schema }) => ({ name, sdl: printSubgraphSchema(lexicographicSortSchema(schema)) }));
  const composed = composeServices(
    services.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: ADDRESSES[name] })),
  );
  if (!composed.supergraphSdl) {
    const reasons = (composed.errors ?? []).map((error) => `  ${error.message}`);
    throw new OperatorError(`The subgraphs do not compose:\n${reasons.join('\n')}`);
  }
  return new Map([
    ...services.map(({ name, sdl }): [string, string] => [`${name}.graphql`, ended(sdl)]),
    [SUPERGRAPH_FILE, ended(composed.supergraphSdl)],
  ]);
}

/** What clients see of a supergraph: its types without any directive of federation. */
export function publicSchema(supergraph: string): GraphQLSchema {
  return lexicographicSortSchema(buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph))));
}

export function printPublicSchema(supergraph: string): string {
  return ended(printSchema(publicSchema(supergraph)));
}

function ended(sdl: string): string {
  return `${sdl.trimEnd()}\n`;
}
