import type { QueryRunner } from 'typeorm';
import { Circuit } from '../../../platform/vocabulary/circuit';
import { FlowStage } from '../../../platform/vocabulary/flow-stage';
import { Nature } from '../../../platform/vocabulary/nature';
import { SupplyMode } from '../../../platform/vocabulary/supply-mode';
import { Unit } from '../../../platform/vocabulary/unit';

const UNSTATED = 'UNSTATED';

/**
 * SQL of a value of an enum type of migrations/flows/0005-rollups.ts. A cast would look the text up in the catalogue row
 * by row; the constants of this are looked up once.
 */
function code(type: string, column: string, codes: readonly string[]): string {
  const arms = codes.map((name) => `WHEN '${name}' THEN '${name}'::${type}`);
  return `CASE ${column} ${arms.join(' ')} END`;
}

const CODES = `
  ${code('flow_nature', 'f.nature', Object.values(Nature))} AS nature,
  ${code('flow_stage', 'f.stage', Object.values(FlowStage))} AS stage,
  CASE WHEN f.factor IS NOT NULL THEN 'MASS'::flow_unit ELSE ${code('flow_unit', 'f.unit', Object.values(Unit))} END AS unit,
  ${code('flow_supply_mode', `COALESCE(f.supply_mode, '${UNSTATED}')`, [...Object.values(SupplyMode), UNSTATED])} AS supply_mode,
  ${code('flow_circuit', `COALESCE(f.circuit, '${UNSTATED}')`, [...Object.values(Circuit), UNSTATED])} AS circuit,
  CASE f.organic WHEN TRUE THEN 'YES'::flow_organic WHEN FALSE THEN 'NO' ELSE '${UNSTATED}' END AS organic,
  f.product, f.source, f.factor_source, f.origin, f.destination, f.attributed`;

/**
 * Makes the table of what flows add to the sums, a row a flow and calendar month, empty. What is to be taken away
 * stands in it with the opposite sign.
 */
export async function createParts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TEMP TABLE flow_rolled (
      nature flow_nature NOT NULL, stage flow_stage NOT NULL, unit flow_unit NOT NULL,
      supply_mode flow_supply_mode NOT NULL, circuit flow_circuit NOT NULL, organic flow_organic NOT NULL,
      product text COLLATE "C" NOT NULL, source text COLLATE "C" NOT NULL, factor_source text COLLATE "C",
      origin integer, destination integer, attributed integer,
      year smallint NOT NULL, month date NOT NULL, amount bigint NOT NULL,
      -- 1 or -1 in the first month of the flow, else 0.
      started integer NOT NULL,
      -- The same for a month that the flow did not begin in, and for the first month of a year that it did not begin in.
      carried integer NOT NULL, carried_year integer NOT NULL
    ) ON COMMIT DROP`);
}

export async function dropParts(runner: QueryRunner): Promise<void> {
  await runner.query('DROP TABLE flow_rolled');
}

const MONTH = `date_trunc('month', f.period_start::timestamp)::date`;
const INTO = `
  INSERT INTO flow_rolled (nature, stage, unit, supply_mode, circuit, organic, product, source, factor_source, origin,
    destination, attributed, year, month, amount, started, carried, carried_year)`;

/** Columns of `flow` that the parts of flows inside one month are made of. */
export const PART_COLUMNS = [
  ...['nature', 'stage', 'factor', 'unit', 'supply_mode', 'circuit', 'organic', 'product', 'source'],
  ...['factor_source', 'origin', 'destination', 'attributed', 'period_start', 'amount', 'several_months'],
];

/**
 * SQL that adds the parts of flows inside one month, or takes them away.
 * @param which SQL of rows `f` with PART_COLUMNS, and what restricts them: "flow f JOIN …", without a condition of its own
 */
export function addWholeSql(which: string, sign: 1 | -1): string {
  return `${INTO}
    SELECT ${CODES}, EXTRACT(year FROM f.period_start), ${MONTH}, ${sign} * f.amount, ${sign}, 0, 0
    FROM ${which} WHERE NOT f.several_months`;
}

/** SQL that adds the parts of flows over several months, or takes them away: those of `flow_month`. */
export function addMonthsSql(which: string, sign: 1 | -1): string {
  return `${INTO}
    SELECT ${CODES}, EXTRACT(year FROM m.month), m.month, ${sign} * COALESCE(m.grams, m.amount),
      CASE WHEN m.month = ${MONTH} THEN ${sign} ELSE 0 END,
      CASE WHEN m.month = ${MONTH} THEN 0 ELSE ${sign} END,
      CASE WHEN m.month <> ${MONTH} AND EXTRACT(month FROM m.month) = 1 THEN ${sign} ELSE 0 END
    FROM ${which} JOIN flow_month m ON m.flow_id = f.id WHERE f.several_months`;
}

/** Adds all parts of stored flows, or takes them away. */
export async function addParts(runner: QueryRunner, which: string, sign: 1 | -1): Promise<void> {
  await runner.query(addWholeSql(which, sign));
  await runner.query(addMonthsSql(which, sign));
}
