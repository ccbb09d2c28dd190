import {
  GraphQLError,
  defaultFieldResolver,
  isIntrospectionType,
  isObjectType,
  responsePathAsArray,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';

/**
 * The engine forgets list positions in the paths of errors that come with an entity: `actors.nodes.flows` in place of
 * `actors.nodes.1.flows`. Each field knows where it stands, so it puts them back as the error passes through.
 * Changes the schema in place, before its first use.
 */
export function restoreErrorPaths(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context, info) => {
        try {
          const value: unknown = resolve(source, args, context, info);
          if (value instanceof Error) return relocated(value, info);
          if (!isPromise(value)) return value;
          return value.then(
            (settled) => (settled instanceof Error ? relocated(settled, info) : settled),
            (error: unknown) =>
              Promise.reject(error instanceof Error ? relocated(error, info) : new Error(String(error))),
          );
        } catch (error) {
          throw error instanceof Error ? relocated(error, info) : error;
        }
      };
    }
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | null | undefined)?.then === 'function';
}

function relocated(error: Error, info: GraphQLResolveInfo): Error {
  if (error instanceof AggregateError) {
    const errors = error.errors.map((each: unknown) =>
      each instanceof Error ? relocated(each, info) : each,
    );
    return new AggregateError(errors, error.message);
  }
  if (!(error instanceof GraphQLError) || !error.path) return error;
  const path = restoredPath(responsePathAsArray(info.path), error.path);
  if (!path) return error;
  const { message, nodes, originalError, extensions } = error;
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    ...(originalError && { originalError }),
    path,
    extensions,
  });
}

type Path = readonly (string | number)[];

/**
 * The path of an error seen at a field: the field’s own, then what the error adds below it.
 * Undefined when the error belongs elsewhere.
 */
export function restoredPath(field: Path, error: Path): Path | undefined {
  let at = 0;
  for (const key of field) {
    if (typeof key === 'number') {
      if (typeof error[at] === 'number') at += 1;
    } else if (error[at] === key) at += 1;
    else return undefined;
  }
  return [...field, ...error.slice(at)];
}
