import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { LENGTHS, ROWS } from './rows';

/** Objects assumed in a list that takes no `first`. */
export const UNPAGED_LIST_SIZE = 10;
/** The largest page a subgraph serves; it refuses a larger one itself, with a better message. */
const LARGEST_PAGE = 100;
const LARGEST_PAGES: Readonly<Record<string, number>> = { 'Flow.trace': 500, 'Territory.flowMatrix': 500 };
/** Types other than connections that hold a page: how many there are in each list, for each of `first`. */
const PAGES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  FlowTrace: { nodes: 1, links: 5 },
  FlowMatrix: { cells: 1 },
  TopProducts: { nodes: 1 },
  TopActors: { nodes: 1 },
};
/** Fields that sum over a whole territory or table: one costs as much as this many objects. */
export const AGGREGATE_COST = 10;
const AGGREGATES = new Set([
  'Territory.flowBalance',
  'Territory.flowDiagram',
  'Territory.flowMatrix',
  'Territory.topProducts',
  'Territory.topActors',
  'Territory.financing',
  'Flow.trace',
]);
/** Fields that compare more than a sum does: actors with a whole filter, communes with the actors around them. */
const DEAR: Readonly<Record<string, number>> = { 'Query.actorFacets': 50, 'Territory.coverage': 100 };

/**
 * Upper bound on the objects that an operation can return: each object counts 1, a page counts `first` times what
 * is selected in it, and so on down the tree. Fields of plain values are free; introspection is no data and is free.
 * Variables must be coerced; fields that @skip or @include leave out do not count.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const root = schema.getRootType(operation.operation);
  return root ? new Costing(schema, document, variables).selections(operation.selectionSet, root, 1) : 0;
}

class Costing {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly costs = new Map<string, number>();
  private readonly open = new Set<string>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  /** @param page size of the page that these selections stand in: `nodes` and `edges` are that long */
  selections(set: SelectionSetNode | undefined, type: GraphQLCompositeType, page: number): number {
    let cost = 0;
    for (const selection of set?.selections ?? []) {
      if (!this.included(selection)) continue;
      if (selection.kind === Kind.FIELD) cost += this.field(selection, type, page);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.fragment(selection.name.value, page);
      else {
        const narrowed = selection.typeCondition && this.schema.getType(selection.typeCondition.name.value);
        const on = narrowed && isCompositeType(narrowed) ? narrowed : type;
        cost += this.selections(selection.selectionSet, on, page);
      }
    }
    return cost;
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, page: number): number {
    if (node.name.value.startsWith('__')) return 0;
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const type = field && getNamedType(field.type);
    // A field of plain values is part of its object; an unknown one was refused by validation.
    if (!field || !isCompositeType(type)) return 0;
    const coordinate = `${parent.name}.${node.name.value}`;
    const rows = ROWS[coordinate];
    if (rows) {
      // The sum is done once, however many rows come out.
      const each = 1 + this.selections(node.selectionSet, type, 1);
      return AGGREGATE_COST + rows(this.arguments(node, field)) * each;
    }
    const first = this.first(node, field, LARGEST_PAGES[coordinate] ?? LARGEST_PAGE);
    const own = DEAR[coordinate] ?? (AGGREGATES.has(coordinate) ? AGGREGATE_COST : 1);
    if (!isListType(getNullableType(field.type))) {
      return own + this.selections(node.selectionSet, type, first ?? 1);
    }
    const times = parent.name.endsWith('Connection') ? 1 : PAGES[parent.name]?.[node.name.value];
    const length = LENGTHS[coordinate] ?? UNPAGED_LIST_SIZE;
    const size = first ?? (times === undefined ? length : times * page);
    return size * (own + this.selections(node.selectionSet, type, 1));
  }

  /** The page size asked for, undefined when the field takes none. Out-of-range sizes are the subgraph’s to refuse. */
  private first(node: FieldNode, field: GraphQLField<unknown, unknown>, largest: number): number | undefined {
    if (!field.args.some(({ name }) => name === 'first')) return undefined;
    const size = Number(this.arguments(node, field)['first'] ?? largest);
    return Math.min(Math.max(size, 1), largest);
  }

  /** The arguments as the field will get them; those that do not fit their types are left out, for others to refuse. */
  private arguments(node: FieldNode, field: GraphQLField<unknown, unknown>): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const { name, type, defaultValue } of field.args) {
      const given = node.arguments?.find((argument) => argument.name.value === name);
      const asked: unknown = given && valueFromAST(given.value, type, this.variables);
      values[name] = asked ?? defaultValue;
    }
    return values;
  }

  private fragment(name: string, page: number): number {
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    if (!fragment || !isCompositeType(type)) return 0;
    const key = `${page} ${name}`;
    const known = this.costs.get(key);
    if (known !== undefined) return known;
    // A fragment inside itself never gets here through validation; without this, it would never end.
    if (this.open.has(name)) return 0;
    this.open.add(name);
    const cost = this.selections(fragment.selectionSet, type, page);
    this.open.delete(name);
    this.costs.set(key, cost);
    return cost;
  }

  private included(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    const skip = getDirectiveValues(GraphQLSkipDirective, node, this.variables);
    if (skip?.['if'] === true) return false;
    const include = getDirectiveValues(GraphQLIncludeDirective, node, this.variables);
    return include?.['if'] !== false;
  }
}
