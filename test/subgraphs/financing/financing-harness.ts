import { financingStorage } from '../../../subgraphs/financing/storage';
import { createFinancingSubgraph } from '../../../subgraphs/financing/subgraph';
import { SourceEntity } from '../../../subgraphs/financing/entities/source.entity';
import { writeAwards, type AwardRecord } from '../../../subgraphs/financing/writes/write-awards';
import { testDatabase, type TestDatabase } from '../../support/database';
import { SubgraphClient } from '../../support/subgraph-client';
import { TERRITORIES, writeTerritoryFixture } from '../../support/territories';

/** The financing subgraph over a database of its own. */
export interface FinancingHarness {
  db: TestDatabase;
  /** Keys of the territories of the fixture, by id. */
  keys: Map<string, number>;
  write(...awards: AwardRecord[]): Promise<void>;
  clear(): Promise<void>;
  ask(source: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Asks for something that must be refused as a mistake of the caller; gives the message. */
  refusal(source: string, variables?: Record<string, unknown>): Promise<string>;
  entities(type: string, ids: readonly string[], selection: string): Promise<Answer>;
  close(): Promise<void>;
}

interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are asserted by shape
  data: any;
  errors: readonly { message: string; extensions: Record<string, unknown> }[];
  /** Labels of the statements sent, in order. */
  statements: string[];
}

/** Opens it on the real migrations, with the territories of the fixture and the sources `essai` and `registre`. */
export async function openFinancing({ fixture = true } = {}): Promise<FinancingHarness> {
  const [db, subgraph] = await Promise.all([testDatabase(financingStorage), createFinancingSubgraph()]);
  if (fixture) await writeTerritoryFixture(db.dataSource);
  const keys = new Map(TERRITORIES.map(({ id, key }) => [id, key]));
  for (const slug of fixture ? ['essai', 'registre'] : []) {
    await db.dataSource.manager.insert(SourceEntity, {
      slug,
      title: `Source ${slug}`,
      publisher: 'Maillon',
      date: null,
      url: null,
      licence: null,
    });
  }
  const client = new SubgraphClient(subgraph, db.database);
  const ask = async (source: string, variables?: Record<string, unknown>): Promise<Answer> => {
    db.statements.reset();
    const { data, errors = [] } = await client.execute(source, variables);
    // Answers of graphql have no prototype; assertions want plain objects.
    return { data: JSON.parse(JSON.stringify(data ?? null)), errors, statements: [...db.statements.labels] };
  };
  return {
    db,
    keys,
    ask,
    write: (...awards) => db.dataSource.transaction((manager) => writeAwards(manager, awards)),
    clear: () => db.dataSource.query('TRUNCATE award, award_source'),
    async refusal(source, variables) {
      const { errors } = await ask(source, variables);
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
      return errors[0]?.message ?? '';
    },
    entities: (type, ids, selection) =>
      ask(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { id ${selection} } } }`,
        {
          of: ids.map((id) => ({ __typename: type, id })),
        },
      ),
    close: () => db.close(),
  };
}
