import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rebuildRollups } from '../../subgraphs/flows/writes/rebuild-rollups';

/**
 * Codes of the sums. An enum is four bytes, compares as a number and still reads as a word; what a flow does not state
 * is a value of its own, for a key of NULLs can be neither joined nor hashed.
 */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  flow_nature: ['ACTUAL', 'PLANNED'],
  flow_stage: ['PRODUCED', 'COLLECTED', 'TRANSFORMED', 'DISTRIBUTED'],
  flow_supply_mode: [
    ...['OWN_PRODUCTION', 'DONATION', 'SURPLUS', 'GLEANING', 'PURCHASE', 'GROUP_PURCHASE'],
    ...['PUBLIC_PROCUREMENT', 'UNSTATED'],
  ],
  flow_circuit: ['LOCAL_SOLIDARITY', 'MIXED', 'LONG', 'UNSTATED'],
  flow_organic: ['YES', 'NO', 'UNSTATED'],
  // MASS: grams of the flows that convert; the others in 10^-6 of their own unit.
  flow_unit: ['MASS', 'TONNE', 'KILOGRAM', 'LITRE', 'MEAL', 'BASKET', 'PIECE'],
  // Where an end stands, seen from a territory: docs/decisions/0008.
  flow_place: ['IN', 'OUT', 'OVERLAP', 'UNKNOWN'],
  // Attributed to the territory, gone from it (its outflow), or any other flow with an end in it.
  flow_side: ['HERE', 'GONE', 'OTHER'],
  flow_level: ['REGION', 'DEPARTEMENT', 'EPCI'],
};

/**
 * Flows are counted in two: those whose first part lies in the period of the cell, and those that began earlier. A
 * range of periods then holds the flows carried into its first one, and all that start within: each once.
 * `amount` has no bound: ten flows of the largest quantity a file may state overflow a bigint.
 */
const MEASURES = `
    amount numeric NOT NULL,
    started integer NOT NULL,
    carried integer NOT NULL`;

/**
 * One table a question, at the smallest grain that answers it; rules/rollups.ts says which flows a cell holds.
 * `territory` is a key of `territory` above the communes, or 0: all flows, those without any territory too. The key is
 * led by what every reader gives as one value and ends with what is grouped: the cells of a territory and a year are one
 * short range of the index. No foreign keys: the only writer joins the territories anyway, and the check of a
 * million cells would cost more than writing them.
 */
const TABLES = [
  `CREATE TABLE flow_sum_year (
    territory integer NOT NULL, nature flow_nature NOT NULL, year smallint NOT NULL, stage flow_stage NOT NULL,
    supply_mode flow_supply_mode NOT NULL, organic flow_organic NOT NULL, unit flow_unit NOT NULL, ${MEASURES},
    PRIMARY KEY (territory, nature, year, stage, supply_mode, organic, unit)
  )`,
  `CREATE TABLE flow_sum_month (
    territory integer NOT NULL, nature flow_nature NOT NULL, month date NOT NULL, stage flow_stage NOT NULL,
    unit flow_unit NOT NULL, ${MEASURES},
    PRIMARY KEY (territory, nature, month, stage, unit)
  )`,
  `CREATE TABLE flow_sum_product (
    territory integer NOT NULL, nature flow_nature NOT NULL, year smallint NOT NULL, stage flow_stage NOT NULL,
    circuit flow_circuit NOT NULL, unit flow_unit NOT NULL, product text COLLATE "C" NOT NULL, ${MEASURES},
    PRIMARY KEY (territory, nature, year, stage, circuit, unit, product)
  )`,
  `CREATE TABLE flow_sum_place (
    territory integer NOT NULL, nature flow_nature NOT NULL, year smallint NOT NULL, stage flow_stage NOT NULL,
    origin_place flow_place NOT NULL, destination_place flow_place NOT NULL, unit flow_unit NOT NULL, ${MEASURES},
    PRIMARY KEY (territory, nature, year, stage, origin_place, destination_place, unit)
  )`,
  // Ends are the territories of the level that hold them; 0 where none does.
  `CREATE TABLE flow_sum_pair (
    level flow_level NOT NULL, origin integer NOT NULL, destination integer NOT NULL, nature flow_nature NOT NULL,
    year smallint NOT NULL, stage flow_stage NOT NULL, unit flow_unit NOT NULL, ${MEASURES},
    PRIMARY KEY (level, origin, nature, year, stage, destination, unit)
  )`,
  // What arrives is asked for as often as what leaves.
  `CREATE INDEX flow_sum_pair_arriving ON flow_sum_pair (level, destination, nature, year)`,
  // Documents behind sums: flows of the year that rest on the source, for their figure or for their conversion.
  `CREATE TABLE flow_sum_source (
    territory integer NOT NULL, nature flow_nature NOT NULL, year smallint NOT NULL, stage flow_stage NOT NULL,
    side flow_side NOT NULL, source text COLLATE "C" NOT NULL, flows integer NOT NULL,
    PRIMARY KEY (territory, nature, year, stage, side, source)
  )`,
];

/** Sums over flows, kept by their writer, and filled here from the flows that there are. */
export class Rollups1767000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, codes] of Object.entries(TYPES)) {
      await runner.query(`CREATE TYPE ${name} AS ENUM (${codes.map((code) => `'${code}'`).join(', ')})`);
    }
    for (const table of TABLES) await runner.query(table);
    // Should a later migration change these tables, it takes this line over.
    await rebuildRollups(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE flow_sum_year, flow_sum_month, flow_sum_product, flow_sum_place, flow_sum_pair,
      flow_sum_source`);
    for (const name of Object.keys(TYPES)) await runner.query(`DROP TYPE ${name}`);
  }
}
