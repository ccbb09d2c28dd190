import { DangerousChangeType, findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';

/**
 * What would break a client of the released contract, in words. A changed default counts: the same request would
 * mean something else, a total with targets in it for one.
 */
export function breakingChanges(released: GraphQLSchema, ours: GraphQLSchema): string[] {
  const defaults = findDangerousChanges(released, ours).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  return [...findBreakingChanges(released, ours), ...defaults].map(({ description }) => description);
}
