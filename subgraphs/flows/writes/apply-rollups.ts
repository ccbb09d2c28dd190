import type { QueryRunner } from 'typeorm';
import type { Rollup } from '../rules/rollups';
import { deltas, endsSql, placedSql, SEEN, type AmountType } from './rollup-deltas';
import { createGeography, dropGeography } from './rollup-geography';

export interface ApplyOptions {
  /** Whether parts were taken away: cells may then have become empty. */
  taken: boolean;
  /** Keys of the only territories whose cells are to change; all when undefined. */
  only?: readonly number[] | undefined;
}

/** Adds what `flow_rolled` holds to the tables of sums. */
export async function applyRollups(runner: QueryRunner, { taken, only }: ApplyOptions): Promise<void> {
  await withDeltas(runner, async (rollup) => {
    if (only) await keepOnly(runner, rollup, only);
    if (await isEmpty(runner, rollup.table)) return insertCells(runner, rollup, '');
    await runner.query('ANALYZE flow_delta');
    await updateCells(runner, rollup);
    await insertCells(
      runner,
      rollup,
      `WHERE NOT EXISTS (SELECT FROM ${rollup.table} t WHERE ${sameKey(rollup)})`,
    );
    if (taken) await deleteEmptyCells(runner, rollup);
  });
}

async function keepOnly(runner: QueryRunner, { key }: Rollup, territories: readonly number[]): Promise<void> {
  if (!key.includes('territory')) await runner.query('TRUNCATE flow_delta');
  else await runner.query('DELETE FROM flow_delta WHERE territory <> ALL ($1)', [territories]);
}

/** Works on what each table is to gain, one after the other, in the temporary table `flow_delta`. */
export async function withDeltas(
  runner: QueryRunner,
  work: (rollup: Rollup) => Promise<unknown>,
): Promise<void> {
  await runner.query('ANALYZE flow_rolled');
  const amount = await amountType(runner);
  await createGeography(runner);
  for (const [table, sql] of [
    ['flow_ends', endsSql(amount)],
    ['flow_seen', SEEN],
    ['flow_placed', placedSql(amount)],
  ] as const) {
    await runner.query(sql);
    await runner.query(`ANALYZE ${table}`);
  }
  for (const { rollup, sql } of deltas(amount)) {
    await runner.query(`CREATE TEMP TABLE flow_delta ON COMMIT DROP AS ${sql}`);
    await work(rollup);
    await runner.query('DROP TABLE flow_delta');
  }
  await runner.query('DROP TABLE flow_ends, flow_seen, flow_placed');
  await dropGeography(runner);
}

/** No cell is larger than all parts together, in either sign: one pass says whether a bigint holds them all. */
async function amountType(runner: QueryRunner): Promise<AmountType> {
  const [row] = (await runner.query(
    'SELECT COALESCE(sum(abs(amount)), 0) <= 9223372036854775807 AS fits FROM flow_rolled',
  )) as { fits: boolean }[];
  return row?.fits ? 'bigint' : 'numeric';
}

function sameKey({ key }: Rollup): string {
  return key.map((column) => `t.${column} = d.${column}`).join(' AND ');
}

async function isEmpty(runner: QueryRunner, table: string): Promise<boolean> {
  return ((await runner.query(`SELECT FROM ${table} LIMIT 1`)) as unknown[]).length === 0;
}

/** Cells that nothing has changed, as when a correction gives the same sums, keep their row. */
async function updateCells(runner: QueryRunner, rollup: Rollup): Promise<void> {
  const { table, measures } = rollup;
  await runner.query(
    `UPDATE ${table} t SET ${measures.map((name) => `${name} = t.${name} + d.${name}`).join(', ')}
     FROM flow_delta d WHERE ${sameKey(rollup)} AND (${measures.map((name) => `d.${name} <> 0`).join(' OR ')})`,
  );
}

/** In the order of the key: the index then grows at its end, and the cells of a territory lie side by side. */
async function insertCells(runner: QueryRunner, rollup: Rollup, where: string): Promise<void> {
  const { table, key, measures } = rollup;
  const columns = [...key, ...measures].join(', ');
  await runner.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM flow_delta d ${where} ORDER BY ${key.join(', ')}`,
  );
}

async function deleteEmptyCells(runner: QueryRunner, rollup: Rollup): Promise<void> {
  const { table, measures } = rollup;
  const counters = measures.filter((name) => name !== 'amount');
  await runner.query(
    `DELETE FROM ${table} t USING flow_delta d
     WHERE ${sameKey(rollup)} AND ${counters.map((name) => `t.${name} = 0`).join(' AND ')}`,
  );
}
