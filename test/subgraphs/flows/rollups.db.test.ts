import 'reflect-metadata';
import fc from 'fast-check';
import type { QueryRunner } from 'typeorm';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { ROLLUPS } from '../../../subgraphs/flows/rules/rollups';
import { rebuildRollups } from '../../../subgraphs/flows/writes/rebuild-rollups';
import { retractSource } from '../../../subgraphs/flows/writes/merge-staged';
import { rollupDrift, type RollupDrift } from '../../../subgraphs/flows/writes/rollup-drift';
import { testDatabase, type TestDatabase } from '../../support/database';
import { retractTestFlows, SOURCES, writeCatalogue, writeTestFlows } from '../../support/flows';
import { writeTerritoryFixture } from '../../support/territories';
import { anyFlow, randomFlows } from './random-flows';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
  await writeCatalogue(db.dataSource.manager);
});
afterAll(() => db.close());

const inTransaction = <T>(work: (runner: QueryRunner) => Promise<T>): Promise<T> =>
  db.dataSource.transaction(({ queryRunner }) => work(queryRunner as QueryRunner));
const drift = (): Promise<RollupDrift[]> => inTransaction(rollupDrift);
async function count(table: string): Promise<number> {
  const [row] = await db.dataSource.query<{ n: number }[]>(`SELECT count(*)::integer AS n FROM ${table}`);
  return row?.n ?? 0;
}

/** What happens to flows: a file of a source comes, corrects, replaces; rows or a whole source are taken back. */
const event = fc.oneof(
  fc.record({
    kind: fc.constant('import' as const),
    flows: fc.array(fc.tuple(fc.nat(12), anyFlow), { maxLength: 12 }),
    replace: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('take' as const), source: fc.constantFrom(...SOURCES), number: fc.nat(12) }),
  fc.record({ kind: fc.constant('retract' as const), source: fc.constantFrom(...SOURCES) }),
);
const name = (number: number) => `flow-${number}`;

it('keeps every sum right through imports, corrections, replacements and retractions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 6 }), async (events) => {
      for (const happening of events) {
        if (happening.kind === 'retract')
          await inTransaction((runner) => retractSource(runner, happening.source));
        else if (happening.kind === 'take') {
          await retractTestFlows(db.dataSource.manager, happening.source, [name(happening.number)]);
        } else {
          const once = new Map(happening.flows.map(([number, flow]) => [name(number), flow]));
          const flows = [...once].map(([externalId, flow]) => ({ ...flow, externalId }));
          await writeTestFlows(db.dataSource.manager, flows, { replace: happening.replace });
        }
      }
      expect(await drift()).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 120_000);

it('leaves no cell behind when the last flow is gone', async () => {
  await writeTestFlows(db.dataSource.manager, randomFlows(60));
  for (const { table } of ROLLUPS) expect(await count(table)).toBeGreaterThan(0);
  for (const source of SOURCES) await inTransaction((runner) => retractSource(runner, source));
  for (const { table } of ROLLUPS) expect([table, await count(table)]).toEqual([table, 0]);
});

it('tells which cells have drifted, and rebuilds them', async () => {
  await writeTestFlows(db.dataSource.manager, randomFlows(60));
  await db.dataSource.query(`UPDATE flow_sum_year SET amount = amount + 1 WHERE territory = 1`);
  await db.dataSource.query(`DELETE FROM flow_sum_source WHERE territory = 0`);
  const found = await drift();
  expect(found.map(({ table }) => table)).toEqual(['flow_sum_year', 'flow_sum_source']);
  expect(found[0]?.first[0]?.kept).toMatchObject({ territory: 1 });
  expect(found[1]?.first[0]?.kept).toBeNull();
  await inTransaction(rebuildRollups);
  expect(await drift()).toEqual([]);
});
