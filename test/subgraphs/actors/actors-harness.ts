import { graphql } from 'graphql';
import { readGeography, writeTerritories } from '../../../reference/cog/geography';
import { loadActors } from '../../../reference/gt4-2022/load-actors';
import { readReport } from '../../../reference/gt4-2022/read';
import { actorsStorage } from '../../../subgraphs/actors/storage';
import { createActorsSubgraph } from '../../../subgraphs/actors/subgraph';
import { loadedDatabase, testDatabase, type TestDatabase } from '../../support/database';

export interface Asked {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are asserted by their shape
  data: any;
  errors: readonly { message: string; extensions: Record<string, unknown> }[];
  /** Labels of the statements that the operation sent. */
  statements: string[];
}

/** The actors subgraph over the geography and the report, on a database of its own. */
export class ActorsHarness {
  private constructor(
    readonly db: TestDatabase,
    private readonly subgraph: Awaited<ReturnType<typeof createActorsSubgraph>>,
  ) {}

  static async open(): Promise<ActorsHarness> {
    const [db, subgraph] = await Promise.all([testDatabase(actorsStorage), createActorsSubgraph()]);
    const report = readReport();
    const geography = readGeography(report.pats);
    await db.dataSource.transaction(async (manager) => {
      await writeTerritories(manager, geography);
      await loadActors(manager, report);
    });
    return new ActorsHarness(db, subgraph);
  }

  /** The same over a copy of all bundled data, which is loaded once for all files: much sooner ready. */
  static async openLoaded(): Promise<ActorsHarness> {
    return new ActorsHarness(...(await Promise.all([loadedDatabase(), createActorsSubgraph()])));
  }

  async ask(source: string, variables?: Record<string, unknown>): Promise<Asked> {
    this.db.statements.reset();
    const result = await graphql({
      schema: this.subgraph.schema,
      source,
      ...(variables && { variableValues: variables }),
      contextValue: this.subgraph.createContext(this.db.database),
    });
    return { data: result.data, errors: result.errors ?? [], statements: [...this.db.statements.labels] };
  }

  /** Message of an operation that must be refused as a mistake of the caller. */
  async refusal(source: string): Promise<string> {
    const { errors } = await this.ask(source);
    expect(errors[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    return errors[0]?.message ?? '';
  }
}
