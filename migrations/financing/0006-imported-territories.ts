import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createImportedTerritoryTables,
  dropImportedTerritoryTables,
} from '../../platform/imported-territory-tables';

/** What imports say of PATs and their communes, repeated in each schema as the geography is. */
export class ImportedTerritories1767000000006 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return createImportedTerritoryTables(runner, false);
  }

  down(runner: QueryRunner): Promise<void> {
    return dropImportedTerritoryTables(runner, false);
  }
}
