import {
  Kind,
  OperationTypeNode,
  ValuesOfCorrectTypeRule,
  getOperationAST,
  validate,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { supergraphTypes, type SupergraphType } from './supergraph-fields';

/**
 * Tells which operations one subgraph of this process answers whole, so that it can be handed the client’s document as it is:
 * planning, rewriting and putting together again take longer than many an answer.
 */
export class WholeOperations {
  private readonly types: ReadonlyMap<string, SupergraphType>;
  /** Documents are parsed once and come back: so do their operations. */
  private readonly judged = new WeakMap<OperationDefinitionNode, { subgraph: string | undefined }>();

  /**
   * @param supergraph SDL of the supergraph
   * @param schemas those of the subgraphs in this process
   */
  constructor(
    supergraph: string,
    private readonly schemas: ReadonlyMap<string, GraphQLSchema>,
  ) {
    this.types = supergraphTypes(supergraph);
  }

  /**
   * Name of a subgraph that has every field of the operation; undefined when none has, or when the operation asks for
   * anything but data. The document must be valid.
   */
  subgraphOf(document: DocumentNode, operationName: string | null | undefined): string | undefined {
    const operation = getOperationAST(document, operationName);
    if (!operation) return undefined;
    let judged = this.judged.get(operation);
    if (!judged) this.judged.set(operation, (judged = { subgraph: this.judge(document, operation) }));
    return judged.subgraph;
  }

  private judge(document: DocumentNode, operation: OperationDefinitionNode): string | undefined {
    if (operation.operation !== OperationTypeNode.QUERY) return undefined;
    const judgement = new Judgement(this.types, document, new Set(this.schemas.keys()));
    judgement.selections(operation.selectionSet, this.types.get('Query'));
    return [...judgement.subgraphs].find((name) => this.understands(name, document));
  }

  /**
   * Whether a subgraph takes the values written in a document: the gateway knows most scalars by name alone (scalars.ts).
   * Where it does not, the engine says better what is wrong, having made variables of them.
   */
  private understands(name: string, document: DocumentNode): boolean {
    const schema = this.schemas.get(name);
    return schema !== undefined && validate(schema, document, [ValuesOfCorrectTypeRule]).length === 0;
  }
}

/** Walks an operation and keeps the subgraphs that have all of it. */
class Judgement {
  subgraphs: ReadonlySet<string>;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly types: ReadonlyMap<string, SupergraphType>,
    document: DocumentNode,
    all: ReadonlySet<string>,
  ) {
    this.subgraphs = all;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  selections(set: SelectionSetNode, type: SupergraphType | undefined): void {
    for (const selection of set.selections) {
      if (this.subgraphs.size === 0) return;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        // The same in every subgraph; other names of this kind ask about the schema, which is the gateway's.
        if (name === '__typename') continue;
        const field = type?.fields.get(name);
        this.keep(field?.subgraphs);
        if (field && selection.selectionSet)
          this.selections(selection.selectionSet, this.types.get(field.type));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.narrowed(selection.selectionSet, selection.typeCondition?.name.value, type);
      } else {
        const fragment = this.fragments.get(selection.name.value);
        // One walk through it tells all: its type is its own, wherever it is spread.
        this.fragments.delete(selection.name.value);
        if (fragment) this.narrowed(fragment.selectionSet, fragment.typeCondition.name.value, type);
      }
    }
  }

  private narrowed(set: SelectionSetNode, name: string | undefined, type: SupergraphType | undefined): void {
    const on = name === undefined ? type : this.types.get(name);
    // A subgraph without the type could not read the document.
    this.keep(on?.subgraphs);
    this.selections(set, on);
  }

  private keep(subgraphs: ReadonlySet<string> | undefined): void {
    this.subgraphs = new Set([...this.subgraphs].filter((name) => subgraphs?.has(name)));
  }
}
