import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

interface Described {
  name: string;
  description?: string | null | undefined;
}

/** Coordinates of everything clients can use that has no description: `Actor.name`, `Query.actors(first:)`. */
export function undescribed(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const missing: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    // What the root types are is said by GraphQL itself.
    const parts: [string, Described][] = roots.has(type as never) ? [] : [[type.name, type]];
    for (const [coordinate, part] of [...parts, ...partsOf(type)]) {
      if (!part.description?.trim()) missing.push(coordinate);
    }
  }
  return missing.sort();
}

function partsOf(type: GraphQLNamedType): [string, Described][] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const coordinate = `${type.name}.${field.name}`;
    const args = field.args.map((arg): [string, Described] => [`${coordinate}(${arg.name}:)`, arg]);
    return [[coordinate, field], ...args] as [string, Described][];
  });
}
