import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** How large a document is, fragments counted at each of their uses. */
export interface Shape {
  /** Levels of fields below the operation. */
  depth: number;
  /** The same below __schema and __type, which are measured apart. */
  introspectionDepth: number;
  aliases: number;
  rootFields: number;
  fields: number;
}

const NOTHING: Shape = { depth: 0, introspectionDepth: 0, aliases: 0, rootFields: 0, fields: 0 };

/**
 * Measures the largest operation of a document without a schema, so that it can run before validation, whose
 * own cost grows with the square of some documents. Each fragment is measured once; one that spreads itself
 * counts as nothing there, and validation refuses it afterwards.
 */
export function shapeOf(document: DocumentNode): Shape {
  const measure = new Measure(document);
  return document.definitions.reduce<Shape>((largest, definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return largest;
    return maximum(largest, measure.selections(definition.selectionSet));
  }, NOTHING);
}

class Measure {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Shape>();
  private readonly open = new Set<string>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  /** `rootFields` are the fields at this very level, those of fragments included. */
  selections(set: SelectionSetNode | undefined): Shape {
    let shape = NOTHING;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) shape = sum(shape, this.fragment(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        shape = sum(shape, this.selections(selection.selectionSet));
      } else {
        const below = this.selections(selection.selectionSet);
        const introspects = selection.name.value === '__schema' || selection.name.value === '__type';
        shape = sum(shape, {
          depth: introspects ? 1 : below.depth + 1,
          introspectionDepth: introspects ? below.depth + 1 : below.introspectionDepth,
          aliases: below.aliases + (selection.alias ? 1 : 0),
          rootFields: 1,
          fields: below.fields + 1,
        });
      }
    }
    return shape;
  }

  private fragment(name: string): Shape {
    const known = this.measured.get(name);
    if (known) return known;
    if (this.open.has(name)) return NOTHING;
    this.open.add(name);
    const shape = this.selections(this.fragments.get(name)?.selectionSet);
    this.open.delete(name);
    this.measured.set(name, shape);
    return shape;
  }
}

function sum(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
    fields: a.fields + b.fields,
  };
}

function maximum(a: Shape, b: Shape): Shape {
  return {
    depth: Math.max(a.depth, b.depth),
    introspectionDepth: Math.max(a.introspectionDepth, b.introspectionDepth),
    aliases: Math.max(a.aliases, b.aliases),
    rootFields: Math.max(a.rootFields, b.rootFields),
    fields: Math.max(a.fields, b.fields),
  };
}
