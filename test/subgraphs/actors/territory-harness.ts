import 'reflect-metadata';
import { graphql, type ExecutionResult } from 'graphql';
import { Territories1767000000001 } from '../../../migrations/actors/0001-territories';
import { ImportedTerritories1767000000006 } from '../../../migrations/actors/0006-imported-territories';
import { buildFederatedSchema } from '../../../platform/subgraph/federated-schema';
import { unknownTerritory } from '../../../platform/territory-key';
import type { TerritoryLevel } from '../../../platform/vocabulary/territory-level';
import { readGeography, writeTerritories, type Geography } from '../../../reference/cog/geography';
import type { ActorsContext } from '../../../subgraphs/actors/context';
import { createTerritoryLoaders } from '../../../subgraphs/actors/loaders/territory.loaders';
import { resolveTerritoryReference } from '../../../subgraphs/actors/references/territory.reference';
import { TerritoryQueries, TerritoryResolver } from '../../../subgraphs/actors/resolvers/territory.resolver';
import { Territory } from '../../../subgraphs/actors/schema/territory.type';
import { testDatabase, type StatementRecorder } from '../../support/database';

export interface Node {
  id: string;
  name: string;
  level: TerritoryLevel;
}

export interface Connection {
  nodes: Node[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
}

/** The territory part of the subgraph alone, on the real geography and a PAT. */
export interface TerritoryHarness {
  readonly geography: Geography;
  readonly statements: StatementRecorder;
  /** The answer; throws the first error. */
  data<Answer>(source: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The message of the one BAD_USER_INPUT that refuses the operation. */
  refusal(source: string, variables?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

const PAT = {
  code: '1376',
  name: 'PAT du Pays des Châteaux',
  epci: ['200030385', '244100798'],
  communes: [],
  note: 'for the test',
  locator: 'p. 28',
};

export async function territoryHarness(): Promise<TerritoryHarness> {
  const geography = readGeography([PAT]);
  const db = await testDatabase({
    name: 'actors',
    entities: [],
    migrations: [Territories1767000000001, ImportedTerritories1767000000006],
  });
  await db.dataSource.transaction((manager) => writeTerritories(manager, geography));
  await db.dataSource.query('ANALYZE');
  const schema = await buildFederatedSchema<ActorsContext>({
    resolvers: [TerritoryQueries, TerritoryResolver],
    orphanedTypes: [Territory],
    references: { Territory: resolveTerritoryReference },
  });
  /** The part of the subgraph's context that territories use. */
  const context = (): Pick<ActorsContext, 'database' | 'territories' | 'requireTerritory'> => {
    const territories = createTerritoryLoaders(db.database);
    return {
      database: db.database,
      territories,
      async requireTerritory(id, argument) {
        if ((await territories.byId.load(id)) === null) throw unknownTerritory(id, argument);
      },
    };
  };
  const run = (source: string, variableValues: Record<string, unknown>): Promise<ExecutionResult> =>
    graphql({ schema, source, contextValue: context(), variableValues });
  return {
    geography,
    statements: db.statements,
    async data<Answer>(source: string, variables: Record<string, unknown> = {}) {
      const { data, errors } = await run(source, variables);
      const [error] = errors ?? [];
      if (error) throw error;
      return data as Answer;
    },
    async refusal(source, variables = {}) {
      const { errors } = await run(source, variables);
      expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
      return errors?.[0]?.message ?? '';
    },
    close: () => db.close(),
  };
}
