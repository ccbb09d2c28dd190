import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTerritoryTables, dropTerritoryTables } from '../../platform/territory-tables';

/** Territories with location, search and provenance: this subgraph owns the entity.  */
export class Territories1767000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTerritoryTables(runner, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTerritoryTables(runner, true);
  }
}
