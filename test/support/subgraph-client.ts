import { graphql, type ExecutionResult } from 'graphql';
import type { Database } from '../../platform/database';
import type { Subgraph } from '../../platform/subgraph/subgraph';

/** Sends operations to one subgraph, each with a context of its own, as the gateway does. */
export class SubgraphClient<Context extends object> {
  constructor(
    private readonly subgraph: Subgraph<Context>,
    private readonly database: Database,
  ) {}

  execute(source: string, variableValues: Record<string, unknown> = {}): Promise<ExecutionResult> {
    return graphql({
      schema: this.subgraph.schema,
      source,
      variableValues,
      contextValue: this.subgraph.createContext(this.database),
    });
  }

  /** The data of an operation that must succeed. */
  async data<Data>(source: string, variables?: Record<string, unknown>): Promise<Data> {
    const { data, errors } = await this.execute(source, variables);
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '), { cause: errors[0] });
    return JSON.parse(JSON.stringify(data)) as Data;
  }

  /** The mistakes of an operation: message, code and argument of each error. */
  async mistakes(source: string, variables?: Record<string, unknown>) {
    const { errors = [] } = await this.execute(source, variables);
    return errors.map(({ message, extensions }) => ({
      message,
      code: extensions['code'],
      argument: extensions['argument'],
    }));
  }

  /** One selection on entities given by reference, in the order of the references. */
  async entities<Node>(typename: string, ids: readonly string[], selection: string): Promise<Node[]> {
    const { _entities } = await this.data<{ _entities: Node[] }>(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`,
      { of: ids.map((id) => ({ __typename: typename, id })) },
    );
    return _entities;
  }
}
