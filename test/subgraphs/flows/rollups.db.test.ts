import 'reflect-metadata';
import fc from 'fast-check';
import type { QueryRunner } from 'typeorm';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { ROLLUPS } from '../../../subgraphs/flows/rules/rollups';
import { rebuildRollups } from '../../../subgraphs/flows/writes/rebuild-rollups';
import { retractSource } from '../../../subgraphs/flows/writes/merge-staged';
import { renameActor, renameActorBack } from '../../../subgraphs/flows/writes/rename-actor';
import { rollupDrift, type RollupDrift } from '../../../subgraphs/flows/writes/rollup-drift';
import { testDatabase, type TestDatabase } from '../../support/database';
import { flowRecord, retractTestFlows, SOURCES, writeCatalogue, writeTestFlows } from '../../support/flows';
import { fixtureTerritory, writeTerritoryFixture } from '../../support/territories';
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

it('sums quantities that together no longer fit in eight bytes', async () => {
  const largest = Array.from({ length: 12 }, (_, number) =>
    flowRecord({ externalId: `largest-${number}`, quantity: '999999999999', periodEnd: '2021-01-02' }),
  );
  await writeTestFlows(db.dataSource.manager, largest);
  const sums = await db.dataSource.query<{ amount: string; started: number }[]>(
    `SELECT amount::text, started FROM flow_sum_month WHERE territory = 0 AND month = '2021-01-01'
       AND amount > 9223372036854775807`,
  );
  expect(sums).toEqual([{ amount: '11999999999988000000', started: 12 }]);
  expect(await drift()).toEqual([]);
  await inTransaction((runner) => retractSource(runner, 'rapport'));
  expect(await drift()).toEqual([]);
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

describe('when communes change hands', () => {
  const MOVED = 'commune:37050';
  const change = (sql: string) => db.dataSource.query(sql);
  const key = (id: string) => fixtureTerritory(id).key;

  it('rebuilds the cells of a PAT alone, and all of them where others depend on it', async () => {
    const flows = randomFlows(80).filter(({ origin, destination }) =>
      [origin, destination].every((end) => end !== 'pat:blois'),
    );
    await writeTestFlows(db.dataSource.manager, flows);
    await change(
      `DELETE FROM territory_closure WHERE ancestor = ${key('pat:blois')} AND descendant = ${key(MOVED)}`,
    );
    expect((await drift()).map(({ table }) => table)).toContain('flow_sum_year');
    await inTransaction((runner) => rebuildRollups(runner, [key('pat:blois')]));
    expect(await drift()).toEqual([]);

    await writeTestFlows(db.dataSource.manager, [
      flowRecord({ externalId: 'to-the-pat', origin: 'commune:41018', destination: 'pat:blois' }),
    ]);
    await change(`INSERT INTO territory_closure VALUES (${key('pat:blois')}, ${key(MOVED)})`);
    await inTransaction((runner) => rebuildRollups(runner, [key('pat:blois')]));
    expect(await drift()).toEqual([]);
  });
});

it('gives the flows of an actor to another, and back, without touching a sum', async () => {
  const flow = (externalId: string, provider: string | null, receiver: string | null) =>
    flowRecord({ externalId, provider, receiver, destination: 'france' });
  await writeTestFlows(db.dataSource.manager, [
    flow('r1', 'actor:old', 'actor:new'),
    flow('r2', 'actor:other', 'actor:old'),
    flow('r3', 'actor:new', null),
  ]);
  const moved = await inTransaction((runner) => renameActor(runner, 'actor:old', 'actor:new'));
  expect(moved).toEqual({ provider: ['flow:rapport-r1'], receiver: ['flow:rapport-r2'] });
  expect(await count(`flow WHERE 'actor:old' IN (provider, receiver)`)).toBe(0);
  expect(await drift()).toEqual([]);
  expect(await inTransaction((runner) => renameActorBack(runner, 'actor:old', 'actor:new', moved))).toEqual(
    moved,
  );
  expect(
    await db.dataSource.query(
      `SELECT external_id, provider, receiver FROM flow WHERE external_id ~ '^r[123]$' ORDER BY 1`,
    ),
  ).toEqual([
    { external_id: 'r1', provider: 'actor:old', receiver: 'actor:new' },
    { external_id: 'r2', provider: 'actor:other', receiver: 'actor:old' },
    { external_id: 'r3', provider: 'actor:new', receiver: null },
  ]);
});
