import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createImportedTerritoryTables,
  dropImportedTerritoryTables,
} from '../../platform/imported-territory-tables';

/** What imports say of PATs and their communes, and of the places of communes. */
export class ImportedTerritories1767000000006 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createImportedTerritoryTables(runner, true);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropImportedTerritoryTables(runner, true);
  }
}
