import 'reflect-metadata';
import { Unit } from '../../../platform/vocabulary/unit';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { flowId, flowIdWithDigest } from '../../../subgraphs/flows/rules/flow-id';
import { writeSources } from '../../../subgraphs/flows/writes/citation';
import { retractSource } from '../../../subgraphs/flows/writes/merge-staged';
import { writeFlows } from '../../../subgraphs/flows/writes/write-flows';
import type { QueryRunner } from 'typeorm';
import { writeMeasures } from '../../../subgraphs/flows/writes/write-measures';
import { testDatabase, type TestDatabase } from '../../support/database';
import {
  flowRecord,
  measureRecord,
  writeCatalogue,
  writeTestFlows,
  type TestFlow,
} from '../../support/flows';
import { writeTerritoryFixture } from '../../support/territories';
import { randomFlows } from './random-flows';

let db: TestDatabase;

beforeEach(async () => {
  db = await testDatabase(flowsStorage);
  await writeTerritoryFixture(db.dataSource);
  await writeCatalogue(db.dataSource.manager);
});
afterEach(() => db.close());

const rows = <Row>(text: string) => db.dataSource.query<Row[]>(text);
const source = (slug: string) => ({
  slug,
  title: slug,
  publisher: slug,
  date: null,
  url: null,
  licence: null,
});
const manager = () => db.dataSource.manager;
const write = (...flows: TestFlow[]) => writeTestFlows(manager(), flows);

describe('writeFlows', () => {
  it('keeps parts that add up to the flow, and to its tonnes', async () => {
    await write(...randomFlows(300));
    expect(
      await rows(`
        SELECT f.id FROM flow f JOIN flow_part m ON m.flow_id = f.id GROUP BY f.id
        HAVING sum(m.grams) * 0.000001 IS DISTINCT FROM f.tonnes
          OR (f.tonnes IS NULL AND sum(m.amount) * 0.000001 <> f.quantity)
          OR sum(m.days) <> f.period_end - f.period_start + 1`),
    ).toEqual([]);
    expect(await rows('SELECT count(DISTINCT flow_id)::integer AS flows FROM flow_part')).toEqual([
      { flows: 300 },
    ]);
  });

  it('keeps months only of flows that have several', async () => {
    await write(...randomFlows(100));
    expect(
      await rows(`SELECT count(*)::integer AS wrong FROM flow f
        WHERE f.several_months <> EXISTS (SELECT FROM flow_month m WHERE m.flow_id = f.id)`),
    ).toEqual([{ wrong: 0 }]);
  });

  it('replaces a flow whole: its months, its batches and its locator too', async () => {
    await write(flowRecord({ locator: 'ligne 1', batch: 'A', inputBatches: ['B', 'C', 'B'] }));
    expect(await rows('SELECT batch FROM flow_input ORDER BY batch')).toEqual([
      { batch: 'B' },
      { batch: 'C' },
    ]);
    await write(
      flowRecord({ unit: Unit.BASKET, periodEnd: '2021-02-28', quantity: '59', inputBatches: ['D'] }),
    );
    expect(await rows('SELECT tonnes, factor, period_end, locator, batch FROM flow')).toMatchObject([
      { tonnes: null, factor: null, locator: 'p. 1', batch: null },
    ]);
    expect(await rows('SELECT days, grams, amount FROM flow_month ORDER BY month')).toEqual([
      { days: 31, grams: null, amount: '31000000' },
      { days: 28, grams: null, amount: '28000000' },
    ]);
    expect(await rows('SELECT batch FROM flow_input')).toEqual([{ batch: 'D' }]);
  });

  it('touches nothing that says the same, and says how many', async () => {
    const [first, ...rest] = randomFlows(40).map((flow) => ({ ...flow, source: 'rapport' })) as [
      TestFlow,
      ...TestFlow[],
    ];
    const source = 'rapport';
    expect(await writeFlows(manager(), [first, ...rest], { source, replace: true })).toEqual({
      ...{ inserted: 40, updated: 0, unchanged: 0, retracted: 0 },
    });
    const versions = () => rows('SELECT id, xmin FROM flow ORDER BY id');
    const before = await versions();
    expect(await writeFlows(manager(), [first, ...rest], { source, replace: true })).toEqual({
      ...{ inserted: 0, updated: 0, unchanged: 40, retracted: 0 },
    });
    expect(await versions()).toEqual(before);
    const corrected = { ...first, quantity: '1', inputBatches: ['X'] };
    expect(await writeFlows(manager(), [corrected, ...rest.slice(1)], { source, replace: false })).toEqual({
      ...{ inserted: 0, updated: 1, unchanged: 38, retracted: 0 },
    });
    expect(await writeFlows(manager(), [corrected], { source, replace: true })).toEqual({
      ...{ inserted: 0, updated: 0, unchanged: 1, retracted: 39 },
    });
    expect(await rows('SELECT external_id, quantity FROM flow')).toEqual([
      { external_id: first.externalId, quantity: '1' },
    ]);
  });

  it('writes all or nothing', async () => {
    await expect(
      write(flowRecord({ externalId: 'good' }), flowRecord({ externalId: 'bad', origin: 'commune:99999' })),
    ).rejects.toThrow('bad names the territory "commune:99999", which is unknown');
    expect(await rows('SELECT id FROM flow')).toEqual([]);
  });

  it.each([
    ['staged twice', [flowRecord(), flowRecord()], /"test" is staged more than once/],
    ['without an external id', [flowRecord({ externalId: '' })], /has no external id/],
    ['with a period out of order', [flowRecord({ periodEnd: '2020-12-31' })], /a period out of order/],
    [
      'with a negative quantity',
      [flowRecord({ quantity: '-1' })],
      /has the quantity -1: at most six decimals/,
    ],
    ['with too many decimals', [flowRecord({ quantity: '1.0000001' })], /at most six decimals/],
    ['of an unknown product', [flowRecord({ product: 'licornes' })], /names the product "licornes"/],
    ['of an unknown source', [flowRecord({ source: 'nobody' })], /source "nobody" is unknown/],
    ['that feeds itself', [flowRecord({ batch: 'A', inputBatches: ['A'] })], /made from its own batch "A"/],
  ])('refuses a flow %s', async (_, flows, message) => {
    await expect(write(...flows)).rejects.toThrow(message);
    expect(await rows('SELECT id FROM flow')).toEqual([]);
  });

  it('takes a zero for what it is: a figure', async () => {
    await write(flowRecord({ quantity: '0' }));
    expect(await rows('SELECT tonnes FROM flow')).toEqual([{ tonnes: '0.000000' }]);
  });

  it('gives the same ids as rules/flow-id.ts, and keeps apart those that two sources would share', async () => {
    await writeSources(manager(), [source('a'), source('a-b')]);
    const flows = [
      'b-c',
      'Bon N° 12/3',
      'É',
      '--',
      'x'.repeat(300),
      'X'.repeat(61),
      'UPPER',
      'BL-2024-A',
      'BL--A',
      '0042',
    ].map((externalId) => flowRecord({ source: 'a', externalId }));
    await write(...flows);
    expect((await rows<{ id: string }>('SELECT id FROM flow')).map(({ id }) => id).sort()).toEqual(
      flows.map(({ source: slug, externalId }) => flowId(slug, externalId)).sort(),
    );
    await write(flowRecord({ source: 'a-b', externalId: 'c' }));
    expect(await rows(`SELECT id FROM flow WHERE source = 'a-b'`)).toEqual([
      { id: flowIdWithDigest('a-b', 'c') },
    ]);
  });
});

