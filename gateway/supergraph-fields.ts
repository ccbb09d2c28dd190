import { Kind, parse, type ConstDirectiveNode, type DefinitionNode, type TypeNode } from 'graphql';

/** What a field returns, and which subgraphs answer it with nothing but their own data. */
export interface SupergraphField {
  type: string;
  subgraphs: ReadonlySet<string>;
}

/** A type of the supergraph: the subgraphs that know it, and its fields if it is one that has any. */
export interface SupergraphType {
  subgraphs: ReadonlySet<string>;
  fields: ReadonlyMap<string, SupergraphField>;
}

/**
 * Types by name, as the supergraph’s `@join__…` directives assign them to subgraphs. What says more than which subgraph it is
 * (@requires, @external, @override, @interfaceObject, a type of its own) is assigned to none: the planner is there for it.
 */
export function supergraphTypes(sdl: string): ReadonlyMap<string, SupergraphType> {
  const { definitions } = parse(sdl, { noLocation: true });
  const names = subgraphNames(definitions);
  const types = new Map<string, SupergraphType>();
  for (const definition of definitions) {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      definition.kind !== Kind.UNION_TYPE_DEFINITION
    )
      continue;
    const subgraphs = assigned(
      definition.directives,
      'join__type',
      ['graph', 'key', 'resolvable', 'extension'],
      names,
    );
    const fields = new Map<string, SupergraphField>();
    for (const field of definition.kind === Kind.UNION_TYPE_DEFINITION ? [] : (definition.fields ?? [])) {
      const joined = field.directives?.some(({ name }) => name.value === 'join__field');
      fields.set(field.name.value, {
        type: namedType(field.type),
        // Without a word on it, a field is answered by every subgraph that has its type.
        subgraphs: joined
          ? assigned(field.directives, 'join__field', ['graph', 'provides'], names)
          : subgraphs,
      });
    }
    types.set(definition.name.value, { subgraphs, fields });
  }
  return types;
}

/** Names of subgraphs by the value of `join__Graph` that stands for them. */
function subgraphNames(definitions: readonly DefinitionNode[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      const graph = directives?.find((directive) => directive.name.value === 'join__graph');
      const subgraph = graph && textOf(graph, 'name');
      if (subgraph !== undefined) names.set(name.value, subgraph);
    }
  }
  return names;
}

/** Subgraphs that directives of a name give a thing to, by those alone that have no argument but these. */
function assigned(
  directives: readonly ConstDirectiveNode[] | undefined,
  name: string,
  plain: readonly string[],
  names: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const subgraphs = new Set<string>();
  for (const directive of directives ?? []) {
    if (directive.name.value !== name) continue;
    if (!directive.arguments?.every((argument) => plain.includes(argument.name.value))) continue;
    const subgraph = names.get(textOf(directive, 'graph') ?? '');
    if (subgraph !== undefined) subgraphs.add(subgraph);
  }
  return subgraphs;
}

function textOf(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
