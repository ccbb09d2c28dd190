import 'reflect-metadata';
import { Unit } from '../../../platform/vocabulary/unit';
import { flowsStorage } from '../../../subgraphs/flows/storage';
import { deleteFlows, writeFlows } from '../../../subgraphs/flows/writes/write-flows';
import { writeMeasures } from '../../../subgraphs/flows/writes/write-measures';
import { testDatabase, type TestDatabase } from '../../support/database';
import { flowRecord, measureRecord, writeCatalogue } from '../../support/flows';
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
const write = (...records: Parameters<typeof writeFlows>[1]) => writeFlows(db.dataSource.manager, records);

describe('writeFlows', () => {
  it('keeps months that add up to the flow, and to its tonnes', async () => {
    await writeFlows(db.dataSource.manager, randomFlows(300));
    expect(
      await rows(`
        SELECT f.id FROM flow f JOIN flow_month m ON m.flow_id = f.id GROUP BY f.id
        HAVING sum(m.grams) * 0.000001 IS DISTINCT FROM f.tonnes
          OR (f.tonnes IS NULL AND sum(m.amount) * 0.000001 <> f.quantity)
          OR sum(m.days) <> f.period_end - f.period_start + 1`),
    ).toEqual([]);
    expect(await rows('SELECT count(DISTINCT flow_id)::integer AS flows FROM flow_month')).toEqual([
      { flows: 300 },
    ]);
  });

  it('replaces a flow whole: its months and its sources too', async () => {
    await write(flowRecord({ citations: [{ source: 'registre', locator: 'ligne 1' }] }));
    await write(flowRecord({ unit: Unit.BASKET, periodEnd: '2021-02-28', quantity: '59' }));
    expect(await rows('SELECT tonnes, factor, period_end FROM flow')).toMatchObject([
      { tonnes: null, factor: null },
    ]);
    expect(await rows('SELECT days, grams, amount FROM flow_month ORDER BY month')).toEqual([
      { days: 31, grams: null, amount: '31000000' },
      { days: 28, grams: null, amount: '28000000' },
    ]);
    expect(await rows('SELECT source, locator FROM flow_source')).toEqual([
      { source: 'rapport', locator: 'p. 1' },
    ]);
  });

  it('writes all or nothing', async () => {
    await expect(
      write(flowRecord({ id: 'flow:good' }), flowRecord({ id: 'flow:bad', origin: 'commune:99999' })),
    ).rejects.toThrow('flow:bad names the territory "commune:99999", which is unknown');
    expect(await rows('SELECT id FROM flow')).toEqual([]);
  });

  it.each([
    ['no source', flowRecord({ citations: [] }), /flow:test has no source/],
    ['a period out of order', flowRecord({ periodEnd: '2020-12-31' }), /spread|flow_period_in_order/],
    ['a negative quantity', flowRecord({ quantity: '-1' }), /only a positive amount|flow_quantity_in_range/],
    ['too many decimals', flowRecord({ quantity: '1.0000001' }), /more than 6 decimals/],
    ['an unknown product', flowRecord({ product: 'licornes' }), /flow_product_fkey/],
    [
      'an unknown source',
      flowRecord({ citations: [{ source: 'nobody', locator: '' }] }),
      /flow_source_source_fkey/,
    ],
  ])('refuses a flow with %s', async (_, record, message) => {
    await expect(write(record)).rejects.toThrow(message);
    expect(await rows('SELECT id FROM flow')).toEqual([]);
  });

  it('takes a zero for what it is: a figure', async () => {
    await write(flowRecord({ quantity: '0' }));
    expect(await rows('SELECT tonnes FROM flow')).toEqual([{ tonnes: '0.000000' }]);
  });

  it('deletes flows with their months and sources', async () => {
    await write(flowRecord(), flowRecord({ id: 'flow:kept' }));
    await deleteFlows(db.dataSource.manager, ['flow:test']);
    expect(await rows('SELECT DISTINCT flow_id FROM flow_month')).toEqual([{ flow_id: 'flow:kept' }]);
    expect(await rows('SELECT flow_id FROM flow_source')).toEqual([{ flow_id: 'flow:kept' }]);
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

  it('are read-only for the role that serves', async () => {
    await expect(db.database.rows('test', 'DELETE FROM flow', [])).rejects.toThrow(/read-only|permission/);
  });
});
