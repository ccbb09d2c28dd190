import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTerritoryTables, dropTerritoryTables } from '../../platform/territory-tables';

/** Territories as this subgraph needs them: to resolve ids and to sum over all below one.  */
export class Territories1767000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTerritoryTables(runner, false);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTerritoryTables(runner, false);
  }
}