describe('retractSource', () => {
  it('takes the flows of a source away with their months and batches, and no others', async () => {
    await write(flowRecord({ inputBatches: ['B'] }), flowRecord({ source: 'registre', externalId: 'kept' }));
    expect(
      await db.dataSource.transaction(({ queryRunner }) =>
        retractSource(queryRunner as QueryRunner, 'rapport'),
      ),
    ).toBe(1);
    expect(await rows('SELECT id FROM flow')).toEqual([{ id: 'flow:registre-kept' }]);
    expect(await rows('SELECT DISTINCT flow_id FROM flow_month')).toEqual([
      { flow_id: 'flow:registre-kept' },
    ]);
    expect(await rows('SELECT flow_id FROM flow_input')).toEqual([]);
  });
});

it('writeMeasures refuses a figure without a source', async () => {
  await expect(writeMeasures(db.dataSource.manager, [measureRecord({ citations: [] })])).rejects.toThrow(
    'measure:test has no source',
  );
});

describe('the tables', () => {
  it.each([
    [`UPDATE flow SET tonnes = NULL`, 'flow_tonnes_have_factor'],
    [`UPDATE flow SET factor_source = 'rapport'`, 'flow_factor_has_source'],
    [`UPDATE flow SET stage = 'LOST'`, 'flow_stage_known'],
    [`UPDATE flow SET period_end = '2101-01-01'`, 'flow_period_in_range'],
    [`UPDATE flow_month SET amount = 1`, 'flow_month_one_measure'],
    [`UPDATE flow_month SET month = month + 1`, 'flow_month_first'],
    [`DELETE FROM source WHERE slug = 'rapport'`, 'fkey'],
  ])('refuse %s', async (statement, constraint) => {
    await write(flowRecord());
    await expect(db.dataSource.query(statement)).rejects.toThrow(constraint);
  });

  it('let the months and input batches of a flow go with it, whoever removes it', async () => {
    await write(flowRecord({ inputBatches: ['B'] }), flowRecord({ source: 'registre', externalId: 'kept' }));
    await db.dataSource.query(`DELETE FROM flow WHERE source = 'rapport'`);
    expect(await rows('SELECT DISTINCT flow_id FROM flow_month')).toEqual([
      { flow_id: 'flow:registre-kept' },
    ]);
    expect(await rows('SELECT flow_id FROM flow_input')).toEqual([]);
  });

  it('are read-only for the role that serves', async () => {
    await expect(db.database.rows('test', 'DELETE FROM flow', [])).rejects.toThrow(/read-only|permission/);
  });
});
