import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { buildSchema, createResolversMap, type BuildSchemaOptions } from 'type-graphql';

/** Resolves a representation `{ __typename, id }` sent by the gateway; must go through a loader. */
export type ReferenceResolver<Context> = (
  reference: { id: string },
  context: Context,
  info: GraphQLResolveInfo,
) => unknown;

/** The federation features that our subgraphs use. */
const LINK = `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.5"
    import: ["@key", "@shareable", "@external", "@provides", "@requires", "@inaccessible"]
  )
`;

/**
 * Builds a Federation 2 subgraph from type-graphql classes.
 * `resolvers` and `orphanedTypes` are explicit because decorator metadata is global: three schemas share a process.
 * @param references one reference resolver per entity the subgraph can resolve
 */
export async function buildFederatedSchema<Context>(options: {
  resolvers: BuildSchemaOptions['resolvers'];
  orphanedTypes: NonNullable<BuildSchemaOptions['orphanedTypes']>;
  references: Record<string, ReferenceResolver<Context>>;
}): Promise<GraphQLSchema> {
  const plain = await buildSchema({
    resolvers: options.resolvers,
    orphanedTypes: options.orphanedTypes,
    // Arguments are checked by GraphQL itself and by the domain; class-validator would cost on hot paths.
    validate: false,
    // Directives of federation are unknown to the plain schema; buildSubgraphSchema checks them.
    skipCheck: true,
  });
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [typeName, resolve] of Object.entries(options.references)) {
    resolvers[typeName] = { ...resolvers[typeName], __resolveReference: resolve };
  }
  return buildSubgraphSchema([
    { typeDefs: parse(LINK) },
    { typeDefs: parse(printSchemaWithDirectives(plain)), resolvers: resolvers as never },
  ]);
}
