import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import keeps of itself with its source; the same columns as in the schema of flows. */
export class ImportBookkeeping1767000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE source
        ADD COLUMN kind text NOT NULL DEFAULT 'REFERENCE'
          CONSTRAINT source_kind_known CHECK (kind IN ('REPORT', 'IMPORT', 'FACTOR', 'REFERENCE')),
        ADD COLUMN imported_at timestamptz,
        ADD COLUMN file_name text,
        ADD COLUMN file_hash text,
        ADD COLUMN row_count bigint CONSTRAINT source_row_count_positive CHECK (row_count >= 0),
        ADD COLUMN subject text
          CONSTRAINT source_subject_known CHECK (subject IN ('flows', 'impact', 'awards'))`);
    await runner.query(`UPDATE source SET kind = 'REPORT' WHERE slug = 'gt4-2022'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE source DROP COLUMN kind, DROP COLUMN imported_at, DROP COLUMN file_name, DROP COLUMN file_hash,
        DROP COLUMN row_count, DROP COLUMN subject`);
  }
}
